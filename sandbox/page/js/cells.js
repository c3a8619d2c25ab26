/** How a value looks in a list, and how a typed one goes back. */

import { NOTE } from "./columns.js";
import { element, icon } from "./dom.js";
import { avatar } from "./people.js";
import { pictureOf } from "./who.js";
import { date, instant, local, time } from "./zone.js";

/** The hues of a choice column's values, by their place in the column, as Lists gives them. */
const HUES = ["none", "4", "1", "0", "5", "2", "3"];

/**
 * What the page does with a column: Lists has more types than it has editors.
 * @param {import("./state.js").Column} column
 * @returns {"person"|"note"|"choice"|"boolean"|"number"|"date"|"text"}
 */
export function kind(column) {
  if (column.entra) return "person";
  if (column.name === NOTE) return "note";
  const type = column.type.toLowerCase();
  if (column.choices?.length || type.includes("choice")) return "choice";
  if (type.includes("bool")) return "boolean";
  if (type.includes("number") || type.includes("currency")) return "number";
  if (type.includes("date")) return "date";
  return "text";
}

/** People and lookups are chosen by ids of the site's own, which no cell shows: they are read only here. */
export function editable(column) {
  return !column.readOnly && !["personorgroup", "lookup"].includes(column.type.toLowerCase());
}

/** @param {any} value */
export function plain(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value === "object") return value.LookupValue ?? value.displayName ?? JSON.stringify(value);
  return String(value);
}

const DAY = /^\d{4}-\d\d-\d\d(T00:00:00(\.0+)?Z)?$/;

/**
 * @param {string} value ISO 8601
 * @returns {string} the day, where the value is one: midnight here or in UTC, as Lists stores a date without a time
 */
function dayOf(value) {
  if (DAY.test(value)) return value.slice(0, 10);
  const at = new Date(value);
  const here = Number.isNaN(at.getTime()) ? "" : local(at);
  return here.endsWith("T00:00") ? here.slice(0, 10) : "";
}

/** @param {string} value ISO 8601 */
function readableDate(value) {
  const day = dayOf(value);
  if (day) return date(instant(`${day}T12:00`));
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : `${date(at)}, ${time(at)}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const number = new Intl.NumberFormat("en-CA", { maximumFractionDigits: 10 });

/** @param {import("./state.js").Column} column @param {any} value @returns {string} as words, for one line */
export function readable(column, value) {
  const words = plain(value);
  if (kind(column) === "boolean") return value === true || words === "true" || words === "1" ? "Yes" : words && "No";
  if (kind(column) === "number" && words) return Number.isFinite(Number(words)) ? number.format(Number(words)) : words;
  if (kind(column) === "date" || INSTANT.test(words)) return readableDate(words);
  return words;
}

/** @param {import("./state.js").Column} column @param {any} value @returns {Node} */
export function face(column, value) {
  const words = readable(column, value);
  if (!words) return element("span", { class: "clip" });
  if (kind(column) === "person") return person(words, value.id);
  if (kind(column) === "note") {
    return element("span", { class: "row-note" }, icon("warning"), element("span", {}, words));
  }
  if (kind(column) === "choice") {
    return element("span", {}, ...[value].flat().map((one) => pill(column, plain(one))));
  }
  return element("span", { class: `clip ${kind(column)}` }, words);
}

/** @param {string} name @param {string} id @returns {Node} a face and a name; a name without an id has no face */
function person(name, id) {
  const picture = pictureOf(name, id);
  return element("span", { class: "named" }, picture && avatar(name, picture), element("span", { class: "clip" }, name));
}

/** @param {import("./state.js").Column} column @param {string} value */
export function pill(column, value) {
  const at = column.choices?.indexOf(value) ?? -1;
  return element("span", { class: "pill", data: { hue: HUES[Math.max(0, at) % HUES.length] } }, value);
}

/** @param {import("./state.js").Column} column @param {any} value @returns {string} for an input of its kind */
export function typed(column, value) {
  if (column.multiple) return [value ?? []].flat().join(SEPARATOR);
  if (kind(column) === "person") return value.id || value.displayName ? `${value.id}${SEPARATOR}${value.displayName}` : "";
  const words = plain(value);
  if (kind(column) !== "date" || !words) return words;
  return dayOf(words) || local(new Date(words));
}

/** Between the values of a column that holds several, and between a person's id and name, while it is edited. */
export const SEPARATOR = "\n";

/** @param {import("./state.js").Column} column @param {string} words @returns {Record<string, any>} the fields to write */
export function written(column, words) {
  if (!column.entra) return { [column.name]: stored(column, words) };
  const [id, name] = words ? words.split(SEPARATOR) : [null, null];
  return { [column.name]: name || null, [column.entra]: id || null };
}

/** @param {import("./state.js").Column} column @param {string} words @returns {any} the value to store */
function stored(column, words) {
  const wanted = kind(column);
  if (wanted === "number") return words.trim() === "" ? null : Number(words);
  if (wanted === "boolean") return words ? words === "true" : null;
  if (wanted === "date") {
    if (!words) return null;
    return instant(words.length === 10 ? `${words}T00:00` : words).toISOString().replace(".000Z", "Z");
  }
  if (column.multiple) return words ? words.split(SEPARATOR) : [];
  if (wanted === "choice" && !words) return null;
  return words;
}
