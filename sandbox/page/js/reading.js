/** Where one reads in a conversation: the newest stays in sight, and what came meanwhile is told of. */

import { byId, element, icon } from "./dom.js";

/** Messages that arrive within this time are read from the first of them, in milliseconds. */
const TOGETHER = 2000;
let begun = { id: "", at: 0 };

/** Whether the newest message was in sight; it stays so where the place for messages shrinks. */
let low = true;
const staying = new ResizeObserver(([{ target }]) => {
  if (low) target.scrollTop = target.scrollHeight;
});

/** @param {string} name of the conversation @returns {HTMLElement} the place for its messages */
export function reading(name) {
  const host = element("div", { class: "messages", id: "messages", role: "log", "aria-live": "polite", "aria-label": name, tabindex: "0" });
  const below = element("button", { type: "button", class: "below", id: "below", hidden: true }, icon("down"), "New message");
  host.addEventListener("scroll", () => noteWhere(host), { passive: true });
  staying.disconnect();
  staying.observe(host);
  low = true;
  return element("div", { class: "reading" }, host, below);
}

/** @param {HTMLElement} host */
export const isLow = (host) => host.scrollHeight - host.scrollTop - host.clientHeight < 80;

/** @param {HTMLElement} host */
export function noteWhere(host) {
  low = isLow(host);
  if (low) byId("below").hidden = true;
}

/**
 * Goes to what has arrived, to the first of what came together; or tells of it, and stays.
 * @param {HTMLElement} host @param {string} first id of the first message that arrived
 * @param {boolean} follows @param {(id: string) => void} go
 */
export function arrived(host, first, follows, go) {
  if (Date.now() - begun.at > TOGETHER) begun = { id: first, at: Date.now() };
  const from = begun.id;
  if (follows) go(from);
  else if (!isLow(host)) tell(() => go(from));
}

/** @param {() => void} go */
function tell(go) {
  const below = byId("below");
  if (!below.hidden) return;
  below.hidden = false;
  below.onclick = () => {
    below.hidden = true;
    go();
  };
}
