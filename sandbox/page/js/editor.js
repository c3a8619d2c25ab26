/** One cell, whole: read it, or edit it. Enter saves, Escape leaves. */

import * as api from "./api.js";
import { editable, kind, typed, written } from "./cells.js";
import { titleOf, valueOf } from "./columns.js";
import { element } from "./dom.js";
import { inCell, reading } from "./fields.js";
import { focusAgain, same } from "./grid.js";
import { missing, refusal } from "./refusals.js";
import { state } from "./state.js";

/** The cell that is open, and whether it can be left: what is being saved may yet be refused. @type {{left: Promise<boolean>} | undefined} */
let current;

/**
 * @param {HTMLElement} cell where it opens, and where the focus goes back to
 * @param {{list: string, item: import("./state.js").Item, column: import("./state.js").Column, saved: () => void}} what
 */
export async function openCell(cell, { list, item, column, saved }) {
  while (current) if (!(await current.left)) return;
  const value = valueOf(item, column);
  const open = editable(column);
  const field = open ? inCell(column, typed(column, value), save) : reading(column, value);
  // A field may read what it was given a little differently; that is no change.
  const before = field.read();
  const hint = element("p", { class: "cell-hint" }, hintFor(column, open));
  const sheet = element(
    "div",
    { class: "cell-sheet", role: "dialog", "aria-label": `${column.displayName}, ${titleOf(item)}` },
    element("h3", {}, column.displayName),
    column.description && element("p", { class: "cell-help" }, column.description),
    field.element,
    hint,
  );
  document.body.append(sheet);
  settle(sheet, same(cell.dataset) ?? cell);
  field.focus();

  /** @returns {Promise<boolean>} whether all is well, and the cell left */
  async function save() {
    if (sheet.getAttribute("aria-busy")) return false;
    const words = field.read();
    const lacking = missing(column, field);
    if (!lacking && words === before) return leave(true);
    if (lacking) return refuse(lacking);
    const fields = written(column, words);
    sheet.setAttribute("aria-busy", "true");
    try {
      await api.editItem(list, item.id, state.person, fields);
      leave(true);
      saved();
      return true;
    } catch (error) {
      sheet.removeAttribute("aria-busy");
      return refuse(refusal(/** @type {Error} */ (error), [column], fields).words);
    }
  }

  /** @param {string} words @returns {false} */
  function refuse(words) {
    hint.textContent = words;
    hint.classList.add("refusal");
    hint.setAttribute("role", "alert");
    field.control.setAttribute("aria-invalid", "true");
    return false;
  }

  /** @param {boolean} keepFocus @returns {true} */
  function leave(keepFocus) {
    current = undefined;
    document.removeEventListener("pointerdown", outside, true);
    sheet.remove();
    if (keepFocus) focusAgain(cell);
    return true;
  }

  /** @param {PointerEvent} event */
  function outside(event) {
    if (sheet.contains(/** @type {Node} */ (event.target))) return;
    if (open && (field.read() !== before || missing(column, field))) here.left = save();
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
  const here = { left: Promise.resolve(false) };
  current = here;
}

/** @param {import("./state.js").Column} column @param {boolean} open */
function hintFor(column, open) {
  if (!open) return "Read only. Escape closes.";
  if (kind(column) === "person") return "Type to find. Enter saves, Escape leaves.";
  return column.multiple ? "Space chooses, Enter saves, Escape leaves." : "Enter saves, Escape leaves.";
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
