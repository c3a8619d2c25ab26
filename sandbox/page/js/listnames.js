/** Choosing a list: tabs where they fit, and a menu of all of them, by what they are about. */

import { mark } from "./changes.js";
import { element, icon, news } from "./dom.js";
import { menu } from "./menu.js";

const FIRST = /^change requests?$/i;
const OTHERS = "The change";

/** What a list is about, by the first of these that its name fits; in the order in which they are shown. */
const GROUPS = [
  { name: OTHERS, fits: FIRST },
  { name: "The rollout", fits: /communication|wave|training/i },
  { name: "What people say", fits: /question|problem|survey|action|review/i },
  { name: "The organisation", fits: /people|calendar|setting/i },
  { name: "What happened", fits: /history|post|mailing/i },
];

/** @param {import("./state.js").List} list */
function groupOf({ name }) {
  return (GROUPS.find(({ fits }) => fits.test(name)) ?? GROUPS[0]).name;
}

/** Group by group, the change requests first, and otherwise as the tenant has them. @param {import("./state.js").List[]} lists */
export function ordered(lists) {
  const place = (/** @type {import("./state.js").List} */ list) =>
    FIRST.test(list.name) ? -1 : GROUPS.findIndex(({ name }) => name === groupOf(list));
  return [...lists].sort((one, other) => place(one) - place(other));
}

/**
 * @param {HTMLElement} tabs @param {HTMLElement} all the menu's place
 * @param {import("./state.js").List[]} lists in order @param {import("./state.js").List} open
 * @param {(list: string) => void} show
 */
export function drawNames(tabs, all, lists, open, show) {
  drawTabs(tabs, lists, open, show);
  if (!news(all, [open.id, lists.map(({ id, name, description, items }) => [id, name, description, items.length])])) return;
  menu(all, {
    label: `All lists. ${open.name} is open`,
    face: [
      element("span", { class: "at-desk" }, "All lists"),
      element("span", { class: "on-phone" }, open.name, count(open)),
      icon("down"),
    ],
    items: lists.map((list) => ({
      group: groupOf(list),
      face: [element("span", { class: "list-name" }, list.name, list.description ? element("small", {}, list.description) : ""), count(list)],
      chosen: list === open,
      run: () => show(list.id),
    })),
  });
}

function drawTabs(strip, lists, open, show) {
  const focused = strip.contains(document.activeElement);
  const left = strip.scrollLeft;
  const was = strip.dataset.open;
  strip.replaceChildren(...lists.map((list) => mark(tab(list, list === open, show), list.id)));
  strip.dataset.open = open.id;
  const chosen = /** @type {HTMLElement} */ (strip.querySelector("[aria-selected=true]"));
  strip.scrollTo(left, 0);
  if (was !== open.id) chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (focused) chosen.focus();
  strip.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(lists[(lists.indexOf(open) + step + lists.length) % lists.length].id);
  };
}

function tab(list, open, show) {
  return element(
    "button",
    {
      type: "button",
      role: "tab",
      "aria-selected": String(open),
      "aria-controls": "rows",
      tabindex: open ? "0" : "-1",
      data: { tab: list.id },
      on: { click: () => show(list.id) },
    },
    list.name,
    count(list),
  );
}

function count(list) {
  return element("span", { class: "count" }, String(list.items.length));
}
