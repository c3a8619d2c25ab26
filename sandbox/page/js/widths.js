/**
 * Elements that a card shows at some widths only: `targetWidth` (docs/platform.md#teams-extensions),
 * which Microsoft's published renderer does not read. Hiding is the renderer's own, so that spacing
 * and separators follow; nothing is drawn again, so that what was typed stays.
 */

const NAMES = ["veryNarrow", "narrow", "standard", "wide"];
const UP_TO = [165, 350, 768];

/** @param {number} pixels the card's width @returns {number} the place of its name in `NAMES` */
function step(pixels) {
  const found = UP_TO.findIndex((most) => pixels <= most);
  return found < 0 ? NAMES.length - 1 : found;
}

/** @param {string} asked such as `narrow` or `atLeast:standard` @param {number} pixels */
export function fits(asked, pixels) {
  const [bound, name] = asked.includes(":") ? asked.split(":") : ["", asked];
  const wanted = NAMES.indexOf(name);
  const now = step(pixels);
  if (wanted < 0) return true;
  if (bound === "atLeast") return now >= wanted;
  if (bound === "atMost") return now <= wanted;
  return now === wanted;
}

/**
 * @param {any} node a copy of a card, in which every element with a target width gets an id
 * @returns {{id: string, asked: string}[]} those elements, without those that the card hides itself
 */
export function targeted(node) {
  if (Array.isArray(node)) return node.flatMap(targeted);
  if (!node || typeof node !== "object") return [];
  const inside = Object.values(node).flatMap(targeted);
  if (typeof node.targetWidth !== "string" || node.isVisible === false) return inside;
  node.id ??= `width-${Math.random().toString(36).slice(2)}`;
  return [...inside, { id: node.id, asked: node.targetWidth }];
}

/**
 * Shows and hides `found` as the card's place grows and shrinks.
 * @param {any} card the renderer's @param {{id: string, asked: string}[]} found @param {HTMLElement} place
 */
export function follow(card, found, place) {
  if (!found.length) return;
  let last = -1;
  const watching = new ResizeObserver(([{ contentRect }]) => {
    if (step(contentRect.width) === last || !contentRect.width) return;
    last = step(contentRect.width);
    for (const { id, asked } of found) {
      const element = card.getElementById(id);
      if (element) element.isVisible = fits(asked, contentRect.width);
    }
  });
  watching.observe(place);
}
