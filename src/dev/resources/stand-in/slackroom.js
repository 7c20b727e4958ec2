// Slack's rooms: each message as it is now, its thread below it. The stand-in says what has changed.
import { element, localTime } from "./drawing/text.js";
import { messageParts, persistently } from "./message.js";
import { follow } from "./scroll.js";
import { replyBox, typist } from "./typing.js";

const KEPT = 200;
const APP = "U0TOCSIN";
/** A reply that is broadcast is shown twice. */
const REPLY = "-reply";

/**
 * Draws what changed.
 *
 * room(name)         the list of messages of a room
 * source(message)    shows a payload
 */
export function slackRooms(chat, { room, source }) {
  const shown = new Map();
  const rooms = new Map();
  const channels = new Map();

  function show(posted) {
    rooms.set(posted.channel, posted.room);
    const key = `${posted.channel}-${posted.ts}`;
    if (posted.deleted && !shown.get(key)?.thread.children.length) {
      remove(key);
      return;
    }
    if (!posted.thread || posted.broadcast) place(posted, key, room(posted.room), 0);
    if (posted.thread) {
      const root = shown.get(`${posted.channel}-${posted.thread}`);
      if (root) place(posted, `${key}${REPLY}`, root.thread, 1);
    }
  }

  /** Where it stands already, or else at the end. */
  function place(posted, key, list, depth) {
    const before = shown.get(key);
    const entry = before ?? { article: element("article"), thread: element("div", "thread"), reply: element("div", "reply") };
    follow(list.closest(".messages"), () => {
      draw(entry, posted, depth);
      if (!before) list.append(entry.article);
    });
    if (before) {
      flash(entry.article);
      return;
    }
    shown.set(key, entry);
    entry.article.id = posted.broadcast ? key : key.replace(REPLY, "");
    while (depth === 0 && list.children.length > KEPT) {
      shown.delete(list.firstChild.id);
      list.firstChild.remove();
    }
  }

  function draw(entry, posted, depth) {
    const channel = channels.get(posted.channel);
    const page = {
      picture: id => id && `/stand-in/slack/files/${id}`,
      press: (action, button) => press(posted, action, button, typist(channel)),
    };
    const { avatar, content } = messageParts(posted.deleted ? null : posted.message, chat, new Date(posted.at), page, posted.by);
    callByName(content, channel);
    entry.article.className = "message slack-message";
    if (posted.deleted) content.querySelector(".drawing").replaceWith(element("div", "gone", "This message was deleted."));
    content.querySelector(".by").append(...marks(posted, depth));
    if (!posted.deleted) content.append(deletion(posted), source(posted.message));
    if (depth === 0) content.append(entry.thread);
    if (depth === 0 && !posted.deleted && !posted.onlyFor && channel) {
      if (!entry.reply.children.length) replyBox(entry.reply, channel, posted.ts);
      content.append(entry.reply);
    }
    entry.article.replaceChildren(avatar, content);
  }

  function callByName(content, channel) {
    for (const mention of content.querySelectorAll(".d-mention")) {
      const id = mention.textContent.slice(1);
      const name = id === APP ? "Tocsin" : channel?.people.find(person => person.id === id)?.name;
      if (name) mention.textContent = `@${name}`;
    }
  }

  function marks(posted, depth) {
    const marks = [];
    if (posted.edited) marks.push("(edited)");
    if (posted.updates) marks.push(`changed ${posted.updates === 1 ? "once" : `${posted.updates} times`}`);
    if (posted.onlyFor) marks.push(`Only visible to ${posted.onlyFor}`);
    if (posted.broadcast) marks.push(depth ? "also sent to the channel" : "replied to a thread");
    return marks.map(mark => element("span", "mark", mark));
  }

  function deletion(posted) {
    const button = element("button", "delete", "Delete");
    button.type = "button";
    button.addEventListener("click", () => fetch(
        `/stand-in/slack/messages?${new URLSearchParams({ channel: posted.channel, ts: posted.ts })}`, { method: "DELETE" }));
    return button;
  }

  function remove(key) {
    for (const one of [key, `${key}${REPLY}`]) {
      shown.get(one)?.article.remove();
      shown.delete(one);
    }
  }

  function clear() {
    shown.forEach(({ article }) => article.remove());
    shown.clear();
  }

  return {
    show, clear, name: channel => rooms.get(channel) ?? channel, people: channel => channels.set(channel.channel, channel),
  };
}

/** Tells Tocsin, and says below the button if that was in vain. */
async function press(posted, action, button, person) {
  const buttons = button.parentElement;
  buttons.querySelector(".refusal")?.remove();
  button.disabled = true;
  let wrong;
  try {
    const asked = new URLSearchParams({ channel: posted.channel, ts: posted.ts, action, ...person && { user: person } });
    const response = await persistently(() => fetch(`/stand-in/slack/click?${asked}`, { method: "POST" }));
    const report = await response.json();
    if (!response.ok) wrong = report.error;
    else if (report.status !== 200) wrong = `Tocsin answered ${report.status}: ${report.answer}`;
  } catch {
    wrong = "No connection. Is Tocsin still running?";
  }
  button.disabled = false;
  if (wrong) buttons.append(element("span", "refusal", wrong));
}

function flash(article) {
  article.classList.remove("changed");
  // So that it begins anew.
  void article.offsetWidth;
  article.classList.add("changed");
}

/** What a request was refused with, where the message itself is not to be seen. */
export function slackNote(received, what, at) {
  const time = element("time", "", localTime(at, { hour: "numeric", minute: "2-digit" }));
  return element("article", "note", element("div", "refusal", what), time);
}
