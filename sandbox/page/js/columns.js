/** A list's columns as its owner reads them: a person is one column, and ids stay out of the way. */

/** What is wrong with a row that somebody wrote by hand, in words. */
export const NOTE = "CutoverNote";

const ID_NAME = /^(.+)Entra$/;
const ID_LABEL = /\(Entra id\)$/;

/**
 * Columns that Lists itself keeps, shown last.
 * @type {import("./state.js").Column[]}
 */
const KEPT = [
  { name: "@modifiedBy", displayName: "Modified by", type: "text", readOnly: true, entra: "@modifiedBy" },
  { name: "@modifiedAt", displayName: "Modified", type: "dateTime", readOnly: true },
];

/** @param {import("./state.js").List} list @returns {Map<string, string>} the column of the id, by that of the name */
function pairs(list) {
  const names = new Set(list.columns.map(({ name }) => name));
  const found = new Map();
  for (const { name, displayName } of list.columns) {
    const person = name.match(ID_NAME)?.[1];
    if (person && names.has(person) && ID_LABEL.test(displayName)) found.set(person, name);
  }
  return found;
}

/** @param {import("./state.js").List} list */
export function hasTechnical(list) {
  return pairs(list).size > 0;
}

/**
 * @param {import("./state.js").List} list
 * @param {boolean} technical whether the ids of people have columns of their own too
 * @returns {import("./state.js").Column[]} without what Lists itself keeps
 */
export function ownColumns(list, technical = false) {
  const ids = pairs(list);
  const hidden = new Set(technical ? [] : ids.values());
  const shown = list.columns
    .filter(({ name }) => name !== NOTE && !hidden.has(name))
    .map((column) => (ids.has(column.name) ? { ...column, entra: ids.get(column.name) } : column));
  const note = list.columns.find(({ name }) => name === NOTE);
  if (note && list.items.some(({ fields }) => fields[NOTE])) {
    shown.splice(shown.findIndex(({ name }) => name === "Title") + 1, 0, note);
  }
  return shown;
}

/** Every column of the table, in order. @param {import("./state.js").List} list @param {boolean} technical */
export function tableColumns(list, technical) {
  return [...ownColumns(list, technical), ...KEPT];
}

/**
 * @param {import("./state.js").Item} item
 * @param {import("./state.js").Column} column
 * @returns {any} the row's value; of a person the name and the id
 */
export function valueOf(item, column) {
  if (column.name === "@modifiedBy") return { displayName: item.modifiedBy ?? "", id: "" };
  if (column.name === "@modifiedAt") return item.modifiedAt;
  const value = item.fields[column.name];
  if (!column.entra) return value;
  return { displayName: value ?? "", id: item.fields[column.entra] ?? "" };
}

/** @param {import("./state.js").Item} item @returns {string} what the row is called */
export function titleOf(item) {
  return String(item.fields.Title ?? `Row ${item.id}`);
}
