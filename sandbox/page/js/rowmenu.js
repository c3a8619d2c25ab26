/** The menu of a row: it stays open while the table behind it is drawn again. */

import { element } from "./dom.js";
import { focusAgain } from "./grid.js";

let close = () => {};

/**
 * @param {HTMLElement} button of the row, where the menu opens and the focus goes back to
 * @param {{label: string, items: {words: string, run: () => void}[]}} shape
 */
export function openRowMenu(button, { label, items }) {
  close();
  const rows = items.map(({ words, run }) => {
    const choose = () => {
      leave(true);
      run();
    };
    return element("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: choose } }, words);
  });
  const list = element("div", { class: "menu-list row-menu", role: "menu", "aria-label": label }, ...rows);
  document.body.append(list);
  const at = button.getBoundingClientRect();
  list.style.left = `${Math.max(12, Math.min(at.left, innerWidth - list.offsetWidth - 12))}px`;
  list.style.top = `${Math.max(12, Math.min(at.bottom + 4, innerHeight - list.offsetHeight - 12))}px`;
  rows[0].focus();

  /** @param {boolean} keepFocus */
  function leave(keepFocus) {
    close = () => {};
    document.removeEventListener("pointerdown", outside, true);
    list.remove();
    if (keepFocus) focusAgain(button);
  }

  /** @param {PointerEvent} event */
  function outside(event) {
    if (!list.contains(/** @type {Node} */ (event.target))) leave(false);
  }

  list.addEventListener("keydown", (event) => {
    const here = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[(to + rows.length) % rows.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      leave(true);
    }
  });
  document.addEventListener("pointerdown", outside, true);
  close = () => leave(false);
}
