/** Asking before something that cannot be taken back, in the page. */

import { byId, element } from "./dom.js";

/** @param {{title: string, words: string, yes: string, no?: string}} question @returns {Promise<boolean>} */
export function asked({ title, words, yes, no = "Keep everything" }) {
  const box = /** @type {HTMLDialogElement} */ (byId("confirm"));
  const keep = element("button", { type: "button", on: { click: () => box.close("") } }, no);
  const sure = element("button", { type: "button", class: "primary", on: { click: () => box.close("yes") } }, yes);
  box.returnValue = "";
  box.replaceChildren(
    element("h2", { id: "confirm-title" }, title),
    element("p", {}, words),
    element("div", { class: "dialog-actions" }, keep, sure),
  );
  box.showModal();
  keep.focus();
  return new Promise((resolve) => {
    box.addEventListener("close", () => resolve(box.returnValue === "yes"), { once: true });
  });
}
