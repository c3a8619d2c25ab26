/** A button that opens a short list of choices below itself. */

import { element } from "./dom.js";

/**
 * @param {HTMLElement} host where button and list go; its former content is dropped
 * @param {{label: string, face: (Node|string)[], items: {face: (Node|string)[], chosen?: boolean, group?: string, run: () => void}[], note?: string}} shape
 *   items of one `group` stand under its name
 */
export function menu(host, { label, face, items, note }) {
  const wasFocused = host.contains(document.activeElement);
  const before = [...host.querySelectorAll("[role^=menuitem]")];
  const at = before.findIndex((row) => row === document.activeElement);
  const wasOpen = host.querySelector("[aria-expanded=true]") !== null;
  const list = element("div", { class: "menu-list", role: "menu", "aria-label": label, hidden: true });
  const button = element(
    "button",
    { type: "button", class: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label },
    ...face,
  );
  const rows = items.map(({ face: inside, chosen, run }) =>
    element(
      "button",
      {
        type: "button",
        role: chosen === undefined ? "menuitem" : "menuitemradio",
        "aria-checked": chosen === undefined ? null : String(chosen),
        tabindex: "-1",
        on: {
          click: () => {
            show(false);
            button.focus();
            run();
          },
        },
      },
      ...inside,
    ),
  );
  if (note) list.append(element("p", { class: "menu-note" }, note));
  list.append(...grouped(rows, items));

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }

  button.addEventListener("click", () => {
    show(list.hidden);
    if (!list.hidden) (rows.find((row) => row.getAttribute("aria-checked") === "true") ?? rows[0])?.focus();
  });
  list.addEventListener("keydown", (event) => {
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[(to + rows.length) % rows.length].focus();
    } else if (event.key === "Escape") {
      show(false);
      button.focus();
    }
  });
  list.addEventListener("focusout", (event) => {
    if (!host.contains(/** @type {Node | null} */ (event.relatedTarget))) show(false);
  });

  host.replaceChildren(button, list);
  if (wasOpen) show(true);
  if (wasFocused) (wasOpen ? (rows[at] ?? rows[0]) : button).focus();
}

/** @param {HTMLElement[]} rows @param {{group?: string}[]} items @returns {HTMLElement[]} */
function grouped(rows, items) {
  const groups = [...new Set(items.map(({ group }) => group))];
  return groups.flatMap((name) => {
    const inside = rows.filter((_, at) => items[at].group === name);
    if (name === undefined) return inside;
    const heading = element("p", { class: "menu-group", "aria-hidden": "true" }, name);
    return element("div", { role: "group", "aria-label": name }, heading, ...inside);
  });
}
