/** The strip along the top: the story, who you are, the width of the chat, and Reset. */

import * as api from "./api.js";
import { asked } from "./confirm.js";
import { byId, element, icon, news } from "./dom.js";
import { menu } from "./menu.js";
import { avatar } from "./people.js";
import { me, on, state } from "./state.js";
import { showStory } from "./story.js";

/** @param {{become: (person: string) => void, again: () => Promise<void>}} actions */
export function showStrip({ become, again }) {
  on("people", () => drawPeople(become));
  on("person", () => drawPeople(become));
  showStory(become);
  widths();
  panes();
  byId("reset").addEventListener("click", async () => {
    const sure = await asked({
      title: "Start over?",
      words: "Every conversation and every row goes back to the sample. The clock goes back to the first morning.",
      yes: "Start over",
    });
    if (!sure) return;
    await api.reset();
    await again();
  });
}

/** Whom one may be: the sample's people. Newcomers are many, and are reached by the address. */
function drawPeople(become) {
  const person = me();
  if (!person || !news(byId("person"), [person, state.people])) return;
  menu(byId("person"), {
    label: `You are ${person.name}, ${person.role}. Be somebody else`,
    face: [avatar(person.name), named(person), icon("down")],
    items: state.people.filter((other) => !other.newcomer || other.id === person.id).map((other) => ({
      face: [avatar(other.name), named(other)],
      chosen: other.id === person.id,
      run: () => become(other.id),
    })),
  });
}

/** @param {import("./state.js").Person} person */
function named(person) {
  return element("span", { class: "person-name" }, person.name, element("small", {}, person.role));
}

function widths() {
  const buttons = [...byId("width").querySelectorAll("button")];
  const choose = (/** @type {string} */ width) => {
    document.body.dataset.width = width;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.width === width));
  };
  for (const button of buttons) {
    const width = button.dataset.width === "desktop" ? "desktop" : "phone";
    button.append(icon(width));
    button.addEventListener("click", () => choose(width));
  }
  choose("phone");
}

/** On a narrow screen one of chat and lists is shown at a time. */
function panes() {
  const tabs = [...byId("panes").querySelectorAll("button")];
  const choose = (/** @type {HTMLElement} */ chosen) => {
    document.body.dataset.pane = chosen.dataset.pane ?? "chat";
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const next = tabs[(at + 1) % tabs.length];
      choose(next);
      next.focus();
    });
  }
  choose(tabs[0]);
}
