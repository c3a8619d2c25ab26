/** The story that the strip tells: its next step, and all of its steps behind a button. */

import { byId, element, icon, news } from "./dom.js";
import { first } from "./people.js";
import { on, state } from "./state.js";

/** @param {(person: string) => void} become */
export function showStory(become) {
  for (const part of ["story", "person", "people"]) {
    on(part, () => drawNext(become));
    on(part, () => drawSteps(become));
  }
  document.addEventListener("pointerdown", (event) => {
    if (!byId("steps").contains(/** @type {Node} */ (event.target))) close();
  });
  byId("steps").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel()) return;
    close();
    byId("steps").querySelector("button")?.focus();
  });
}

const current = () => state.story.findIndex(({ done }) => !done);

function drawNext(become) {
  const host = byId("story");
  if (!news(host, [state.story, state.person, state.people])) return;
  const at = current();
  const step = state.story[at];
  if (!step) {
    const words = state.story.length
      ? "That was the story. Everything here can still be pressed, said and edited."
      : "Everything here can be pressed, said and edited.";
    host.replaceChildren(element("p", { class: "story-say" }, words));
    return;
  }
  const many = state.story.length > 1;
  const place = `${step.part ? `${step.part}, step` : "Next, step"} ${at + 1} of ${state.story.length}`;
  host.replaceChildren(
    element("div", {}, many && element("p", { class: "story-count" }, place), element("p", { class: "story-say" }, ...whole(step.say))),
    acting(step, become),
  );
}

/** @param {import("./state.js").Step} step @returns {Node | string} a button to become whose turn it is */
function acting(step, become) {
  const person = state.people.find(({ id }) => id === step.person);
  if (!person || person.id === state.person) return "";
  const run = () => {
    close();
    become(person.id);
  };
  return element("button", { type: "button", class: "primary", on: { click: run } }, `Be ${first(person.name)}`);
}

/** @param {string} say @returns {(Node | string)[]} a short thing to be said stays on one line */
function whole(say) {
  return say.split(/(“[^”]{1,20}”)/).map((part) => (part.startsWith("“") ? element("span", { class: "story-quote" }, part) : part));
}

/** The list of steps, while it is open. */
const panel = () => /** @type {HTMLElement | null} */ (byId("steps").querySelector(".story-panel"));

function close() {
  panel()?.remove();
  byId("steps").querySelector("button")?.setAttribute("aria-expanded", "false");
}

/** @param {(person: string) => void} become @param {Set<string>} unfolded names of parts */
function open(become, unfolded) {
  close();
  const inside = parts().map((part) => drawPart(part, unfolded, become));
  byId("steps").append(element("div", { class: "story-panel", id: "story-steps" }, ...inside));
  byId("steps").querySelector("button")?.setAttribute("aria-expanded", "true");
  panel()?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** Steps one after the other that belong together. @returns {{name: string, steps: {step: import("./state.js").Step, at: number}[]}[]} */
function parts() {
  const found = [];
  for (const [at, step] of state.story.entries()) {
    const name = step.part ?? "The story";
    if (found.at(-1)?.name !== name) found.push({ name, steps: [] });
    found.at(-1).steps.push({ step, at });
  }
  return found;
}

function drawSteps(become) {
  const host = byId("steps");
  if (!news(host, [state.story, state.person, state.people])) return;
  const before = panel();
  const folds = [...(before?.querySelectorAll("details[open]") ?? [])];
  const focused = host.contains(document.activeElement);
  const done = state.story.filter((step) => step.done).length;
  const button = element(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-expanded": "false",
      "aria-controls": "story-steps",
      "aria-label": `All steps, ${done} of ${state.story.length} done`,
      title: "All steps",
      on: { click: () => (panel() ? close() : open(become, new Set())) },
    },
    icon("steps"),
  );
  host.replaceChildren(...(state.story.length > 1 ? [button] : []));
  if (focused) button.focus();
  if (before) open(become, new Set(folds.map((one) => one.getAttribute("data-part") ?? "")));
}

/** A part is folded once it is done, and while its turn has not come. */
function drawPart({ name, steps }, unfolded, become) {
  const at = current();
  const done = steps.filter(({ step }) => step.done).length;
  const now = steps.some((one) => one.at === at);
  const count = done === steps.length ? "Done" : `${done} of ${steps.length}`;
  return element(
    "details",
    { open: now || unfolded.has(name), data: { part: name } },
    element("summary", {}, icon("down"), element("span", {}, name), element("small", {}, count)),
    element("ol", { start: steps[0].at + 1 }, ...steps.map((one) => drawStep(one, at, become))),
  );
}

function drawStep({ step, at }, now, become) {
  const person = state.people.find(({ id }) => id === step.person);
  const mark = step.done ? element("span", { class: "step-mark" }, icon("check"), element("span", { class: "unseen" }, "Done")) : null;
  return element(
    "li",
    { class: step.done ? "done" : "", "aria-current": at === now ? "step" : null },
    mark ?? element("span", { class: "step-mark", "aria-hidden": "true" }, String(at + 1)),
    element("div", {}, element("p", {}, ...whole(step.say)), element("small", {}, person?.name ?? "")),
    at === now ? acting(step, become) : null,
  );
}
