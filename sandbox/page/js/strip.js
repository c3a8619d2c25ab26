/** The strip along the top: the story's next step, who you are, the width of the chat, and Reset. */

import * as api from "./api.js";
import { asked } from "./confirm.js";
import { byId, element, icon } from "./dom.js";
import { menu } from "./menu.js";
import { avatar, first } from "./people.js";
import { me, on, state } from "./state.js";

/** @param {{become: (person: string) => void, again: () => Promise<void>}} actions */
export function showStrip({ become, again }) {
  on("people", () => drawPeople(become));
  on("person", () => drawPeople(become));
  for (const part of ["story", "person", "people"]) on(part, () => drawStory(become));
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

/** What each place was last drawn from: drawing the same again would move the focus and be read out. */
const drawnFrom = new WeakMap();

/** @param {HTMLElement} host @param {unknown} from @returns {boolean} whether `host` shows something else */
function news(host, from) {
  const written = JSON.stringify(from);
  if (drawnFrom.get(host) === written) return false;
  drawnFrom.set(host, written);
  return true;
}

function drawStory(become) {
  const host = byId("story");
  if (!news(host, [state.story, state.person, state.people])) return;
  const at = state.story.findIndex(({ done }) => !done);
  const step = state.story[at];
  if (!step) {
    const words = state.story.length
      ? "That was the story. Everything here can still be pressed, said and edited."
      : "Everything here can be pressed, said and edited.";
    host.replaceChildren(element("p", { class: "story-say" }, words));
    return;
  }
  const person = state.people.find(({ id }) => id === step.person);
  host.replaceChildren(
    element(
      "div",
      {},
      state.story.length > 1 && element("p", { class: "story-count" }, `Next, step ${at + 1} of ${state.story.length}`),
      element("p", { class: "story-say" }, ...whole(step.say)),
    ),
    person && person.id !== state.person
      ? element(
          "button",
          { type: "button", class: "primary", on: { click: () => become(person.id) } },
          `Be ${first(person.name)}`,
        )
      : "",
  );
}

/** @param {string} say @returns {(Node | string)[]} what is to be said stays on one line where it fits */
function whole(say) {
  return say.split(/(“[^”]*”)/).map((part) => (part.startsWith("“") ? element("span", { class: "story-quote" }, part) : part));
}

function drawPeople(become) {
  const person = me();
  if (!person || !news(byId("person"), [person, state.people])) return;
  menu(byId("person"), {
    label: `You are ${person.name}, ${person.role}. Be somebody else`,
    face: [avatar(person.name), named(person), icon("down")],
    items: state.people.map((other) => ({
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
