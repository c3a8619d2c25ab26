/** Building elements without markup in strings: what a bot or a person wrote stays text. */

/**
 * @param {string} name the element's name
 * @param {Record<string, any>} [props] attributes; `class`, `on` (listeners) and `data` are special;
 *   `true` sets an empty attribute, `false`, `null` and `undefined` leave it away
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(name, props = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (key === "data") {
      Object.assign(made.dataset, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, String(value));
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}`);
  return found;
}

const ICONS = {
  back: "M10 3 5 8l5 5",
  down: "m4 6 4 4 4-4",
  check: "m3.5 8.5 3 3 6-7",
  close: "m4 4 8 8m0-8-8 8",
  send: "M3 13.2 13.5 8 3 2.8 4.6 8zM4.6 8h4",
  clock: "M8 4.5V8l2.3 1.6M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12",
  phone: "M5 2h6a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1m2.2 9.8h1.6",
  desktop: "M2.5 3h11a.5.5 0 0 1 .5.5v7a.5.5 0 0 1-.5.5h-11a.5.5 0 0 1-.5-.5v-7a.5.5 0 0 1 .5-.5M6 13.5h4M8 11v2.5",
  plus: "M8 3v10M3 8h10",
  steps: "M6.5 4h7M6.5 8h7m-7 4h7M2.5 4h.01M2.5 8h.01m-.01 4h.01",
  more: "M3.5 8h.01M8 8h.01m4.49 0h.01",
  up: "m4 10 4-4 4 4",
  warning: "M8 2.5 14.2 13.3H1.8zM8 6.6v3M8 11.4h.01",
  reply: "M6 4 2.5 7.5 6 11M3 7.5h6a4 4 0 0 1 4 4V13",
};

/** @param {keyof typeof ICONS} name a line drawing of 16 by 16 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** What each place was last drawn from: drawing the same again would move the focus and be read out. */
const drawnFrom = new WeakMap();

/** @param {HTMLElement} host @param {unknown} from @returns {boolean} whether `host` shows something else */
export function news(host, from) {
  const written = JSON.stringify(from);
  if (drawnFrom.get(host) === written) return false;
  drawnFrom.set(host, written);
  return true;
}
