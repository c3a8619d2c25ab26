/** The lists, as their owner sees them: rows that change before your eyes, every cell editable. */

import * as api from "./api.js";
import { noteChanges } from "./changes.js";
import { hasTechnical, tableColumns, titleOf } from "./columns.js";
import { byId, element, icon } from "./dom.js";
import { openCell } from "./editor.js";
import { focusAgain, grid } from "./grid.js";
import { drawNames, ordered } from "./listnames.js";
import { containing, pressed, sorted } from "./ordering.js";
import { openForm, sureToDelete } from "./rowform.js";
import { openRowMenu } from "./rowmenu.js";
import { on, state } from "./state.js";

const MOST_ROWS = 200;

let chosen = "";
let sought = "";
let technical = false;
/** How each list is sorted. @type {Map<string, import("./ordering.js").Sorting | undefined>} */
const sorting = new Map();

/** @type {() => Promise<void>} */
let refresh = async () => {};
/** @type {ReturnType<typeof frame> | undefined} */
let places;

/** @param {() => Promise<void>} read reads the lists again */
export function showLists(read) {
  refresh = read;
  on("lists", () => {
    noteChanges();
    draw();
  });
  on("people", draw);
}

/** @returns {import("./state.js").List | undefined} */
function openList() {
  return state.lists.find(({ id }) => id === chosen);
}

/** What stays while rows come and go, so that what is typed there stays too. */
function frame() {
  const find = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", class: "find", placeholder: "Find", autocomplete: "off", on: { input: () => seek(find.value) } })
  );
  const ids = /** @type {HTMLInputElement} */ (
    element("input", { type: "checkbox", on: { change: () => showTechnical(ids.checked) } })
  );
  const made = {
    find,
    tabs: element("div", { class: "tabs", role: "tablist", "aria-label": "Lists" }),
    all: element("div", { class: "menu all-lists" }),
    add: element("button", { type: "button", class: "add", on: { click: add } }, icon("plus"), "Add new item"),
    rows: element("div", { class: "table-wrap", id: "rows", role: "tabpanel" }),
    told: element("p", { role: "status" }),
    toggle: element("label", { class: "toggle" }, ids, "Show technical columns"),
  };
  byId("lists").replaceChildren(
    element("div", { class: "list-names" }, made.tabs, made.all),
    element("div", { class: "list-tools" }, made.add, find),
    made.rows,
    element("div", { class: "list-foot" }, made.told, made.toggle),
  );
  return made;
}

function draw() {
  const lists = ordered(state.lists);
  const list = openList() ?? lists[0];
  if (!list) {
    places = undefined;
    byId("lists").replaceChildren(element("p", { class: "nothing" }, "No lists yet. They appear when Cutover has made them."));
    return;
  }
  chosen = list.id;
  places ??= frame();
  drawNames(places.tabs, places.all, lists, list, show);
  places.find.setAttribute("aria-label", `Find in ${list.name}`);
  places.toggle.hidden = !hasTechnical(list);
  drawRows(list, places);
}

/** @param {import("./state.js").List} list @param {NonNullable<typeof places>} at */
function drawRows(list, { rows, told }) {
  const columns = tableColumns(list, technical);
  const by = sorting.get(list.id);
  const found = sorted(containing(list.items, columns, sought), columns, by);
  const items = by ? found.slice(0, MOST_ROWS) : found.slice(-MOST_ROWS);
  const same = rows.dataset.list === list.id;
  const [left, top] = same ? [rows.scrollLeft, rows.scrollTop] : [0, 0];
  const here = document.activeElement;
  const focused = same && here instanceof HTMLElement && rows.contains(here) ? { dataset: { ...here.dataset } } : undefined;

  rows.dataset.list = list.id;
  rows.setAttribute("aria-label", list.name);
  rows.replaceChildren(grid({ list, columns, items, by, sort, edit, more }), ...nothing(list, items.length));
  rows.scrollTo(left, top);
  if (focused) focusAgain(focused, { preventScroll: true });
  const words = summary(list, found.length, items.length);
  if (told.textContent !== words) told.textContent = words;
}

/** @returns {HTMLElement[]} a kind sentence where there is no row to show */
function nothing(list, shown) {
  if (shown) return [];
  if (list.items.length) return [element("p", { class: "nothing" }, `No row has “${sought.trim()}” in it.`)];
  const what = list.description ? ` ${list.description}` : "";
  return [element("p", { class: "nothing" }, `Nothing here yet.${what} Rows come as Cutover is used, or add one yourself.`)];
}

/** How many rows there are, and how many of them one sees. */
function summary(list, found, shown) {
  const all = list.items.length;
  const rows = (/** @type {number} */ many) => `${many} ${many === 1 ? "row" : "rows"}`;
  if (shown < found) return `${shown} of ${rows(found)}; find shows the others`;
  return found < all ? `${found} of ${rows(all)}` : rows(all);
}

/** @param {string} list */
function show(list) {
  if (list === chosen) return;
  chosen = list;
  sought = "";
  if (places) places.find.value = sought;
  draw();
}

/** @param {string} words */
function seek(words) {
  sought = words;
  if (!places) return;
  if (places.find.value !== words) places.find.value = words;
  const list = openList();
  if (list) drawRows(list, places);
}

/** @param {boolean} shown */
function showTechnical(shown) {
  technical = shown;
  draw();
}

/** @param {string} column */
function sort(column) {
  sorting.set(chosen, pressed(sorting.get(chosen), column));
  draw();
}

/** @param {HTMLElement} cell */
function edit(cell) {
  const list = openList();
  const item = list?.items.find(({ id }) => id === cell.dataset.item);
  const column = list && tableColumns(list, technical).find(({ name }) => name === cell.dataset.column);
  if (list && item && column) openCell(cell, { list: list.id, item, column, saved: refresh });
}

function add() {
  const list = openList();
  if (!list) return;
  openForm(list, undefined, {
    left: () => places?.add.focus(),
    saved: async (item) => {
      seek("");
      await refresh();
      focusAgain({ dataset: { item, column: "Title" } });
    },
  });
}

/** @param {HTMLElement} button the row's */
function more(button) {
  const list = openList();
  const item = list?.items.find(({ id }) => id === button.dataset.item);
  if (!list || !item) return;
  const back = () => focusAgain(button);
  openRowMenu(button, {
    label: titleOf(item),
    items: [
      { words: "Open", run: () => openForm(list, item, { left: back, saved: refresh }) },
      { words: "Delete", run: () => remove(list, item).then(back) },
    ],
  });
}

async function remove(list, item) {
  if (!(await sureToDelete(list, item))) return;
  try {
    await api.deleteItem(list.id, item.id, state.person);
  } catch (error) {
    if (places) places.told.textContent = /** @type {Error} */ (error).message;
    return;
  }
  await refresh();
}
