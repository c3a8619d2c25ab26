/** Choosing one person or channel, or none, for a cell or a form: typing finds them. */

import { SEPARATOR } from "./cells.js";
import { element } from "./dom.js";
import { folded } from "./ordering.js";
import { avatar } from "./people.js";
import { choicesFor, namesPeople, pictureOf } from "./who.js";

const MOST_SHOWN = 30;

/** @param {string} name @param {string} words @returns {boolean} whether one of the names begins so */
const begins = (name, words) => ` ${folded(name)}`.includes(` ${words}`);

let made = 0;

/**
 * @param {import("./state.js").Column} column
 * @param {string} before id and name, as `typed` writes them
 * @param {{open: boolean, taken: () => void}} how `open` where the list of people always shows;
 *   `taken` is told of a click on one
 * @returns {import("./fields.js").Field}
 */
export function choosePerson(column, before, { open, taken }) {
  let chosen = before;
  const none = { id: "", name: namesPeople(column) ? "Nobody" : "Nothing", detail: "" };
  let marked = 0;
  /** @type {import("./who.js").Choice[]} */
  let found = [];
  const id = `people-${(made += 1)}`;
  const search = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": column.displayName,
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-expanded": String(open),
      placeholder: `${none.name}. Type to find`,
    })
  );
  const options = element("ul", { class: "people-options", role: "listbox", id, "aria-label": column.displayName, hidden: !open });
  const box = element("div", { class: "people-field" }, search, options);
  search.value = nameIn(chosen);

  /** @param {boolean} shown */
  function show(shown) {
    options.hidden = !shown;
    search.setAttribute("aria-expanded", String(shown));
    if (!shown) search.removeAttribute("aria-activedescendant");
  }

  /** Those who match what was typed since the last choice; everybody where nothing was. */
  function offer() {
    const words = search.value === nameIn(chosen) ? "" : folded(search.value.trim());
    const all = choicesFor(column)
      .filter(({ name, detail }) => folded(`${name} ${detail}`).includes(words))
      .sort((one, other) => Number(begins(other.name, words)) - Number(begins(one.name, words)));
    found = [...(words && !folded(none.name).startsWith(words) ? [] : [none]), ...all.slice(0, MOST_SHOWN)];
    options.replaceChildren(...found.map(row));
    if (words && !all.length) options.append(element("li", { class: "none", role: "presentation" }, "There is none of that name."));
    if (all.length > MOST_SHOWN) {
      options.append(element("li", { class: "none", role: "presentation" }, `${all.length - MOST_SHOWN} more: type to find them.`));
    }
    const current = found.findIndex((one) => wordsOf(one) === chosen);
    mark(words ? Math.min(found.length - 1, found[0] === none ? 1 : 0) : current);
  }

  /** @param {import("./who.js").Choice} choice @param {number} at */
  function row(choice, at) {
    const picture = choice === none ? null : pictureOf(choice.name, choice.id);
    const made = element(
      "li",
      { role: "option", id: `${id}-${at}`, "aria-selected": "false" },
      picture ? avatar(choice.name, picture) : element("span", { class: "avatar", "aria-hidden": "true" }, "–"),
      element("span", {}, choice.name, choice.detail && element("small", {}, choice.detail)),
    );
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      take(choice);
      taken();
    });
    return made;
  }

  /** @param {number} at -1 where there is nobody to mark */
  function mark(at) {
    marked = at;
    const rows = [...options.querySelectorAll("[role=option]")];
    rows.forEach((one, index) => one.setAttribute("aria-selected", String(index === marked)));
    rows[marked]?.scrollIntoView({ block: "nearest" });
    if (rows[marked]) search.setAttribute("aria-activedescendant", rows[marked].id);
    else search.removeAttribute("aria-activedescendant");
  }

  /** @param {import("./who.js").Choice} choice */
  function take(choice) {
    chosen = wordsOf(choice);
    search.value = nameIn(chosen);
    if (open) offer();
    else show(false);
  }

  search.addEventListener("input", () => {
    show(true);
    offer();
  });
  search.addEventListener("click", () => {
    if (options.hidden) search.select();
    show(true);
    offer();
  });
  search.addEventListener("blur", () => {
    search.value = nameIn(chosen);
    show(open);
  });
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (options.hidden) {
        show(true);
        offer();
      } else if (found.length) {
        mark(marked < 0 ? 0 : (marked + step + found.length) % found.length);
      }
    } else if (event.key === "Enter" && !options.hidden) {
      event.preventDefault();
      if (found[marked]) take(found[marked]);
      else if (search.value !== nameIn(chosen)) event.stopPropagation();
    } else if (event.key === "Escape" && !open && !options.hidden) {
      event.preventDefault();
      event.stopPropagation();
      search.value = nameIn(chosen);
      show(false);
    }
  });
  if (open) offer();
  return {
    element: box,
    control: search,
    read: () => chosen,
    focus: () => {
      search.focus();
      search.select();
    },
  };
}

/** @param {import("./who.js").Choice} choice */
const wordsOf = ({ id, name }) => (id ? `${id}${SEPARATOR}${name}` : "");

/** @param {string} words */
const nameIn = (words) => words.split(SEPARATOR)[1] ?? "";
