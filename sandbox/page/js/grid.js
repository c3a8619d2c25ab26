/** The table of a list: one place in it has the focus, and arrows move it. */

import { face, kind } from "./cells.js";
import { mark } from "./changes.js";
import { titleOf, valueOf } from "./columns.js";
import { element, icon } from "./dom.js";

/**
 * @param {{
 *   list: import("./state.js").List, columns: import("./state.js").Column[], items: import("./state.js").Item[],
 *   by: import("./ordering.js").Sorting | undefined,
 *   sort: (column: string) => void,
 *   edit: (cell: HTMLElement) => void,
 *   more: (button: HTMLElement) => void,
 * }} shape
 * @returns {HTMLElement}
 */
export function grid({ list, columns, items, by, sort, edit, more }) {
  const corner = element("th", { scope: "col", class: "row-more" }, element("span", { class: "unseen" }, "Row menu"));
  const table = element(
    "table",
    { role: "grid", "aria-label": list.name },
    element("thead", {}, element("tr", {}, corner, ...columns.map((column) => heading(column, by, sort)))),
    element("tbody", {}, ...items.map((item) => row(list, item, columns, more))),
  );
  stop(table, places(table.querySelector("tbody tr") ?? table)[items.length ? 1 : 0]);
  table.addEventListener("click", (event) => {
    const cell = /** @type {Element} */ (event.target).closest("td");
    if (cell?.dataset.item) edit(cell);
  });
  table.addEventListener("keydown", (event) => key(table, event, edit, more));
  return table;
}

const DIRECTIONS = { true: "descending", false: "ascending" };

function heading(column, by, sort) {
  const down = by?.column === column.name ? by.down : undefined;
  const button = element(
    "button",
    { type: "button", tabindex: "-1", title: column.description || null, data: { sort: column.name }, on: { click: () => sort(column.name) } },
    column.displayName,
    down !== undefined && icon(down ? "down" : "up"),
  );
  return element("th", { scope: "col", "aria-sort": down === undefined ? null : DIRECTIONS[String(down)], data: { kind: kind(column) } }, button);
}

function row(list, item, columns, more) {
  const key = `${list.id} ${item.id}`;
  const button = element(
    "button",
    {
      type: "button",
      class: "icon-button",
      tabindex: "-1",
      "aria-label": "Row menu",
      "aria-haspopup": "menu",
      title: titleOf(item),
      data: { item: item.id, column: "@more" },
      on: { click: () => more(button) },
    },
    icon("more"),
  );
  const cells = columns.map((column) =>
    mark(
      element("td", { tabindex: "-1", data: { item: item.id, column: column.name, kind: kind(column) } }, face(column, valueOf(item, column))),
      `${key} ${column.name}`,
    ),
  );
  return mark(element("tr", {}, element("td", { class: "row-more" }, button), ...cells), key);
}

/** What takes the focus in a row: its cells, or the buttons in them. @param {Element} line @returns {HTMLElement[]} */
function places(line) {
  return [...line.querySelectorAll("th button, td > button, td[tabindex]")].map((one) => /** @type {HTMLElement} */ (one));
}

/** Makes one place the one that Tab comes to. @param {HTMLElement} table @param {HTMLElement | undefined} place */
function stop(table, place) {
  if (!place) return;
  for (const one of table.querySelectorAll("[tabindex='0']")) one.setAttribute("tabindex", "-1");
  place.tabIndex = 0;
}

/** @param {HTMLElement} table @param {HTMLElement | undefined} place @param {FocusOptions} [how] */
function go(table, place, how) {
  if (!place) return;
  stop(table, place);
  place.focus(how);
}

/** Arrow keys go from cell to cell; Enter opens one, and the menu key opens the menu of its row. */
function key(table, event, edit, more) {
  const here = event.target.closest("td[tabindex], td > button, th button");
  if (!here) return;
  const line = here.closest("tr");
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
    const button = line.querySelector("td > button");
    if (!button) return;
    event.preventDefault();
    more(button);
    return;
  }
  if ((event.key === "Enter" || event.key === "F2") && here.matches("td")) {
    event.preventDefault();
    edit(here);
    return;
  }
  const lines = [...table.rows];
  const along = places(line);
  const at = along.indexOf(here);
  // The corner over the rows' menus takes no focus, so headings count from one.
  const column = at + (line.parentElement.localName === "thead" ? 1 : 0);
  const beside = (/** @type {number} */ step) => {
    const other = lines[lines.indexOf(line) + step];
    return other && places(other)[Math.max(0, column - (other.parentElement.localName === "thead" ? 1 : 0))];
  };
  const next = {
    ArrowRight: along[at + 1],
    ArrowLeft: along[at - 1],
    ArrowDown: beside(1),
    ArrowUp: beside(-1),
    Home: along[0],
    End: along.at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  go(table, next);
}

/** @param {DOMStringMap} data of a cell, of a row's menu or of a heading @returns {HTMLElement | null} the same of the table that stands now */
export function same({ item, column, sort }) {
  const is = (/** @type {string | undefined} */ value) => CSS.escape(value ?? "");
  const selector = sort ? `[data-sort="${is(sort)}"]` : `[data-item="${is(item)}"][data-column="${is(column)}"]`;
  return item || sort ? document.querySelector(`#rows ${selector}`) : null;
}

/**
 * The table may have been drawn again meanwhile: the focus goes to the same place of the new one, or to
 * the table's first where its row is gone.
 * @param {HTMLElement | {dataset: DOMStringMap}} place @param {FocusOptions} [how]
 */
export function focusAgain(place, how) {
  const table = /** @type {HTMLElement | null} */ (document.querySelector("#rows table"));
  const again = same(place.dataset) ?? table?.querySelector("[tabindex='0']");
  if (table && again instanceof HTMLElement) go(table, again, how);
}
