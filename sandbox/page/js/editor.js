/** One cell, whole: read it, or edit it. Enter saves, Escape leaves. */

import * as api from "./api.js";
import { kind, pill, plain, readable, stored, typed } from "./cells.js";
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
  const field = column.readOnly ? reading(column, value) : editing(column, before, save);
  const hint = element("p", { class: "cell-hint" }, column.readOnly ? "Kept by the list itself. Escape closes." : "Enter saves, Escape leaves.");
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
    if (!column.readOnly && field.read() !== before) save();
    else leave(false);
  }

  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      leave(true);
    } else if (event.key === "Tab") {
      event.preventDefault();
      leave(true);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !column.readOnly) {
      event.preventDefault();
      save();
    }
  });
  document.addEventListener("pointerdown", outside, true);
  current = { leave };
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

/** A choice column's values, one of them marked; arrows move, Enter or a click saves. */
function choosing(column, before, values, save, words = (value) => value) {
  let chosen = before;
  const rows = values.map((value) =>
    element("div", { role: "radio", "aria-checked": String(value === before), tabindex: "-1", data: { value } }, pill(column, words(value))),
  );
  const mark = (/** @type {HTMLElement} */ row) => {
    chosen = row.dataset.value ?? "";
    for (const one of rows) one.setAttribute("aria-checked", String(one === row));
    row.focus();
  };
  const group = element("div", { class: "cell-choices", role: "radiogroup", "aria-label": column.displayName }, ...rows);
  group.addEventListener("click", (event) => {
    const row = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[role=radio]"));
    if (!row) return;
    mark(row);
    save();
  });
  group.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = rows.findIndex((row) => row.dataset.value === chosen);
    mark(rows[(at + step + rows.length) % rows.length]);
  });
  return {
    element: group,
    read: () => chosen,
    focus: () => (rows.find((row) => row.dataset.value === chosen) ?? rows[0]).focus(),
  };
}
