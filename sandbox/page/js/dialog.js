/** Dialogs that a bot opens: a card in a modal window, redrawn when the bot answers with another. */

import * as api from "./api.js";
import { Card } from "./card.js";
import { byId, element, icon } from "./dom.js";
import { state } from "./state.js";

const WIDTHS = { small: 320, medium: 480, large: 640 };

const box = () => /** @type {HTMLDialogElement} */ (byId("task"));

/** The dialog that waits for an answer; empty once it was answered. */
let waiting = "";

/** @param {{id: string, title?: string, card: object, width?: string | number}} dialog */
export function openDialog(dialog) {
  const shown = box();
  const width = typeof dialog.width === "number" ? dialog.width : WIDTHS[dialog.width ?? "medium"];
  shown.style.setProperty("--task-width", `${width ?? WIDTHS.medium}px`);
  const card = new Card(dialog.card, async (press) => {
    const answer = await api.submitDialog(dialog.id, { person: state.person, ...press });
    return answered(answer);
  });
  shown.replaceChildren(heading(dialog.title ?? "Cutover"), element("div", { class: "task-body" }, card.element));
  waiting = dialog.id;
  shown.onclose = () => {
    if (waiting) api.closeDialog(waiting);
    waiting = "";
  };
  if (!shown.open) shown.showModal();
  (firstField(card.element) ?? byId("task-title")).focus();
}

/** @param {any} answer @returns {string} a sentence for under the card, or nothing */
function answered(answer) {
  if (answer?.dialog) {
    openDialog(answer.dialog);
  } else if (answer?.message || (answer?.type === "message" && answer.value)) {
    openMessage(answer.message ?? answer.value);
  } else if (answer?.status >= 400) {
    return answer.value?.message ?? "That did not work. Try again in a moment.";
  } else {
    waiting = "";
    box().close();
  }
  return "";
}

/** @param {string} sentence the bot's last word, with a button to close */
export function openMessage(sentence) {
  const shown = box();
  waiting = "";
  const done = element(
    "button",
    { type: "button", class: "primary", on: { click: () => shown.close() } },
    "Done",
  );
  const actions = element("div", { class: "dialog-actions" }, done);
  shown.replaceChildren(heading("Cutover"), element("div", { class: "task-body" }, element("p", {}, sentence), actions));
  if (!shown.open) shown.showModal();
  done.focus();
}

/** Closes what is open without a word to the tenant, which knows nothing of it any more. */
export function forgetDialog() {
  waiting = "";
  box().close();
}

/** @param {string} title */
function heading(title) {
  const close = element(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => box().close() } },
    icon("close"),
  );
  return element("header", {}, element("h2", { id: "task-title", tabindex: "-1" }, title), close);
}

/** @returns {HTMLElement | null} where writing begins; a page without a field is read from its beginning */
function firstField(root) {
  return root.querySelector("input:not([type=hidden]), textarea, select");
}
