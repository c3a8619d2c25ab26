/** Whom, or which channel, a column of a list may name. */

import { state } from "./state.js";

/** @typedef {{id: string, name: string, detail: string}} Choice */

const CHANNEL = /^19:.+@thread/;

const isPerson = (/** @type {string} */ id) => state.people.some(({ aadId }) => aadId === id);

/**
 * @param {string} name @param {string} id
 * @returns {"person"|"bot"|"group"|"channel"|null} what kind of picture stands beside the name
 */
export function pictureOf(name, id) {
  if (CHANNEL.test(id)) return "channel";
  if (isPerson(id) || (!id && state.people.some((person) => person.name === name))) return "person";
  if (id) return "group";
  return name === "Cutover" ? "bot" : null;
}

/**
 * The people of the tenant; where the column has named channels or groups so far, those too or instead.
 * @param {import("./state.js").Column} column one that shows a person
 * @returns {Choice[]}
 */
export function choicesFor(column) {
  const named = namedIn(column);
  const ids = [...named.keys()];
  return [
    ...(namesPeople(column) ? state.people.map(({ aadId, name, role }) => ({ id: aadId, name, detail: role })) : []),
    ...(namesChannels(column) ? allChannels() : []),
    ...ids
      .filter((id) => !isPerson(id) && !CHANNEL.test(id))
      .map((id) => ({ id, name: named.get(id) ?? id, detail: "Group" })),
  ];
}

/** @param {import("./state.js").Column} column */
export function namesPeople(column) {
  const ids = [...namedIn(column).keys()];
  return ids.length ? ids.some(isPerson) : !namesChannels(column);
}

/** @param {import("./state.js").Column} column */
function namesChannels(column) {
  return [...namedIn(column).keys()].some((id) => CHANNEL.test(id)) || /channel/i.test(column.name);
}

function allChannels() {
  return state.teams.flatMap((team) => team.channels.map(({ id, name }) => ({ id, name, detail: `Channel of ${team.name}` })));
}

/** @param {import("./state.js").Column} column @returns {Map<string, string>} the names by their ids, in every list */
function namedIn({ name, entra = "" }) {
  const found = new Map();
  for (const { items } of state.lists) {
    for (const { fields } of items) if (fields[entra]) found.set(fields[entra], fields[name] ?? "");
  }
  return found;
}
