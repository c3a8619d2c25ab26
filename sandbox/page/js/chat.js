/** The open conversation: its messages, drawn once each and again only when they change. */

import { Card } from "./card.js";
import * as api from "./api.js";
import { openDialog, openMessage } from "./dialog.js";
import { byId, element, icon } from "./dom.js";
import { described, picture } from "./conversations.js";
import { markdown } from "./markdown.js";
import { avatar, first, nameOf, personOf } from "./people.js";
import { composer, replyTo } from "./composer.js";
import { arrived, isLow, noteWhere, reading } from "./reading.js";
import { on, openConversation, state } from "./state.js";
import { longDay, time } from "./zone.js";

/** @type {Map<string, {written: string, element: HTMLElement}>} */
const drawn = new Map();
let shown = "";

const MOST_REPLIES = 4;
const NEWEST_REPLIES = 2;

/** The posts whose threads are shown whole. @type {Set<string>} */
const unfolded = new Set();


/** @param {{back: () => void, said: () => Promise<void>}} actions */
export function showChat({ back, said }) {
  on("conversation", () => frame(back, said));
  on("conversations", () => unreadElsewhere());
  on("messages", fill);
}

/** The heading, the messages' place and the composer, for the conversation that is now open. */
function frame(back, said) {
  drawn.clear();
  shown = "";
  const host = byId("conversation");
  const conversation = openConversation();
  document.body.dataset.chat = conversation ? "open" : "list";
  if (!conversation) {
    host.replaceChildren(element("p", { class: "nothing" }, "Choose a conversation."));
    return;
  }
  const { name, detail } = described(conversation);
  host.replaceChildren(
    element(
      "header",
      {},
      element(
        "button",
        { type: "button", class: "icon-button back", "aria-label": "All conversations", on: { click: back } },
        icon("back"),
        element("span", { class: "badge", id: "elsewhere", hidden: true }),
      ),
      picture(conversation),
      element("div", {}, element("h2", {}, name), element("p", {}, detail)),
    ),
    reading(name),
    composer(conversation, said),
  );
  unreadElsewhere();
}

function unreadElsewhere() {
  const mark = document.getElementById("elsewhere");
  if (!mark) return;
  const others = state.conversations.filter(({ id }) => id !== state.conversation);
  const unread = others.reduce((sum, one) => sum + (Number(one.unread) || 0), 0);
  mark.hidden = unread === 0;
  mark.replaceChildren(String(unread), element("span", { class: "unseen" }, " unread in other conversations"));
}

function fill() {
  const host = document.getElementById("messages");
  if (!host) return;
  const arriving = shown !== state.conversation;
  shown = state.conversation;
  const follows = isLow(host);
  const fresh = state.messages.filter(({ id }) => !drawn.has(id));
  place(host, blocks());
  if (arriving) {
    toMessage(host, firstUnread());
    requestAnimationFrame(() => toMessage(host, firstUnread()));
  } else if (fresh.length) {
    const go = (from) => toMessage(host, state.messages.find(({ id }) => id === from) ?? fresh[0]);
    arrived(host, fresh[0].id, follows || fresh.some(isMine), go);
  }
  noteWhere(host);
}

/** @returns {import("./state.js").Message | undefined} where reading begins: the first unread message, else the newest */
function firstUnread() {
  const others = state.messages.filter((message) => !isMine(message));
  return (state.unread ? others.at(-state.unread) : undefined) ?? state.messages.at(-1);
}

/** Scrolls to a message, to its beginning where it is taller than the window; if folded away, to its thread. */
function toMessage(host, message) {
  const at = drawn.get(message?.id ?? "") ?? drawn.get(message?.replyTo ?? "");
  host.scrollTop = at ? at.element.offsetTop - 12 : host.scrollHeight;
}

/** Puts `wanted` into `host`, touching only what is not already in its place. */
function place(host, wanted) {
  wanted.forEach((node, at) => {
    if (host.childNodes[at] !== node) host.insertBefore(node, host.childNodes[at] ?? null);
  });
  while (host.childNodes.length > wanted.length) host.lastChild?.remove();
}

/** @returns {HTMLElement[]} */
function blocks() {
  const roots = state.messages.filter(({ replyTo: root }) => !root || !known(root));
  const channel = openConversation()?.kind === "channel";
  const wanted = [];
  let day = "";
  for (const message of roots) {
    const said = longDay(new Date(message.at));
    if (said !== day) wanted.push(dayMark((day = said)));
    wanted.push(channel ? thread(message) : drawMessage(message));
  }
  if (!wanted.length) wanted.push(element("p", { class: "nothing" }, "Nothing has been said here yet."));
  return wanted;
}

/** @param {string} id */
const known = (id) => state.messages.some((message) => message.id === id);

/** @param {string} day */
function dayMark(day) {
  const key = `day ${day}`;
  const mark = drawn.get(key) ?? { written: day, element: element("p", { class: "day" }, day) };
  drawn.set(key, mark);
  return mark.element;
}

/** A channel's post with the replies under it; of many, the newest are shown at first. */
function thread(root) {
  const key = `thread ${root.id}`;
  const block = drawn.get(key) ?? { written: "", element: element("article", { class: "thread" }) };
  drawn.set(key, block);
  const replies = state.messages.filter(({ replyTo: of }) => of === root.id);
  let reply = block.element.querySelector(":scope > .reply:not(.earlier)");
  reply ??= element(
    "button",
    { type: "button", class: "reply", on: { click: () => replyTo(root.id, first(nameOf(root.from))) } },
    icon("reply"),
    "Reply",
  );
  const hidden = unfolded.has(root.id) || replies.length <= MOST_REPLIES ? 0 : replies.length - NEWEST_REPLIES;
  const shown = replies.slice(hidden).map(drawMessage);
  place(block.element, [drawMessage(root), ...(hidden ? [earlier(root, replies, hidden)] : []), ...shown, reply]);
  return block.element;
}

/** A button that unfolds a thread's earlier replies, and goes to the first of them. */
function earlier(root, replies, hidden) {
  const key = `earlier ${root.id} ${hidden}`;
  const run = () => {
    unfolded.add(root.id);
    fill();
    drawn.get(replies[0].id)?.element.focus();
  };
  const made = drawn.get(key) ?? {
    written: "",
    element: element("button", { type: "button", class: "reply earlier", on: { click: run } }, `${hidden} earlier replies`),
  };
  drawn.set(key, made);
  return made.element;
}

/** @param {import("./state.js").Message} message */
function drawMessage(message) {
  const written = JSON.stringify(message);
  const last = drawn.get(message.id);
  if (last?.written === written) return last.element;
  const focused = last?.element.contains(document.activeElement);
  const made = build(message);
  last?.element.replaceWith(made);
  drawn.set(message.id, { written, element: made });
  if (focused) made.focus({ preventScroll: true });
  return made;
}

/** @param {import("./state.js").Message} message */
function isMine(message) {
  return personOf(message.from)?.id === state.person;
}

/** @param {import("./state.js").Message} message */
function build(message) {
  const person = personOf(message.from);
  const name = nameOf(message.from);
  const mine = isMine(message) && openConversation()?.kind !== "channel";
  const at = new Date(message.at);
  const article = element(
    "article",
    { class: `message${mine ? " mine" : ""}${message.replyTo ? " answer" : ""}`, tabindex: "-1", "data-message": message.id },
    mine ? null : avatar(name, person ? "person" : "bot"),
    element(
      "p",
      { class: "byline" },
      element("strong", { class: mine ? "unseen" : "" }, name),
      " ",
      element("time", { datetime: message.at }, time(at)),
      message.edited ? element("span", {}, " · Edited") : null,
    ),
  );
  if (message.deleted) {
    article.append(element("p", { class: "deleted" }, "This message has been deleted."));
    return article;
  }
  if (message.text) article.append(words(message.text));
  if (message.card) article.append(new Card(message.card, (press) => carryOut(message, press)).element);
  return article;
}

/** @param {string} text */
function words(text) {
  const said = element("div", { class: "words" });
  said.innerHTML = markdown(text);
  for (const link of said.querySelectorAll("a")) link.addEventListener("click", (event) => event.preventDefault());
  return said;
}

/** @param {import("./state.js").Message} message @param {import("./card.js").Press} press */
async function carryOut(message, press) {
  const before = drawn.get(message.id)?.written;
  const answer = await api.press(state.conversation, message.id, { person: state.person, ...press });
  if (answer?.dialog) {
    openDialog(answer.dialog);
  } else if (answer?.type === "message") {
    openMessage(answer.value);
  } else if (answer?.type === "application/vnd.microsoft.activity.message") {
    return answer.value;
  } else if (answer?.status >= 400 || answer?.type?.startsWith("application/vnd.microsoft.error")) {
    return answer.value?.message ?? "Something went wrong. Try again in a moment.";
  }
  await refresh();
  if (drawn.get(message.id)?.written !== before) toBeginning(message.id);
  return "";
}

/** What a press has changed is told at a card's beginning, and the button may stand far below it. */
function toBeginning(id) {
  const host = byId("messages");
  const changed = drawn.get(id)?.element;
  if (changed && changed.offsetTop < host.scrollTop) host.scrollTop = changed.offsetTop - 12;
}

let refresh = async () => {};

/** @param {() => Promise<void>} again how to read the open conversation again */
export function refreshWith(again) {
  refresh = again;
}
