/** The tenant's control API, one function a call. */

/** The tenant said no, or did not answer. `message` can be shown. */
export class Refused extends Error {
  /** @param {number} status 0 when there was no answer at all @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Refused(0, "The tenant does not answer.");
  }
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) {
    throw new Refused(response.status, sentence(answer) ?? `The tenant answered ${response.status}.`);
  }
  return answer;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text || null;
  }
}

/** @param {any} answer @returns {string | undefined} */
function sentence(answer) {
  if (typeof answer === "string") return answer;
  const error = answer?.error ?? answer;
  return typeof error === "string" ? error : error?.message;
}

const id = encodeURIComponent;

export const people = () => call("GET", "/sandbox/people");
export const teams = () => call("GET", "/sandbox/teams");
export const story = () => call("GET", "/sandbox/story");
export const clock = () => call("GET", "/sandbox/clock");
export const reset = () => call("POST", "/sandbox/reset", {});

/** @param {{advance: string} | {to: string}} move */
export const moveClock = (move) => call("POST", "/sandbox/clock", move);

/** @param {string} person */
export const conversations = (person) => call("GET", `/sandbox/conversations?person=${id(person)}`);

/** @param {string} conversation @param {string} person */
export const messages = (conversation, person) =>
  call("GET", `/sandbox/conversations/${id(conversation)}/messages?person=${id(person)}`);

/** @param {string} conversation @param {{person: string, text: string, replyTo?: string}} words */
export const say = (conversation, words) =>
  call("POST", `/sandbox/conversations/${id(conversation)}/messages`, words);

/** @param {string} conversation @param {string} message @param {object} press `{person, action, inputs, raw?}` */
export const press = (conversation, message, press) =>
  call("POST", `/sandbox/conversations/${id(conversation)}/messages/${id(message)}/actions`, press);

/** @param {string} dialog @param {object} answer `{person, inputs, action?}` */
export const submitDialog = (dialog, answer) => call("POST", `/sandbox/dialogs/${id(dialog)}`, answer);

/** @param {string} dialog closed without an answer */
export const closeDialog = (dialog) => call("DELETE", `/sandbox/dialogs/${id(dialog)}`);

/** @param {string} person */
export const addForPerson = (person) => call("POST", `/sandbox/people/${id(person)}/app`, { person });

/** @param {string} team @param {string} person */
export const addToTeam = (team, person) => call("POST", `/sandbox/teams/${id(team)}/app`, { person });

/** @param {string} conversation @param {string} person */
export const addToChat = (conversation, person) =>
  call("POST", `/sandbox/conversations/${id(conversation)}/app`, { person });

/** @param {string} person */
export const lists = (person) => call("GET", `/sandbox/lists?person=${id(person)}`);

/** @param {string} list @param {string} item @param {string} person @param {object} fields */
export const editItem = (list, item, person, fields) =>
  call("PATCH", `/sandbox/lists/${id(list)}/items/${id(item)}`, { person, fields });

/** @param {string} list @param {string} person @param {object} fields @returns {Promise<import("./state.js").Item>} */
export const addItem = (list, person, fields) => call("POST", `/sandbox/lists/${id(list)}/items`, { person, fields });

/** @param {string} list @param {string} item @param {string} person */
export const deleteItem = (list, item, person) =>
  call("DELETE", `/sandbox/lists/${id(list)}/items/${id(item)}?person=${id(person)}`);
