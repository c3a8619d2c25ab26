/** Starts the page: reads what there is, draws it, and listens for what changes. */

import * as api from "./api.js";
import { forgetRows } from "./changes.js";
import { refreshWith, showChat } from "./chat.js";
import { clockReads, showClock } from "./clock.js";
import { firstConversation, showConversations } from "./conversations.js";
import { forgetDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { listen } from "./events.js";
import { showLists } from "./lists.js";
import { forgetForm } from "./rowform.js";
import { changed, openConversation, state } from "./state.js";
import { showStrip } from "./strip.js";

const FIRST_PERSON = "marie";

const address = new URLSearchParams(location.search);

/**
 * Runs `read` now, or once more after the run under way, so that many events cost few requests and
 * the last one is never lost.
 * @param {() => Promise<void>} read
 */
function gathered(read) {
  let running = /** @type {Promise<void> | undefined} */ (undefined);
  let again = /** @type {Promise<void> | undefined} */ (undefined);
  const run = () => {
    running = read()
      .catch((error) => console.warn(error.message))
      .finally(() => (running = undefined));
    return running;
  };
  return () => {
    if (!running) return run();
    again ??= running.then(() => {
      again = undefined;
      return run();
    });
    return again;
  };
}

// While hundreds are written to, the page asks now and then instead of after every message.
const BREATH = 150;

/**
 * Runs `read` at once for the first event, and for those that follow closely once at their end.
 * @param {() => Promise<void>} read
 */
function calmly(read) {
  let waiting = false;
  let last = 0;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = Date.now();
      read();
    }, Math.max(0, last + BREATH - Date.now()));
  };
}

const readPeople = gathered(async () => {
  [state.people, state.teams] = await Promise.all([api.people(), api.teams()]);
  changed("people");
  changed("teams");
});

const readConversations = gathered(async () => {
  const { person } = state;
  const conversations = await api.conversations(person);
  if (person !== state.person) return;
  state.conversations = conversations;
  changed("conversations");
});

const readMessages = gathered(async () => {
  const { conversation, person } = state;
  if (!conversation) return;
  const messages = await api.messages(conversation, person);
  if (conversation !== state.conversation || person !== state.person) return;
  state.messages = messages;
  changed("messages");
  await readConversations();
});

const readLists = gathered(async () => {
  state.lists = await api.lists(state.person);
  changed("lists");
});

const readStory = gathered(async () => {
  state.story = await api.story();
  changed("story");
});

const readClock = gathered(async () => clockReads((await api.clock()).now));

/** @param {string} conversation its id; empty for the list of conversations */
function open(conversation) {
  state.conversation = conversation;
  if (conversation) state.choosing = false;
  state.messages = [];
  state.unread = openConversation()?.unread ?? 0;
  remember();
  changed("conversation");
  return readMessages();
}

function remember() {
  address.set("person", state.person);
  if (state.conversation) address.set("conversation", state.conversation);
  else address.delete("conversation");
  history.replaceState(null, "", `?${address}`);
}

/** @param {string} person whose page this becomes @param {string} [conversation] */
async function become(person, conversation = "") {
  state.person = person;
  state.conversation = conversation;
  state.choosing = false;
  state.conversations = [];
  changed("person");
  await readConversations();
  await open(firstConversation());
  listen(person, { heard, opened: everything, lost: () => (byId("offline").hidden = false) });
}

/** Reads again all that a missed event could have told. */
async function everything() {
  byId("offline").hidden = true;
  await Promise.all([readPeople(), readConversations(), readLists(), readStory(), readClock()]);
  await settle();
}

/** Reads the open conversation again, or opens another where it is gone. */
async function settle() {
  if (state.choosing) return;
  const known = state.conversations.some(({ id }) => id === state.conversation);
  await (known ? readMessages() : open(firstConversation()));
}

/** Back to the list of conversations, and there until one is chosen. */
function choose() {
  state.choosing = true;
  return open("");
}

const heardOf = {
  rows: calmly(readLists),
  here: calmly(readMessages),
  elsewhere: calmly(readConversations),
  arrivals: calmly(arrived),
  story: calmly(readStory),
};

/** @param {string} kind @param {any} data */
function heard(kind, data) {
  if (kind === "clock" && data.now) clockReads(data.now);
  if (kind === "row") heardOf.rows();
  if (kind === "message") (data.conversation === state.conversation ? heardOf.here : heardOf.elsewhere)();
  if (kind === "conversation") heardOf.arrivals();
  if (kind === "reset") startOver();
  if (kind !== "clock") heardOf.story();
}

/** A conversation came or went: the first chat with Cutover opens by itself where none is open. */
async function arrived() {
  await readPeople();
  await readConversations();
  if (state.choosing) return;
  if (!state.conversations.some(({ id }) => id === state.conversation)) await open(firstConversation());
}

/** The tenant was reset: nothing that was shown is there any more. */
function startOver() {
  forgetRows();
  forgetDialog();
  forgetForm();
  state.conversation = "";
  state.choosing = false;
  return everything();
}

async function start() {
  showStrip({ become, again: () => become(FIRST_PERSON) });
  showClock();
  showConversations(open, async () => {
    await arrived();
    if (!state.conversation) await open(firstConversation());
  });
  showChat({ back: choose, said: readMessages });
  refreshWith(readMessages);
  showLists(readLists);
  await enter();
}

/** Becomes the person that the address asks for, as soon as the tenant says who there is. */
async function enter() {
  await readPeople();
  const asked = address.get("person") ?? FIRST_PERSON;
  const person = state.people.find(({ id }) => id === asked) ?? state.people[0];
  if (!person) {
    byId("offline").hidden = false;
    setTimeout(enter, 2000);
    return;
  }
  byId("offline").hidden = true;
  await become(person.id, address.get("conversation") ?? "");
}

start();
