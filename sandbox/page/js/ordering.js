/** Which rows of a list are shown, and in which order. */

import { kind, readable } from "./cells.js";
import { valueOf } from "./columns.js";

/** @typedef {{column: string, down: boolean}} Sorting `down` from the greatest to the least */

/** @param {string} words @returns {string} them without accents and capitals, as they are searched */
export const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/**
 * @param {import("./state.js").Item[]} items
 * @param {import("./state.js").Column[]} columns where the words may stand
 * @param {string} words
 */
export function containing(items, columns, words) {
  const sought = folded(words.trim());
  if (!sought) return items;
  return items.filter((item) => columns.some((column) => folded(readable(column, valueOf(item, column))).includes(sought)));
}

/**
 * @param {import("./state.js").Item[]} items
 * @param {import("./state.js").Column[]} columns
 * @param {Sorting | undefined} by
 */
export function sorted(items, columns, by) {
  const column = columns.find(({ name }) => name === by?.column);
  if (!column || !by) return items;
  const turn = by.down ? -1 : 1;
  const keyed = items.map((item) => ({ item, key: keyOf(column, valueOf(item, column)) }));
  return keyed
    .sort((one, other) => {
      const [a, b] = [one.key, other.key];
      if (a === "" || b === "") return Number(a === "") - Number(b === "");
      return turn * (typeof a === "number" && typeof b === "number" ? a - b : COMPARE(String(a), String(b)));
    })
    .map(({ item }) => item);
}

const COMPARE = new Intl.Collator("en-CA", { numeric: true, sensitivity: "base" }).compare;

/** @returns {string | number} what a row is sorted by: a choice by its place; rows with nothing come last */
function keyOf(column, value) {
  const words = readable(column, value);
  if (!words) return "";
  if (kind(column) === "number") return Number(value);
  if (kind(column) === "date") return new Date(value).getTime();
  if (kind(column) !== "choice" || !column.choices?.length) return words;
  const place = column.choices.indexOf(words);
  return place < 0 ? column.choices.length : place;
}

/**
 * A press on a heading: upwards, then downwards, then as the list has its rows.
 * @param {Sorting | undefined} by @param {string} column @returns {Sorting | undefined}
 */
export function pressed(by, column) {
  if (by?.column !== column) return { column, down: false };
  return by.down ? undefined : { column, down: true };
}
