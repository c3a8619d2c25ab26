/** Drawing in SVG. */

const SVG = "http://www.w3.org/2000/svg";

// A ring of this radius is 100 long, so parts of a hundred are lengths on it.
const RADIUS = 100 / (2 * Math.PI);
const GAP = 1;

/** @param {string} name @param {Record<string, any>} props @param {(Node | string)[]} [children] */
export function drawing(name, props, children = []) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(props)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {{value: number, tone: string}[]} parts which together are more than nothing
 * @param {string | null} middle words for the middle of a ring; null for a disc without a hole
 */
export function ring(parts, middle) {
  const whole = parts.reduce((total, { value }) => total + value, 0);
  const radius = middle === null ? RADIUS / 2 : RADIUS;
  const width = middle === null ? RADIUS : 6;
  const around = middle === null ? 50 : 100;
  const gap = parts.filter(({ value }) => value > 0).length > 1 ? (GAP * around) / 100 : 0;
  let begin = 0;
  const arcs = parts
    .filter(({ value }) => value > 0)
    .map(({ value, tone }) => {
      const long = (value / whole) * around;
      const arc = drawing("circle", {
        class: `chart-arc tone-${tone}`,
        cx: 21,
        cy: 21,
        r: radius,
        "stroke-width": width,
        "stroke-dasharray": `${Math.max(long - gap, 0.2)} ${around}`,
        "stroke-dashoffset": -begin,
        transform: "rotate(-90 21 21)",
      });
      begin += long;
      return arc;
    });
  const words = middle ? [drawing("text", { x: 21, y: 21, class: "chart-middle" }, [middle])] : [];
  return drawing("svg", { class: "chart-ring", viewBox: "0 0 42 42", "aria-hidden": "true" }, [...arcs, ...words]);
}
