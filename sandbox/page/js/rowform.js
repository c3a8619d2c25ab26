/** A whole row on a form: a new one, or one that is there. What the list refuses stays as it was typed. */

import * as api from "./api.js";
import { editable, typed, written } from "./cells.js";
import { NOTE, ownColumns, titleOf, valueOf } from "./columns.js";
import { asked } from "./confirm.js";
import { byId, element, icon } from "./dom.js";
import { onForm } from "./fields.js";
import { missing, refusal } from "./refusals.js";
import { state } from "./state.js";

const box = () => /** @type {HTMLDialogElement} */ (byId("row"));

/** Closes what is open: its list is gone. */
export function forgetForm() {
  box().close();
}

/**
 * @param {import("./state.js").List} list
 * @param {import("./state.js").Item | undefined} item nothing for a new row
 * @param {{saved: (item: string) => void, left: () => void}} then
 */
export function openForm(list, item, { saved, left }) {
  const shown = box();
  const columns = ownColumns(list).filter((column) => editable(column) && column.name !== NOTE);
  const lines = columns.map((column) => line(column, item));
  const refused = element("p", { class: "refusal", role: "alert" });
  const save = element("button", { type: "submit", class: "primary" }, "Save");
  const cancel = element("button", { type: "button", on: { click: () => leave() } }, "Cancel");
  const form = element(
    "form",
    { novalidate: true },
    element("div", { class: "row-fields" }, item && noteOf(item), ...lines.map(({ element: inside }) => inside)),
    element("footer", {}, refused, element("div", { class: "dialog-actions" }, cancel, save)),
  );
  const changed = () => lines.filter(({ field, before }) => field.read() !== before);

  async function leave() {
    const sure =
      !changed().length ||
      (await asked({ title: "Leave without saving?", words: "What you wrote is not in the list yet.", yes: "Leave", no: "Go on writing" }));
    if (sure) shown.close();
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    const lacking = lines.filter((one) => one.complain(missing(one.column, one.field)));
    refused.textContent = lacking.length > 1 ? "Some things are missing; each says so above." : "";
    if (lacking.length) return lacking[0].field.focus();
    const fields = Object.assign({}, ...changed().map(({ column, field }) => written(column, field.read())));
    if (item && !Object.keys(fields).length) return shown.close();
    form.setAttribute("aria-busy", "true");
    try {
      const row = item
        ? await api.editItem(list.id, item.id, state.person, fields)
        : await api.addItem(list.id, state.person, fields);
      shown.close();
      saved(row.id);
    } catch (error) {
      refuse(refusal(/** @type {Error} */ (error), columns, fields));
    } finally {
      form.removeAttribute("aria-busy");
    }
    return undefined;
  }

  /** @param {{words: string, column?: string}} what */
  function refuse({ words, column }) {
    const about = lines.find((one) => one.column.name === column);
    if (about) {
      about.complain(words);
      about.field.focus();
    } else {
      refused.textContent = words;
    }
  }

  form.addEventListener("submit", submit);
  shown.oncancel = (event) => {
    event.preventDefault();
    leave();
  };
  shown.onclose = left;
  shown.replaceChildren(heading(item ? titleOf(item) : `New item in ${list.name}`, leave), form);
  shown.showModal();
  lines[0]?.field.focus();
}

/** @param {string} title @param {() => void} leave */
function heading(title, leave) {
  const close = element("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: leave } }, icon("close"));
  return element("header", {}, element("h2", { id: "row-title" }, title), close);
}

/** @param {import("./state.js").Item} item */
function noteOf(item) {
  const words = item.fields[NOTE];
  return words && element("p", { class: "row-note" }, icon("warning"), element("span", {}, words));
}

/** One column of the form: its label, what it is for, where it is written, and what is wrong with that. */
function line(column, item) {
  const id = `row-field-${column.name}`;
  const begun = item ? typed(column, valueOf(item, column)) : typed(column, column.entra ? { id: "", displayName: "" } : column.default);
  const field = onForm(column, begun);
  // A field may read what it was given a little differently; that is no change.
  const before = field.read();
  const { control } = field;
  const wrong = element("p", { class: "refusal", id: `${id}-wrong`, role: "alert" });
  const help = column.description ? element("p", { class: "field-help", id: `${id}-help` }, column.description) : null;
  control.id = id;
  if (column.required) control.setAttribute("aria-required", "true");
  control.setAttribute("aria-describedby", [help?.id, wrong.id].filter(Boolean).join(" "));
  const label = element("label", { for: id }, column.displayName, column.required && element("span", { class: "needed" }, "required"));

  /** @param {string} words nothing where all is well @returns {boolean} whether something is wrong */
  function complain(words) {
    wrong.textContent = words;
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    return Boolean(words);
  }

  control.addEventListener("input", () => complain(""));
  return { column, field, before, complain, element: element("div", { class: "row-field" }, label, help, field.element, wrong) };
}

/** @param {import("./state.js").List} list @param {import("./state.js").Item} item @returns {Promise<boolean>} whether somebody is sure */
export function sureToDelete(list, item) {
  return asked({
    title: `Delete “${titleOf(item)}”?`,
    words: `The row goes out of “${list.name}” for everybody.`,
    yes: "Delete",
    no: "Keep it",
  });
}
