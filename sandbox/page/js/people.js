/** People as the page shows them. */

import { element } from "./dom.js";
import { state } from "./state.js";

const HUES = 6;

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? words[words.length - 1][0] : "")).toUpperCase();
}

/** @param {string} name */
function hue(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

/** @param {string} name @param {"person"|"bot"|"group"|"channel"} [kind] */
export function avatar(name, kind = "person") {
  if (kind === "bot") {
    return element("img", { class: "avatar bot", src: "/page/mark.svg", alt: "", width: 32, height: 32 });
  }
  const mark = kind === "channel" ? "#" : initials(name);
  return element(
    "span",
    { class: `avatar ${kind}`, "aria-hidden": "true", data: { hue: String(hue(name)) } },
    mark,
  );
}

/** @param {{id?: string, name?: string}|string|undefined} from who a message is from @returns {string} */
export function nameOf(from) {
  if (typeof from === "object") return from.name ?? nameOf(from.id);
  const known = state.people.find(({ id, teamsId, aadId }) => [id, teamsId, aadId].includes(from ?? ""));
  return known?.name ?? "Cutover";
}

/** @param {{id?: string, name?: string}|string|undefined} from @returns {import("./state.js").Person | undefined} */
export function personOf(from) {
  const key = typeof from === "object" ? from.id : from;
  return state.people.find(({ id, teamsId, aadId }) => [id, teamsId, aadId].includes(key ?? ""));
}

/** @param {string} name @returns {string} the first name */
export function first(name) {
  return name.split(" ")[0];
}
