/**
 * The people picker: an Input.ChoiceSet whose choices come from `graph.microsoft.com/users`
 * (docs/platform.md#inputs). Its value is the Entra object id; several are joined with commas.
 *
 * The renderer leaves a Data.Query to its host, so this is an input of the page's own, built on the
 * renderer's `Input`: labels, required marks and error messages stay the renderer's.
 */

import { element, icon } from "./dom.js";
import { avatar } from "./people.js";
import { state } from "./state.js";

const AC = globalThis.AdaptiveCards;
const MOST_SHOWN = 8;

/** @typedef {{value: string, title: string, detail?: string}} Choice */

/** The type that a card's people pickers are given before the renderer reads the card. */
export const PEOPLE_INPUT = "Cutover.PeopleInput";

class PeopleInput extends AC.Input {
  /** @type {string[]} */ chosen = [];
  /** @type {Choice[]} */ choices = [];
  several = false;
  hint = "";

  getJsonTypeName() {
    return PEOPLE_INPUT;
  }

  internalParse(source, context) {
    super.internalParse(source, context);
    this.several = source.isMultiSelect === true;
    this.hint = source.placeholder ?? "";
    this.choices = [
      ...(source.choices ?? []),
      ...state.people.map(({ aadId, name, role }) => ({ value: aadId, title: name, detail: role })),
    ];
    this.chosen = String(source.value ?? "").split(",").map((id) => id.trim()).filter(Boolean);
  }

  internalRender() {
    this.picked = element("span", { class: "picked" });
    this.search = /** @type {HTMLInputElement} */ (
      element("input", {
        class: "picker-search",
        type: "text",
        role: "combobox",
        autocomplete: "off",
        "aria-expanded": "false",
        "aria-autocomplete": "list",
        on: {
          input: () => this.offer(),
          click: () => this.offer(),
          keydown: (event) => this.key(event),
          blur: () => this.leave(),
        },
      })
    );
    this.options = element("ul", { class: "picker-options", role: "listbox", hidden: true });
    this.options.id = `people-${this.id}-${Math.random().toString(36).slice(2)}`;
    this.search.setAttribute("aria-controls", this.options.id);
    this.search.setAttribute("aria-label", this.label || this.hint || "Search people");
    this.box = element("div", { class: "ac-input picker" }, this.picked, this.search, this.options);
    this.box.addEventListener("click", (event) => event.target === this.box && this.search.focus());
    this.show();
    return this.box;
  }

  updateInputControlAriaLabelledBy() {
    const labels = this.getAllLabelIds();
    if (labels.length) this.search?.setAttribute("aria-labelledby", labels.join(" "));
  }

  /** Draws who is chosen. */
  show() {
    this.picked.replaceChildren(
      ...this.chosen.map((id) => {
        const name = this.choices.find(({ value }) => value === id)?.title ?? id;
        const remove = element(
          "button",
          { type: "button", "aria-label": `Remove ${name}`, on: { click: () => this.drop(id) } },
          icon("close"),
        );
        return element("span", { class: "person-chip" }, avatar(name), name, remove);
      }),
    );
    const full = !this.several && this.chosen.length > 0;
    this.search.placeholder = this.chosen.length ? "" : this.hint || "Search people";
    this.box.classList.toggle("full", full);
  }

  /** Opens the list with those who match what was typed. */
  offer() {
    const sought = this.search.value.trim().toLocaleLowerCase();
    const found = this.choices
      .filter(({ value, title, detail }) =>
        !this.chosen.includes(value) && `${title} ${detail ?? ""}`.toLocaleLowerCase().includes(sought))
      .slice(0, MOST_SHOWN);
    this.options.replaceChildren(
      ...found.map((choice, at) => {
        const option = element(
          "li",
          { role: "option", id: `${this.options.id}-${at}`, "aria-selected": "false", data: { value: choice.value } },
          avatar(choice.title),
          element("span", {}, choice.title, element("small", {}, choice.detail ?? "")),
        );
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.take(choice.value);
        });
        return option;
      }),
    );
    if (!found.length) this.options.append(element("li", { class: "none" }, "Nobody by that name"));
    this.open(true);
    this.mark(0);
  }

  /** @param {boolean} open */
  open(open) {
    this.options.hidden = !open;
    this.search.setAttribute("aria-expanded", String(open));
    if (!open) this.search.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  mark(at) {
    const rows = [...this.options.querySelectorAll("[role=option]")];
    if (!rows.length) return;
    this.at = (at + rows.length) % rows.length;
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    rows[this.at].scrollIntoView({ block: "nearest" });
    this.search.setAttribute("aria-activedescendant", rows[this.at].id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const open = !this.options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.offer();
      else this.mark(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const marked = /** @type {HTMLElement | null} */ (this.options.querySelector("[aria-selected=true]"));
      if (marked) this.take(marked.dataset.value ?? "");
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.open(false);
    } else if (event.key === "Backspace" && !this.search.value && this.chosen.length) {
      this.drop(this.chosen[this.chosen.length - 1]);
    }
  }

  leave() {
    this.open(false);
    this.search.value = "";
  }

  /** @param {string} id */
  take(id) {
    this.chosen = this.several ? [...this.chosen, id] : [id];
    this.search.value = "";
    this.open(false);
    this.show();
    this.search.focus();
    this.valueChanged();
  }

  /** @param {string} id */
  drop(id) {
    this.chosen = this.chosen.filter((kept) => kept !== id);
    this.show();
    this.search.focus();
    this.valueChanged();
  }

  focus() {
    this.search?.focus();
  }

  isSet() {
    return this.chosen.length > 0;
  }

  isValid() {
    return true;
  }

  get value() {
    return this.chosen.length ? this.chosen.join(",") : undefined;
  }
}

AC.GlobalRegistry.elements.register(PEOPLE_INPUT, PeopleInput, AC.Versions.v1_0);
