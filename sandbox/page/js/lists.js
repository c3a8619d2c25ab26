/** The lists, as their owner sees them: rows that change before your eyes, every cell editable. */

import { face, readable } from "./cells.js";
import { byId, element } from "./dom.js";
import { openCell } from "./editor.js";
import { on, state } from "./state.js";

const FIRST = /change requests?$/i;
const MOST_ROWS = 200;

/** Columns that Lists itself keeps, shown last. */
const KEPT = [
  { name: "@modifiedBy", displayName: "Modified by", type: "text", readOnly: true },
  { name: "@modifiedAt", displayName: "Modified", type: "dateTime", readOnly: true },
];

let chosen = "";
/** What was shown last, by list, item and column: what differs was changed meanwhile. */
let before = /** @type {Map<string, string> | undefined} */ (undefined);

/** @param {() => void} refresh */
export function showLists(refresh) {
  on("lists", () => draw(refresh));
}

/** How long a change stays marked, in milliseconds; lists.css fades it over the same time. */
const FRESH = 4000;
/** When each list, row or cell was seen to change: what is drawn again goes on with the mark it had. */
const changedAt = /** @type {Map<string, number>} */ (new Map());

/** Forget what was shown, so that the next drawing marks nothing as changed. */
export function forgetRows() {
  before = undefined;
  changedAt.clear();
}

/** @param {Map<string, string>} now */
function noteChanges(now) {
  const at = performance.now();
  for (const [key, seen] of changedAt) if (at - seen > FRESH) changedAt.delete(key);
  if (before === undefined) return;
  for (const [key, value] of now) {
    if (before.get(key) === value) continue;
    changedAt.set(key, at);
    changedAt.set(key.split(" ")[0], at);
  }
}

/** @param {HTMLElement} node a list's tab, a row or a cell @param {string} key */
function mark(node, key) {
  const at = changedAt.get(key);
  if (at === undefined) return node;
  node.classList.add("changed");
  node.style.setProperty("--since", `${Math.round(at - performance.now())}ms`);
  return node;
}

/** The change requests first, the others in the tenant's order. */
function ordered() {
  return [...state.lists].sort((one, other) => Number(FIRST.test(other.name)) - Number(FIRST.test(one.name)));
}

function draw(refresh) {
  const lists = ordered();
  const list = lists.find(({ id }) => id === chosen) ?? lists[0];
  const host = byId("lists");
  if (!list) {
    host.replaceChildren(element("p", { class: "nothing" }, "No lists yet. They appear when Cutover has made them."));
    return;
  }
  chosen = list.id;
  const wrap = host.querySelector(".table-wrap");
  const same = wrap instanceof HTMLElement && wrap.dataset.list === list.id;
  const [left, top] = same ? [wrap.scrollLeft, wrap.scrollTop] : [0, 0];
  const focused = document.activeElement instanceof HTMLElement ? { ...document.activeElement.dataset } : {};
  const tabsLeft = host.querySelector(".tabs")?.scrollLeft ?? 0;

  const now = reading();
  noteChanges(now);
  const table = grid(list, refresh);
  host.replaceChildren(heading(lists, list, refresh), table);
  table.scrollTo(left, top);
  host.querySelector(".tabs")?.scrollTo(tabsLeft, 0);
  if (same && focused.item) {
    const cell = table.querySelector(`td[data-item="${CSS.escape(focused.item)}"][data-column="${CSS.escape(focused.column ?? "")}"]`);
    if (cell instanceof HTMLElement) cell.focus({ preventScroll: true });
  } else if (focused.tab) {
    host.querySelector(`[data-tab="${CSS.escape(list.id)}"]`)?.focus();
  }
  before = now;
}

function reading() {
  const seen = new Map();
  for (const list of state.lists) {
    for (const item of list.items) {
      seen.set(`${list.id} ${item.id}`, item.etag);
      for (const column of list.columns) {
        seen.set(`${list.id} ${item.id} ${column.name}`, readable(column, item.fields[column.name]));
      }
    }
  }
  return seen;
}

function heading(lists, open, refresh) {
  const tabs = lists.map((list) => mark(tab(list, list === open, refresh), list.id));
  const strip = element("div", { class: "tabs", role: "tablist", "aria-label": "Lists" }, ...tabs);
  strip.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = lists.indexOf(open);
    chosen = lists[(at + step + lists.length) % lists.length].id;
    draw(refresh);
  });
  return strip;
}

function tab(list, open, refresh) {
  const show = () => {
    chosen = list.id;
    draw(refresh);
  };
  return element(
    "button",
    {
      type: "button",
      role: "tab",
      "aria-selected": String(open),
      "aria-controls": "rows",
      tabindex: open ? "0" : "-1",
      data: { tab: list.id },
      on: { click: show },
    },
    list.name,
    element("span", { class: "count" }, String(list.items.length)),
  );
}

function grid(list, refresh) {
  const columns = [...list.columns, ...KEPT];
  const rows = list.items.slice(0, MOST_ROWS).map((item) => row(list, item, columns));
  const table = element(
    "table",
    { role: "grid", "aria-label": list.name },
    element("thead", {}, element("tr", {}, ...columns.map(({ displayName }) => element("th", { scope: "col" }, displayName)))),
    element("tbody", {}, ...rows),
  );
  const first = table.querySelector("td");
  if (first) first.tabIndex = 0;
  const wrap = element("div", { class: "table-wrap", id: "rows", role: "tabpanel", "aria-label": list.name, data: { list: list.id } }, table);
  if (!rows.length) wrap.append(element("p", { class: "nothing" }, "No rows yet."));
  if (list.items.length > MOST_ROWS) wrap.append(element("p", { class: "nothing" }, `The first ${MOST_ROWS} of ${list.items.length} rows.`));
  wrap.addEventListener("click", (event) => open(event.target, list, refresh));
  wrap.addEventListener("keydown", (event) => move(event, list, refresh));
  return wrap;
}

function row(list, item, columns) {
  const key = `${list.id} ${item.id}`;
  const cells = columns.map((column) =>
    mark(
      element("td", { tabindex: "-1", data: { item: item.id, column: column.name } }, face(column, valueOf(item, column))),
      `${key} ${column.name}`,
    ),
  );
  return mark(element("tr", {}, ...cells), key);
}

function valueOf(item, column) {
  if (column.name === "@modifiedBy") {
    return state.people.find(({ id }) => id === item.modifiedBy)?.name ?? item.modifiedBy;
  }
  return column.name === "@modifiedAt" ? item.modifiedAt : item.fields[column.name];
}

function open(target, list, refresh) {
  const cell = target.closest("td");
  if (!cell) return;
  const item = list.items.find(({ id }) => id === cell.dataset.item);
  const column = [...list.columns, ...KEPT].find(({ name }) => name === cell.dataset.column);
  if (!item || !column) return;
  const whole = column.name.startsWith("@") ? { ...item, fields: { ...item.fields, [column.name]: valueOf(item, column) } } : item;
  openCell(cell, { list: list.id, item: whole, column, saved: refresh });
}

/** Arrow keys go from cell to cell; Enter opens one. */
function move(event, list, refresh) {
  const cell = event.target.closest("td");
  if (!cell) return;
  if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    open(cell, list, refresh);
    return;
  }
  const line = cell.parentElement;
  const at = [...line.children].indexOf(cell);
  const next = {
    ArrowRight: cell.nextElementSibling,
    ArrowLeft: cell.previousElementSibling,
    ArrowDown: line.nextElementSibling?.children[at],
    ArrowUp: line.previousElementSibling?.children[at],
    Home: line.firstElementChild,
    End: line.lastElementChild,
  }[event.key];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
