/** Where one value is written: in its cell, or on the form of a row. */

import { SEPARATOR, kind, pill, plain, readable } from "./cells.js";
import { element } from "./dom.js";
import { choosePerson } from "./peoplefield.js";

/**
 * @typedef {{element: HTMLElement, control: HTMLElement, read: () => string, focus: () => void}} Field
 *   `control` is what the label names; `read` gives words as `typed` made them
 */

const WORDS = { true: "Yes", false: "No" };

/** @param {import("./state.js").Column} column @param {any} value @returns {Field} to read and nothing else */
export function reading(column, value) {
  const shown = element("p", { class: "cell-whole", tabindex: "-1" }, readable(column, value) || "Empty");
  return { element: shown, control: shown, focus: () => shown.focus(), read: () => plain(value) };
}

/**
 * For a cell: everything to choose from is in view, and a choice saves.
 * @param {import("./state.js").Column} column @param {string} before @param {() => void} save @returns {Field}
 */
export function inCell(column, before, save) {
  const wanted = kind(column);
  if (wanted === "person") return choosePerson(column, before, { open: true, taken: save });
  if (wanted === "choice" && column.choices?.length) {
    const none = column.required || column.multiple ? [] : [""];
    return choosing(column, before, [...withOdd(column, before), ...none], save, (value) => (value ? pill(column, value) : "No value"));
  }
  if (wanted === "boolean") {
    return choosing(column, before, ["true", "false"], save, (value) => pill({ ...column, choices: [] }, WORDS[value]));
  }
  return writing(column, before, inputType(column, before) === "text" ? "lines" : inputType(column, before));
}

/**
 * For a form: as low as a line where it can be.
 * @param {import("./state.js").Column} column @param {string} before @returns {Field}
 */
export function onForm(column, before) {
  const wanted = kind(column);
  if (wanted === "person") return choosePerson(column, before, { open: false, taken: () => {} });
  if (wanted === "choice" && column.choices?.length) {
    if (column.multiple) return choosing(column, before, withOdd(column, before), () => {}, (value) => pill(column, value));
    return selecting(column, before, column.choices);
  }
  if (wanted === "boolean") return selecting(column, before, ["true", "false"], (value) => WORDS[value]);
  return writing(column, before, column.lines ? "lines" : inputType(column, before));
}

/** The choices, and what a row holds that is none of them: it stays unless somebody chooses otherwise. */
function withOdd({ choices = [] }, before) {
  return [...new Set([...choices, ...before.split(SEPARATOR).filter(Boolean)])];
}

function inputType(column, before) {
  if (kind(column) === "number") return "number";
  if (kind(column) !== "date") return "text";
  return column.dateOnly || before.length === 10 ? "date" : "datetime-local";
}

/** @param {"lines"|"text"|"number"|"date"|"datetime-local"} type @returns {Field} */
function writing(column, before, type) {
  const named = { "aria-label": column.displayName };
  const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    type === "lines"
      ? element("textarea", { rows: 1, ...named })
      : element("input", { type, step: type === "number" ? "any" : null, autocomplete: "off", ...named })
  );
  field.value = before;
  return {
    element: field,
    control: field,
    read: () => field.value,
    focus: () => {
      field.focus();
      if (type === "lines" || type === "text") field.setSelectionRange(field.value.length, field.value.length);
    },
  };
}

/** @returns {Field} one of several, or none, under a single line */
function selecting(column, before, values, words = (/** @type {string} */ value) => value) {
  const all = [...new Set(["", ...values, before])];
  const field = /** @type {HTMLSelectElement} */ (
    element(
      "select",
      { "aria-label": column.displayName },
      ...all.map((value) => element("option", { value }, value ? words(value) ?? value : "No value")),
    )
  );
  field.value = before;
  return { element: field, control: field, read: () => field.value, focus: () => field.focus() };
}

/**
 * A choice column's values. Of several, one is marked: arrows move, Enter or a click saves. Where the
 * column holds several values, Space or a click takes one or leaves it.
 * @returns {Field}
 */
function choosing(column, before, values, save, face) {
  const chosen = new Set(column.multiple ? before.split(SEPARATOR).filter(Boolean) : [before]);
  const role = column.multiple ? "checkbox" : "radio";
  const rows = values.map((value) => element("div", { role, tabindex: "-1", data: { value } }, face(value)));
  const show = () => {
    for (const row of rows) row.setAttribute("aria-checked", String(chosen.has(row.dataset.value ?? "")));
  };
  const stand = (/** @type {HTMLElement} */ row) => {
    for (const one of rows) one.tabIndex = one === row ? 0 : -1;
  };
  const take = (/** @type {HTMLElement} */ row) => {
    const value = row.dataset.value ?? "";
    const had = chosen.has(value);
    if (!column.multiple) chosen.clear();
    if (column.multiple && had) chosen.delete(value);
    else chosen.add(value);
    show();
    row.focus();
  };
  const group = element(
    "div",
    { class: "cell-choices", role: column.multiple ? "group" : "radiogroup", "aria-label": column.displayName },
    ...rows,
  );
  group.addEventListener("focusin", (event) => stand(/** @type {HTMLElement} */ (event.target)));
  group.addEventListener("click", (event) => {
    const row = rows.find((one) => one.contains(/** @type {Node} */ (event.target)));
    if (!row) return;
    take(row);
    if (!column.multiple) save();
  });
  group.addEventListener("keydown", (event) => {
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step && event.key !== " ") return;
    event.preventDefault();
    const row = rows[(at + (step ?? 0) + rows.length) % rows.length];
    if (step && column.multiple) row.focus();
    else take(row);
  });
  show();
  const first = rows.find((row) => chosen.has(row.dataset.value ?? "")) ?? rows[0];
  stand(first);
  return {
    element: group,
    control: group,
    read: () => values.filter((value) => chosen.has(value)).join(SEPARATOR),
    focus: () => first.focus(),
  };
}
