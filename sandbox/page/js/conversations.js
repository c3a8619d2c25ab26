/** The list of conversations, and adding Cutover where it is not yet. */

import * as api from "./api.js";
import { byId, element, icon } from "./dom.js";
import { avatar } from "./people.js";
import { me, on, openConversation, state } from "./state.js";

/** Words for a conversation: what it is called, and what kind it is. */
export function described(conversation) {
  const team = state.teams.find(({ id }) => id === conversation.teamId);
  if (conversation.kind === "channel") {
    return { name: conversation.name, detail: team ? `Channel in ${team.name}` : "Channel" };
  }
  if (conversation.kind === "personal") return { name: conversation.name || "Cutover", detail: "Chat with the bot" };
  return { name: conversation.name, detail: "Group chat" };
}

/** @param {import("./state.js").Conversation} conversation */
export function picture(conversation) {
  if (conversation.kind === "personal") return avatar("Cutover", "bot");
  return avatar(conversation.name, conversation.kind === "channel" ? "channel" : "group");
}

/** @param {(id: string) => void} open @param {() => void} refresh called after Cutover was added somewhere */
export function showConversations(open, refresh) {
  const host = byId("conversations");
  const draw = () => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.conversation : "";
    host.replaceChildren(...contents(open, refresh));
    if (focused) host.querySelector(`[data-conversation="${CSS.escape(focused)}"]`)?.focus();
  };
  for (const part of ["conversations", "conversation", "teams", "people", "person"]) on(part, draw);
}

function contents(open, refresh) {
  const chats = state.conversations.filter(({ kind }) => kind !== "channel");
  const personal = chats.some(({ kind }) => kind === "personal");
  const channels = state.conversations.filter(({ kind }) => kind === "channel");
  const teams = [...new Set(channels.map(({ teamId }) => teamId ?? ""))];
  return [
    element("h2", {}, "Chat"),
    personal ? null : adding("Add Cutover", () => api.addForPerson(state.person), refresh),
    element("ul", {}, ...chats.map((conversation) => row(conversation, open))),
    ...chats
      .filter(({ kind, appInstalled }) => kind === "group" && !appInstalled)
      .map(({ id, name }) => adding(`Add Cutover to ${name}`, () => api.addToChat(id, state.person), refresh)),
    ...teams.flatMap((team) => ofTeam(team, channels, open, refresh)),
  ].filter((node) => node !== null);
}

function ofTeam(id, channels, open, refresh) {
  const team = state.teams.find((one) => one.id === id);
  const own = channels.filter(({ teamId }) => (teamId ?? "") === id);
  return [
    element("h2", {}, team?.name ?? "Team"),
    element("ul", {}, ...own.map((channel) => row(channel, open))),
    team && !team.appInstalled
      ? adding("Add Cutover to this team", () => api.addToTeam(id, state.person), refresh)
      : null,
  ];
}

function row(conversation, open) {
  const { name, detail } = described(conversation);
  const chosen = conversation.id === state.conversation;
  const unread = Number(conversation.unread) || 0;
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: unread ? "conversation-row unread" : "conversation-row",
        "aria-current": chosen ? "true" : null,
        data: { conversation: conversation.id },
        on: { click: () => open(conversation.id) },
      },
      picture(conversation),
      element("span", { class: "conversation-name" }, name, conversation.kind === "channel" ? "" : element("small", {}, detail)),
      unread ? element("span", { class: "badge" }, String(unread), element("span", { class: "unseen" }, " unread")) : null,
    ),
  );
}

function adding(words, add, refresh) {
  const button = /** @type {HTMLButtonElement} */ (
    element("button", { type: "button", class: "add-app" }, icon("plus"), words)
  );
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await add();
      await refresh();
    } catch (error) {
      button.disabled = false;
      button.replaceChildren(icon("plus"), /** @type {Error} */ (error).message);
    }
  });
  return button;
}

/** @returns {string} the conversation to open first: the bot's, else one with something unread */
export function firstConversation() {
  const known = state.conversations;
  const chosen =
    known.find(({ kind }) => kind === "personal") ?? (me()?.appInstalled ? known.find(({ unread }) => unread) : undefined);
  return openConversation()?.id ?? chosen?.id ?? "";
}
