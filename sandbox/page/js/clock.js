/** The tenant's clock: it ticks with this machine's, and can be moved ahead. */

import * as api from "./api.js";
import { byId, element, icon } from "./dom.js";
import { menu } from "./menu.js";
import { changed, on, state } from "./state.js";
import { nextMorning, shortDay, time } from "./zone.js";

/** @returns {Date} the tenant's now */
export function now() {
  return new Date(Date.now() + state.ahead);
}

/** @param {string} instant the tenant's now, ISO 8601 */
export function clockReads(instant) {
  state.ahead = new Date(instant).getTime() - Date.now();
  changed("clock");
}

const MOVES = [
  { words: "Next morning, 9:00", move: () => ({ to: nextMorning(now()).toISOString() }) },
  { words: "1 hour on", move: () => ({ advance: "PT1H" }) },
  { words: "1 day on", move: () => ({ advance: "P1D" }) },
  { words: "1 week on", move: () => ({ advance: "P7D" }) },
];

let moving = false;
let trouble = "";

export function showClock() {
  on("clock", draw);
  const tick = () => {
    const face = document.getElementById("clock-time");
    if (face && face.textContent !== reading()) face.textContent = reading();
    setTimeout(tick, 1000);
  };
  tick();
}

const reading = () => `${shortDay(now())}, ${time(now())}`;

/** While the clock moves, its face shows how far it has come. */
function draw() {
  const host = byId("clock");
  host.setAttribute("aria-busy", String(moving));
  const resting = trouble || "The tenant's clock. What falls due on the way happens.";
  menu(host, {
    label: moving ? "The clock is moving" : "Move the clock",
    face: [
      moving ? element("span", { class: "spinner", "aria-hidden": "true" }) : icon("clock"),
      element("span", { id: "clock-time" }, reading()),
      icon("down"),
    ],
    note: moving ? "Everything that falls due on the way is being done." : resting,
    items: moving ? [] : MOVES.map(({ words, move }) => ({ face: [words], run: () => go(move()) })),
  });
}

/** @param {{advance: string} | {to: string}} move */
async function go(move) {
  moving = true;
  trouble = "";
  draw();
  try {
    const answer = await api.moveClock(move);
    if (answer.settled === false) trouble = "The bot has not yet finished what fell due.";
    moving = false;
    clockReads(answer.now);
  } catch (error) {
    trouble = /** @type {Error} */ (error).message;
    moving = false;
    draw();
  }
}
