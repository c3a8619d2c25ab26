/**
 * The charts that Teams draws in cards (docs/platform.md#teams-extensions) and Microsoft's published
 * renderer does not know. Every number also stands as text; the drawing itself says nothing to a
 * screen reader. Types that are not here give way to their fallback, as in a client without charts.
 *
 * @typedef {{name: string, value: number, tone: string}} Slice
 */

import { element } from "./dom.js";
import { drawing, ring } from "./drawing.js";

const AC = globalThis.AdaptiveCards;

const BAR_HEIGHT = 14;
const COLUMN_HEIGHT = 120;

const TONES = new Set([
  "good", "warning", "attention", "neutral",
  ...["Red", "Purple", "Lavender", "Blue", "LightBlue", "Teal", "Green", "Lime", "Marigold"].map((hue) => `categorical${hue}`),
]);
const TURN = ["categoricalBlue", "categoricalTeal", "categoricalPurple", "categoricalMarigold", "categoricalGreen", "categoricalRed"];

/** @param {unknown} asked a colour's name @param {number} at the place in the series */
const tone = (asked, at) => (TONES.has(String(asked)) ? String(asked) : TURN[at % TURN.length]);

/** @param {unknown} value */
const number = (value) => (Number.isFinite(Number(value)) ? Math.max(0, Number(value)) : 0);

/** @param {number} value */
const written = (value) => value.toLocaleString("en-CA", { maximumFractionDigits: 1 });

/** @param {Slice[]} slices */
const sum = (slices) => slices.reduce((total, { value }) => total + value, 0);

/** @param {any} source @param {string} key the property that holds the name @param {string} size */
function slices(source, key, size) {
  const found = Array.isArray(source) ? source : [];
  return found.map((one, at) => ({ name: String(one?.[key] ?? ""), value: number(one?.[size]), tone: tone(one?.color, at) }));
}

/** Bars of one series have one colour, unless the card colours them one by one. @param {any} source */
function bars(source) {
  const found = slices(source.data, "x", "y");
  return found.map((bar, at) => ({ ...bar, tone: tone(source.data[at]?.color ?? source.color, 0) }));
}

/** What all charts have: a title, and words for one without numbers. */
class Chart extends AC.CardElement {
  /** @type {any} */ source = {};

  getJsonTypeName() {
    return this.constructor.type;
  }

  internalParse(source, context) {
    super.internalParse(source, context);
    this.source = source;
  }

  internalRender() {
    const inside = this.drawn();
    const { title } = this.source;
    const shown = title && this.source.showTitle !== false;
    return element(
      "figure",
      { class: "chart", "aria-label": title ?? "Chart", role: "group" },
      shown ? element("figcaption", {}, String(title)) : null,
      inside ?? element("p", { class: "chart-none" }, "No numbers yet."),
    );
  }

  /** @returns {HTMLElement | null} null where there is nothing to show */
  drawn() {
    return null;
  }
}

/** One bar for each name, as long as its number. */
class HorizontalBar extends Chart {
  static type = "Chart.HorizontalBar";

  drawn() {
    const found = bars(this.source);
    const most = Math.max(...found.map(({ value }) => value));
    if (!(most > 0)) return null;
    const whole = this.source.displayMode === "PartToWhole" ? sum(found) : most;
    return element(
      "ul",
      { class: "chart-bars" },
      ...found.map((bar) =>
        element(
          "li",
          {},
          element("span", { class: "chart-name" }, bar.name),
          element("span", { class: "chart-value" }, written(bar.value)),
          strip([bar], whole),
        ),
      ),
    );
  }
}

/** One bar for each title, cut into its parts; the parts' names stand below. */
class StackedBar extends Chart {
  static type = "Chart.HorizontalBar.Stacked";

  drawn() {
    const rows = (Array.isArray(this.source.data) ? this.source.data : []).map((row) => ({
      title: String(row?.title ?? ""),
      parts: slices(row?.data, "legend", "value"),
    }));
    const most = Math.max(...rows.map(({ parts }) => sum(parts)));
    if (!(most > 0)) return null;
    const alone = rows.length === 1;
    return element(
      "div",
      {},
      element(
        "ul",
        { class: "chart-bars" },
        ...rows.map(({ title, parts }) =>
          element(
            "li",
            {},
            element("span", { class: "chart-name" }, title, alone ? null : spelled(parts)),
            element("span", { class: "chart-value" }, written(sum(parts))),
            strip(parts, most),
          ),
        ),
      ),
      legend(rows[0].parts, alone),
    );
  }
}

/** A ring or a disc, with the names and numbers beside it. */
class Donut extends Chart {
  static type = "Chart.Donut";
  static hole = true;

  drawn() {
    const parts = slices(this.source.data, "legend", "value");
    if (!(sum(parts) > 0)) return null;
    const middle = this.source.value ?? "";
    return element("div", { class: "chart-round" }, ring(parts, this.constructor.hole ? String(middle) : null), legend(parts, true));
  }
}

class Pie extends Donut {
  static type = "Chart.Pie";
  static hole = false;
}

/** One column for each name, with its number above it. */
class VerticalBar extends Chart {
  static type = "Chart.VerticalBar";

  drawn() {
    const columns = bars(this.source);
    const most = Math.max(...columns.map(({ value }) => value));
    if (!(most > 0)) return null;
    return element(
      "ul",
      { class: "chart-columns" },
      ...columns.map((column) => {
        const height = Math.max((column.value / most) * COLUMN_HEIGHT, column.value ? 2 : 0);
        return element(
          "li",
          {},
          element("span", { class: "chart-value" }, written(column.value)),
          drawing("svg", { class: "chart-column", width: "100%", height: height || 1, "aria-hidden": "true" }, [
            drawing("rect", { class: `tone-${column.tone}`, width: "100%", height, rx: 3 }),
          ]),
          element("span", { class: "chart-name" }, column.name),
        );
      }),
    );
  }
}

/** @param {Slice[]} parts side by side @param {number} whole what the full width stands for */
function strip(parts, whole) {
  let begin = 0;
  const rects = parts
    .filter(({ value }) => value > 0)
    .map(({ name, value, tone: colour }) => {
      const x = begin;
      begin += (value / whole) * 100;
      const size = { x: `${x}%`, width: `${(value / whole) * 100}%`, height: BAR_HEIGHT };
      const tip = parts.length > 1 ? [drawing("title", {}, [`${name}: ${written(value)}`])] : [];
      return drawing("rect", { class: `tone-${colour}`, ...size }, tip);
    });
  return drawing("svg", { class: "chart-strip", width: "100%", height: BAR_HEIGHT, "aria-hidden": "true" }, rects);
}

/** @param {Slice[]} parts @param {boolean} numbers whether each name has its number */
function legend(parts, numbers) {
  return element(
    "ul",
    { class: "chart-legend", "aria-hidden": numbers ? null : "true" },
    ...parts.map(({ name, value, tone: colour }) =>
      element(
        "li",
        {},
        element("span", { class: `chart-key tone-${colour}` }),
        element("span", { class: "chart-name" }, name),
        numbers ? element("span", { class: "chart-value" }, written(value)) : null,
      ),
    ),
  );
}

/** The parts of one bar among several, for who does not see it. */
const spelled = (/** @type {Slice[]} */ parts) =>
  element("span", { class: "unseen" }, `: ${parts.map(({ name, value }) => `${name} ${written(value)}`).join(", ")}`);

for (const one of [HorizontalBar, StackedBar, Donut, Pie, VerticalBar]) {
  AC.GlobalRegistry.elements.register(one.type, one, AC.Versions.v1_0);
}
