/** One Adaptive Card, drawn by Microsoft's renderer, with the page as its host. */

import "./charts.js";
import { element } from "./dom.js";
import { HOST_CONFIG } from "./hostconfig.js";
import { markdown } from "./markdown.js";
import { PEOPLE_INPUT } from "./peopleinput.js";
import { actionsOf, named } from "./press.js";
import { follow, targeted } from "./widths.js";

const AC = globalThis.AdaptiveCards;

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

// Renderer 3.0.6 takes an empty, optional number for a wrong one as soon as it has a minimum or maximum.
const inRange = AC.NumberInput.prototype.isValid;
AC.NumberInput.prototype.isValid = function isValid() {
  return this.isSet() ? inRange.call(this) : !this.isRequired;
};

/**
 * @typedef {{action: string, inputs: Record<string, string>, raw?: object}} Press
 */

export class Card {
  /**
   * @param {object} json the card as the tenant gave it
   * @param {(press: Press) => Promise<string | void>} pressed carries out Submit and Execute; may
   *   answer a sentence to show under the card
   */
  constructor(json, pressed) {
    this.json = json;
    this.pressed = pressed;
    this.busy = false;
    this.note = element("p", { class: "card-note", role: "status", hidden: true });
    this.frame = element("div", { class: "card-frame" });
    this.element = element("div", { class: "card" }, this.frame, this.note);
    this.element.classList.toggle("full", /** @type {any} */ (json).msteams?.width === "Full");
    this.draw();
  }

  draw() {
    const card = new AC.AdaptiveCard();
    card.hostConfig = new AC.HostConfig(HOST_CONFIG);
    card.onExecuteAction = (action) => this.execute(action);
    card.onAnchorClicked = (_, anchor) => {
      this.tell(elsewhere(anchor.href));
      return true;
    };
    const sources = actionsOf(this.json);
    const copy = prepared(this.json);
    const widths = targeted(copy);
    card.parse(copy);
    const drawn = card.render();
    if (drawn) apart(drawn);
    this.frame.replaceChildren(drawn ?? element("p", { class: "card-empty" }, "This card could not be drawn."));
    this.source = (action) => sources.find((source) => matches(source, action.toJSON())) ?? action.toJSON();
    this.holdBack(card);
    follow(card, widths, this.frame);
  }

  /** @param {any} action the renderer's action; inputs are already validated when it comes here */
  execute(action) {
    const type = action.getJsonTypeName();
    if (type === "Action.OpenUrl") return this.tell(elsewhere(action.url));
    if (type !== "Action.Submit" && type !== "Action.Execute") return undefined;
    if (this.busy || action.heldBack) return undefined;
    return this.press(named(this.json, this.source(action), inputsOf(action)));
  }

  /** @param {Press} press */
  async press(press) {
    this.setBusy(true);
    this.tell("");
    try {
      this.tell((await this.pressed(press)) ?? "");
    } catch (error) {
      this.tell(/** @type {Error} */ (error).message);
    } finally {
      this.setBusy(false);
    }
  }

  /** @param {string} sentence shown quietly under the card; empty takes it away */
  tell(sentence) {
    this.note.textContent = sentence;
    this.note.hidden = !sentence;
    if (sentence) this.note.scrollIntoView({ block: "nearest" });
  }

  /** What can be pressed keeps the focus while it waits, so it is marked rather than disabled. */
  setBusy(busy) {
    this.busy = busy;
    this.frame.setAttribute("aria-busy", String(busy));
    for (const button of this.frame.querySelectorAll("button.ac-pushButton, .ac-selectable")) {
      button.toggleAttribute("data-waiting", busy);
      if (busy) button.setAttribute("aria-disabled", "true");
      else if (!button.hasAttribute("data-held-back")) button.removeAttribute("aria-disabled");
    }
  }

  /** Teams' conditionallyEnabled: such a button waits until every required input is filled. */
  holdBack(card) {
    const waiting = allActions(card).filter((action) => this.source(action).conditionallyEnabled === true);
    if (!waiting.length) return;
    const check = () => {
      const ready = card.getAllInputs().every((input) => !input.isRequired || input.isSet());
      for (const action of waiting) {
        action.heldBack = !ready;
        action.renderedElement?.toggleAttribute("data-held-back", !ready);
        action.renderedElement?.setAttribute("aria-disabled", String(!ready));
      }
    };
    card.onInputValueChanged = check;
    check();
  }
}

let cards = 0;

/**
 * Names a card's choices for this card alone: two cards that ask the same would share their answer.
 * @param {HTMLElement} drawn
 */
function apart(drawn) {
  cards += 1;
  for (const choice of drawn.querySelectorAll("input[type=radio]")) choice.setAttribute("name", `${cards} ${choice.getAttribute("name")}`);
}

/** @param {any} card */
function allActions(card) {
  const found = [];
  for (let at = 0; at < card.getActionCount(); at += 1) found.push(card.getActionAt(at));
  const visit = (/** @type {any} */ item) => {
    for (let at = 0; at < (item.getActionCount?.() ?? 0); at += 1) found.push(item.getActionAt(at));
    for (let at = 0; at < (item.getItemCount?.() ?? 0); at += 1) visit(item.getItemAt(at));
  };
  visit(card);
  return [...new Set(found)];
}

/** @param {any} action @returns {Record<string, string>} what was typed, by input id */
function inputsOf(action) {
  const inputs = Object.values(action.internalGetReferencedInputs?.() ?? {});
  return Object.fromEntries(
    inputs.filter((input) => input.isSet()).map((input) => [input.id, String(input.value)]),
  );
}

/** @param {any} source @param {any} drawn an action as the renderer writes it back */
function matches(source, drawn) {
  return (
    source.type === drawn.type &&
    source.id === drawn.id &&
    source.verb === drawn.verb &&
    source.title === drawn.title &&
    JSON.stringify(source.data) === JSON.stringify(drawn.data)
  );
}

/**
 * The card as the renderer gets it: people pickers under a type of the page's own, because the
 * renderer reads `choices.data` from version 1.6 only and would show an empty list.
 */
function prepared(node) {
  if (Array.isArray(node)) return node.map(prepared);
  if (!node || typeof node !== "object") return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prepared(value)]));
  const asked = /** @type {any} */ (node)["choices.data"]?.dataset;
  if (copy.type === "Input.ChoiceSet" && String(asked ?? "").startsWith("graph.microsoft.com/users")) {
    copy.type = PEOPLE_INPUT;
  }
  return copy;
}

/** @param {string | undefined} url */
function elsewhere(url) {
  const target = new URL(url ?? "#", location.href);
  if (target.origin === location.origin && target.pathname === location.pathname && target.hash) {
    location.hash = target.hash;
    return "";
  }
  return `In Teams this opens ${target.href}. Nothing leaves this machine, so it stays closed here.`;
}
