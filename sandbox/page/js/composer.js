/** Saying something in the open conversation. */

import * as api from "./api.js";
import { byId, element, icon } from "./dom.js";
import { described } from "./conversations.js";
import { state } from "./state.js";

/** The message that is being answered in its thread; empty for a new post. */
let answering = "";

/** @param {string} root the message whose thread is answered @param {string} name who wrote it */
export function replyTo(root, name) {
  answering = root;
  const mark = byId("answering");
  mark.hidden = false;
  byId("answering-whom").textContent = `Replying to ${name}`;
  byId("composer").focus();
}

function newPost() {
  answering = "";
  byId("answering").hidden = true;
}

/** @param {import("./state.js").Conversation} conversation @param {() => Promise<void>} said */
export function composer(conversation, said) {
  answering = "";
  const { name } = described(conversation);
  const mention = conversation.kind === "personal" ? "" : " or @Cutover";
  const box = /** @type {HTMLTextAreaElement} */ (
    element("textarea", {
      id: "composer",
      rows: 1,
      placeholder: `Message ${name}${mention}`,
      "aria-label": `Message ${name}`,
      maxlength: 4000,
    })
  );
  const refusal = element("p", { class: "refusal", role: "status" });
  const form = element(
    "form",
    { class: "composer" },
    element(
      "p",
      { class: "answering", id: "answering", hidden: true },
      element("span", { id: "answering-whom" }),
      element("button", { type: "button", class: "icon-button", "aria-label": "Write a new post instead", on: { click: newPost } }, icon("close")),
    ),
    refusal,
    element("div", { class: "composer-line" }, box, element("button", { class: "icon-button send", "aria-label": "Send" }, icon("send"))),
  );
  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      /** @type {HTMLFormElement} */ (form).requestSubmit();
    } else if (event.key === "Escape" && answering) {
      newPost();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    grow();
    refusal.textContent = "";
    try {
      await api.say(conversation.id, { person: state.person, text, ...(answering ? { replyTo: answering } : {}) });
      newPost();
      await said();
    } catch (error) {
      if (!box.value) box.value = text;
      refusal.textContent = /** @type {Error} */ (error).message;
    }
  });
  return form;
}
