// Asks the stand-in for new messages once a second and draws them; publishes samples.
import { element, link } from "./drawing/text.js";
import { CHATS, heading } from "./chats.js";
import { messageParts, persistently } from "./message.js";
import { follow, watched } from "./scroll.js";
import { slackNote, slackRooms } from "./slackroom.js";
import { typingBox } from "./typing.js";

const KEPT = 200;
const NOTHING = "Nothing yet. Publish a sample.";
const SLACK = CHATS.find(chat => chat.name === "slack");
const columns = new Map(CHATS.map(chat => [chat, column(chat)]));
const rooms = new Map();
const slack = slackRooms(SLACK, { room: name => room(SLACK, name), source });
let standIn = null;
let last = 0;
let version = 0;

function byId(id) {
  return document.getElementById(id);
}

function column(chat) {
  const list = element("div", "rooms", element("p", "empty", NOTHING));
  const section = element("section", `column ${chat.name}`, heading(chat), list);
  section.setAttribute("aria-label", chat.label);
  document.querySelector("main").append(section);
  return list;
}

// ---- messages

async function poll() {
  try {
    const news = await get(`/stand-in/messages?after=${last}`);
    if (standIn && standIn !== news.standIn) {
      // Restarted, as on a live reload: it counts from one again.
      standIn = null;
      last = 0;
      version = 0;
    } else {
      const changes = await get(`/stand-in/slack/messages?after=${version}`);
      standIn = news.standIn;
      version = changes.version;
      changes.messages.forEach(slack.show);
      news.messages.forEach(show);
      state("live", "live");
    }
  } catch {
    state("lost", "no connection");
  }
  setTimeout(poll, document.hidden ? 3000 : 1000);
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function state(className, words) {
  const node = byId("state");
  if (node.textContent === words) return;
  node.className = className;
  node.textContent = words;
}

function show(received) {
  last = Math.max(last, received.sequence);
  const chat = CHATS.find(chat => chat.shows(received));
  if (!chat) return;
  if (chat !== SLACK) add(room(chat, received.room), drawn(received, chat));
  else showSlack(received);
}

/** Messages are drawn as they are now; what is to be seen here is only what went wrong. */
function showSlack(received) {
  const at = new Date(received.at);
  const isPost = received.room === received.message.channel || received.kind === "SLACK_WEBHOOK";
  const list = () => room(SLACK, received.kind === "SLACK_WEBHOOK" ? received.room : slack.name(received.message.channel));
  if (received.accepted) {
    if (!isSuccess(received)) add(list(), slackNote(received, refused(received), at));
  } else if (isPost) {
    add(list(), drawn(received, SLACK));
  } else if (!isSuccess(received) || received.answer.includes("\"ok\":false")) {
    add(list(), slackNote(received, `${received.room}: ${refused(received)}`, at));
  }
}

function add(list, article) {
  follow(list, () => list.append(article));
  while (list.children.length > KEPT) list.firstChild.remove();
}

function room(chat, name) {
  const key = `${chat.name} ${name}`;
  if (!rooms.has(key)) {
    columns.get(chat).querySelector(".empty")?.remove();
    const list = watched(element("div", "messages"));
    const title = element("h3", "", element("span", "hash", chat.sign), name.replace(/^#/, ""));
    columns.get(chat).append(element("section", "room", title, list));
    rooms.set(key, list);
  }
  return rooms.get(key);
}

function drawn(received, chat) {
  const { avatar, content } = messageParts(received.message, chat, new Date(received.at));
  if (!received.accepted || !isSuccess(received)) content.append(element("div", "refusal", refused(received)));
  content.append(source(received.message));
  return element("article", received.accepted ? "message" : "message refused", avatar, content);
}

function isSuccess(received) {
  return received.status >= 200 && received.status < 300;
}

function refused(received) {
  const answer = received.status ? `${received.status} ${received.answer}`.trim() : "the connection was cut or left open";
  return received.accepted ? `Taken, but answered: ${answer}`
      : isSuccess(received) && !received.answer.includes("\"ok\":false") ? `Answered ${answer}, but not shown` : `Refused: ${answer}`;
}

/** The payload itself, for whoever wants to know what was really sent. */
function source(message) {
  const details = element("details", "source", element("summary", "", "JSON"));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) {
      details.append(element("pre", "", JSON.stringify(message, null, 2)));
    }
  });
  return details;
}

/** A permalink leads to its message, once that is there. */
function lookAt(address) {
  const message = address.length > 1 && byId(decodeURIComponent(address.slice(1)));
  if (message) {
    message.scrollIntoView({ block: "center" });
    message.classList.add("changed");
  }
}

// ---- typing

/** Where the app is, people can type; each such room is there before anything is. */
async function typing() {
  try {
    const channels = await get("/stand-in/slack/channels");
    if (channels.length === 0) throw new Error("not offered yet");
    for (const channel of channels) {
      const section = room(SLACK, channel.room).closest(".room");
      if (section.querySelector(".typing")) continue;
      slack.people(channel);
      section.append(typingBox(channel));
    }
  } catch {
    setTimeout(typing, 2000);
  }
}

// ---- samples

async function samples() {
  try {
    const list = await get("/stand-in/samples");
    if (list.length === 0) {
      throw new Error("not offered yet");
    }
    byId("samples").replaceChildren(...list.map(sample => {
      const button = element("button", "sample", element("b", "", sample.title), element("span", "", sample.description));
      button.type = "button";
      button.addEventListener("click", () => publish(sample, button));
      return element("li", "", button, ...sample.recovery ? [recovery(sample)] : []);
    }));
  } catch {
    setTimeout(samples, 2000);
  }
}

/** The same alarm is over. */
function recovery(sample) {
  const button = element("button", "quiet", "recovers");
  button.type = "button";
  button.title = `${sample.title}: it is over`;
  button.addEventListener("click", () => publish({ name: sample.recovery, title: "The recovery" }, button));
  return button;
}

async function publish(sample, button) {
  const path = `/stand-in/samples/${encodeURIComponent(sample.name)}`;
  byId("published").hidden = false;
  byId("curl").textContent = `curl -X POST ${location.origin}${path}`;
  outcome("", `${sample.title} is on its way`);
  button.disabled = true;
  try {
    const response = await persistently(() => fetch(path, { method: "POST" }),
        () => outcome("", "Tocsin is reloading"));
    const report = await response.json();
    const first = report.published?.[0];
    if (!first) outcome("bad", report.error ?? `The stand-in answered ${response.status}`);
    else if (first.status === 200) outcome("good", "Tocsin took it: ", link(first.details, first.messageId));
    else outcome("bad", first.status ? `Tocsin answered ${first.status}: ${first.answer}` : `Tocsin does not answer: ${first.answer}`);
  } catch {
    outcome("bad", "No connection. Is Tocsin still running?");
  } finally {
    button.disabled = false;
  }
}

function outcome(className, ...words) {
  byId("outcome").className = className;
  byId("outcome").replaceChildren(...words);
}

byId("copy").addEventListener("click", () => navigator.clipboard?.writeText(byId("curl").textContent));
byId("clear").addEventListener("click", async () => {
  await fetch("/stand-in/messages", { method: "DELETE" });
  slack.clear();
  rooms.forEach(list => list.replaceChildren());
});
addEventListener("hashchange", () => lookAt(location.hash));

samples();
typing();
poll().then(() => lookAt(location.hash));
