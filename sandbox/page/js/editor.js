/** One cell, whole: read it, or edit it. Enter saves, Escape leaves. */

import * as api from "./api.js";
import { SEPARATOR, editable, kind, pill, plain, readable, stored, typed } from "./cells.js";
import { element } from "./dom.js";
import { state } from "./state.js";

/** @type {{leave: (keepFocus: boolean) => void} | undefined} */
let current;

/**
 * @param {HTMLElement} cell where it opens, and where the focus goes back to
 * @param {{list: string, item: import("./state.js").Item, column: import("./state.js").Column, saved: () => void}} what
 */
export function openCell(cell, { list, item, column, saved }) {
  current?.leave(false);
  const value = item.fields[column.name];
  const before = typed(column, value);
  const open = editable(column);
  const field = open ? editing(column, before, save) : reading(column, value);
  const hint = element("p", { class: "cell-hint" }, hintFor(column, open));
  const sheet = element(
    "div",
    { class: "cell-sheet", role: "dialog", "aria-label": `${column.displayName}, ${item.fields.Title ?? item.id}` },
    element("h3", {}, column.displayName),
    field.element,
    hint,
  );
  document.body.append(sheet);
  settle(sheet, cell);
  field.focus();

  async function save() {
    const words = field.read();
    if (words === before) return leave(true);
    sheet.setAttribute("aria-busy", "true");
    try {
      await api.editItem(list, item.id, state.person, { [column.name]: stored(column, words) });
      leave(true);
      saved();
    } catch (error) {
      sheet.removeAttribute("aria-busy");
      hint.textContent = /** @type {Error} */ (error).message;
      hint.classList.add("refusal");
      hint.setAttribute("role", "alert");
    }
    return undefined;
  }

  /** @param {boolean} keepFocus */
  function leave(keepFocus) {
    current = undefined;
    document.removeEventListener("pointerdown", outside, true);
    sheet.remove();
    if (keepFocus) back(cell);
  }

  /** @param {PointerEvent} event */
  function outside(event) {
    if (sheet.contains(/** @type {Node} */ (event.target))) return;
    if (open && field.read() !== before) save();
    else leave(false);
  }

  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      leave(true);
    } else if (event.key === "Tab") {
      event.preventDefault();
      leave(true);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && open) {
      event.preventDefault();
      save();
    }
  });
  document.addEventListener("pointerdown", outside, true);
  current = { leave };
}

/** @param {import("./state.js").Column} column @param {boolean} open */
function hintFor(column, open) {
  if (!open) return "Read only. Escape closes.";
  return column.multiple ? "Space chooses, Enter saves, Escape leaves." : "Enter saves, Escape leaves.";
}

/** The table may have been drawn again meanwhile: the focus goes to the same cell of the new one. */
function back(cell) {
  const { item, column } = cell.dataset;
  const again = document.querySelector(`td[data-item="${CSS.escape(item ?? "")}"][data-column="${CSS.escape(column ?? "")}"]`);
  /** @type {HTMLElement} */ (again ?? cell).focus();
}

/** Over its cell, inside the window. */
function settle(sheet, cell) {
  const at = cell.getBoundingClientRect();
  const width = Math.min(Math.max(at.width, 300), innerWidth - 24);
  sheet.style.width = `${width}px`;
  const height = sheet.offsetHeight;
  sheet.style.left = `${Math.max(12, Math.min(at.left, innerWidth - width - 12))}px`;
  sheet.style.top = `${Math.max(12, Math.min(at.top - 6, innerHeight - height - 12))}px`;
}

function reading(column, value) {
  const shown = element("p", { class: "cell-whole", tabindex: "-1" }, readable(column, value) || "Empty");
  return { element: shown, focus: () => shown.focus(), read: () => plain(value) };
}

function editing(column, before, save) {
  if (kind(column) === "choice" && column.choices?.length) return choosing(column, before, column.choices, save);
  if (kind(column) === "boolean") {
    return choosing({ ...column, choices: [] }, before || "false", ["true", "false"], save, (value) => (value === "true" ? "Yes" : "No"));
  }
  const type = { number: "number", date: before.length === 10 ? "date" : "datetime-local" }[kind(column)];
  const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    type
      ? element("input", { type, step: type === "number" ? "any" : null, "aria-label": column.displayName })
      : element("textarea", { rows: 1, "aria-label": column.displayName })
  );
  field.value = before;
  return {
    element: field,
    read: () => field.value,
    focus: () => {
      field.focus();
      if (type === undefined) field.setSelectionRange(before.length, before.length);
    },
  };
}

/**
 * A choice column's values. Of several, one is marked: arrows move, Enter or a click saves. Where the
 * column holds several values, Space or a click takes one or leaves it.
 */
function choosing(column, before, values, save, words = (value) => value) {
  const chosen = new Set(column.multiple ? before.split(SEPARATOR) : [before]);
  const role = column.multiple ? "checkbox" : "radio";
  const rows = values.map((value) =>
    element("div", { role, tabindex: "-1", data: { value } }, pill(column, words(value))),
  );
  const show = () => {
    for (const row of rows) row.setAttribute("aria-checked", String(chosen.has(row.dataset.value ?? "")));
  };
  const take = (/** @type {HTMLElement} */ row) => {
    const value = row.dataset.value ?? "";
    const had = chosen.has(value);
    if (!column.multiple) chosen.clear();
    if (column.multiple && had) chosen.delete(value);
    else chosen.add(value);
    show();
    row.focus();
  };
  const group = element(
    "div",
    { class: "cell-choices", role: column.multiple ? "group" : "radiogroup", "aria-label": column.displayName },
    ...rows,
  );
  group.addEventListener("click", (event) => {
    const row = rows.find((one) => one.contains(/** @type {Node} */ (event.target)));
    if (!row) return;
    take(row);
    if (!column.multiple) save();
  });
  group.addEventListener("keydown", (event) => {
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step && event.key !== " ") return;
    event.preventDefault();
    const row = rows[(at + (step ?? 0) + rows.length) % rows.length];
    if (step && column.multiple) row.focus();
    else take(row);
  });
  show();
  return {
    element: group,
    read: () => values.filter((value) => chosen.has(value)).join(SEPARATOR),
    focus: () => (rows.find((row) => chosen.has(row.dataset.value ?? "")) ?? rows[0]).focus(),
  };
}
