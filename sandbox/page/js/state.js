/**
 * What the page knows, and who wants to hear when it changes.
 *
 * @typedef {{id: string, name: string, role: string, aadId: string, teamsId: string, appInstalled: boolean, newcomer: boolean}} Person
 * @typedef {{id: string, kind: "personal"|"group"|"channel", name: string, teamId?: string, unread: number, appInstalled: boolean}} Conversation
 * @typedef {{id: string, from: {id?: string, name: string}|string, text?: string, card?: object, replyTo?: string, at: string, edited?: boolean, deleted?: boolean}} Message
 * @typedef {{name: string, displayName: string, type: string, description?: string, required?: boolean, unique?: boolean,
 *   multiple?: boolean, lines?: boolean, dateOnly?: boolean, choices?: string[], default?: any, readOnly?: boolean,
 *   entra?: string}} Column `entra` names the column of a person's id, where the page shows both as one
 * @typedef {{id: string, fields: Record<string, any>, etag: string, createdBy?: string, modifiedBy?: string, modifiedAt?: string}} Item
 * @typedef {{id: string, name: string, description?: string, columns: Column[], items: Item[]}} List
 * @typedef {{id: string, part: string | null, person: string, say: string, done: boolean}} Step
 */

export const state = {
  /** @type {Person[]} */ people: [],
  /** @type {{id: string, name: string, appInstalled: boolean, channels: {id: string, name: string}[]}[]} */ teams: [],
  /** @type {Conversation[]} */ conversations: [],
  /** @type {Message[]} */ messages: [],
  /** @type {List[]} */ lists: [],
  /** @type {Step[]} */ story: [],
  /** The id of the person whose page this is. */
  person: "",
  /** The id of the open conversation; empty while the list of conversations is shown. */
  conversation: "",
  /** Whether somebody went back to the list of conversations: then none opens by itself. */
  choosing: false,
  /** How many messages of the open conversation were unread when it was opened. */
  unread: 0,
  /** How far the tenant's clock is ahead of this machine's, in milliseconds. */
  ahead: 0,
};

/** @type {Map<string, Set<() => void>>} */
const listeners = new Map();

/**
 * @param {"people"|"teams"|"conversations"|"messages"|"lists"|"story"|"clock"|"person"|"conversation"} part
 * @param {() => void} listener
 */
export function on(part, listener) {
  const known = listeners.get(part) ?? new Set();
  known.add(listener);
  listeners.set(part, known);
}

/** @param {Parameters<typeof on>[0]} part */
export function changed(part) {
  for (const listener of listeners.get(part) ?? []) listener();
}

/** @returns {Person | undefined} whose page this is */
export function me() {
  return state.people.find((person) => person.id === state.person);
}

/** @returns {Conversation | undefined} */
export function openConversation() {
  return state.conversations.find((conversation) => conversation.id === state.conversation);
}
