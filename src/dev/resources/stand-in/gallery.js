// Draws every sample as the chats would. The previews are Tocsin's own; they are all fetched, and drawn when in view.
import { element } from "./drawing/text.js";
import { CHATS, heading } from "./chats.js";
import { messageParts, persistently } from "./message.js";

const AT_ONCE = 6;
const NOW = new Date();
const entries = [];
const parameters = new URLSearchParams(location.search);
let folder = parameters.get("folder") ?? "";

function byId(id) {
  return document.getElementById(id);
}

// ---- loading

async function load() {
  const names = await (await persistently(() => fetch("/stand-in/gallery/samples"))).json();
  const groups = new Map();
  for (const name of names) {
    const group = name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : "";
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(name);
  }
  groups.forEach((members, group) => byId("gallery").append(section(group, members)));
  chips(groups, names.length);
  filter();
  const waiting = [...entries];
  let done = 0;
  const worker = async () => {
    for (let entry; (entry = next(waiting));) {
      await fetchPreview(entry);
      byId("progress").textContent = ++done < names.length ? `${done} of ${names.length}` : `${names.length} samples`;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** What is in view goes first. */
function next(waiting) {
  const at = Math.max(0, waiting.findIndex(entry => entry.inView));
  return waiting.splice(at, 1)[0];
}

async function fetchPreview(entry) {
  try {
    const response = await persistently(async () => {
      const answer = await fetch(`/stand-in/gallery/previews/${entry.name}`);
      if (answer.status === 502) throw new Error(await answer.text());
      return answer;
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    entry.loaded = answer;
    describe(entry);
  } catch (failure) {
    entry.failure = failure.message;
  }
  if (entry.inView) draw(entry);
  show(entry);
}

// ---- one sample

function section(group, names) {
  const title = element("h2", "folder", group || "samples", element("span", "count"));
  return element("section", "group", title, ...names.map(name => frame(group, name)));
}

function frame(group, name) {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const severity = element("span", "severity");
  const family = element("span", "family");
  const sources = element("button", "quiet", "Message and notice");
  sources.type = "button";
  const head = element("header", "", severity, element("h3", "", base), family, sources);
  const panes = new Map(CHATS.map(chat => [chat, element("div", `pane ${chat.name}`)]));
  const raw = element("div", "raw");
  raw.hidden = true;
  const node = element("article", "sample", head, element("div", "panes", ...panes.values()), raw);
  node.id = name;
  const entry = { name, group, node, severity, family, panes, raw, words: name.toLowerCase() };
  sources.addEventListener("click", () => {
    entry.open = raw.hidden;
    drawSources(entry);
  });
  entries.push(entry);
  observer.observe(node);
  node.entry = entry;
  return node;
}

const observer = new IntersectionObserver(changes => {
  for (const change of changes) {
    const entry = change.target.entry;
    entry.inView = change.isIntersecting;
    if (entry.inView) draw(entry);
  }
}, { rootMargin: "1200px 0px" });

function describe(entry) {
  const { family, notice } = entry.loaded.preview;
  const severity = notice.severity.toLowerCase();
  entry.family.textContent = family;
  entry.severity.textContent = severity;
  entry.severity.classList.add(severity);
  entry.words = `${entry.name} ${values(notice).join(" ")}`.toLowerCase();
}

/** What a notice says, without the names of its members. */
function values(json) {
  return json && typeof json === "object" ? Object.values(json).flatMap(values) : [String(json)];
}

function draw(entry) {
  if (entry.drawn || !entry.loaded && !entry.failure) return;
  entry.drawn = true;
  if (entry.failure) {
    entry.panes.get(CHATS[0]).append(element("p", "bad", `No preview: ${entry.failure}`));
    return;
  }
  for (const [chat, pane] of entry.panes) {
    const { avatar, content } = messageParts(entry.loaded.preview[chat.name], chat, NOW);
    pane.append(element("div", "message", avatar, content));
  }
  entry.node.classList.add("drawn");
  drawSources(entry);
}

function drawSources(entry) {
  const open = entry.open ?? byId("sources").checked;
  entry.raw.hidden = !open || !entry.loaded;
  if (entry.raw.hidden || entry.raw.children.length) return;
  const { subject, message, messageAttributes } = entry.loaded.sample;
  const published = element("div", "", element("h4", "", "Message"));
  if (subject) published.append(element("p", "subject", element("b", "", "Subject "), subject));
  if (messageAttributes) {
    published.append(element("p", "subject", element("b", "", "Attributes "), JSON.stringify(messageAttributes)));
  }
  published.append(element("pre", "", message));
  const understood = element("div", "", element("h4", "", "Notice"),
      element("pre", "", JSON.stringify(entry.loaded.preview.notice, null, 2)));
  entry.raw.append(published, understood);
}

// ---- filter

function chips(groups, all) {
  const chip = (value, label, count) => {
    const button = element("button", "chip", label, element("span", "count", String(count)));
    button.type = "button";
    button.setAttribute("aria-pressed", String(value === folder));
    button.addEventListener("click", () => {
      folder = value;
      byId("folders").querySelectorAll("button").forEach(one => one.setAttribute("aria-pressed", String(one === button)));
      filter();
      scrollTo(0, 0);
    });
    return button;
  };
  byId("folders").replaceChildren(chip("", "all", all),
      ...[...groups].map(([group, members]) => chip(group, group || "samples", members.length)));
}

function fits(entry) {
  const words = byId("text").value.toLowerCase().split(/\s+/).filter(word => word);
  return (!folder || entry.group === folder) && words.every(word => entry.words.includes(word));
}

function show(entry) {
  entry.node.hidden = !fits(entry);
  count(entry.node.parentElement);
}

function count(group) {
  const shown = group.querySelectorAll(".sample:not([hidden])").length;
  group.hidden = !shown;
  group.querySelector(".count").textContent = shown;
}

/** Whatever is chosen stands in the address too, so that it can be passed on. */
function filter() {
  entries.forEach(entry => entry.node.hidden = !fits(entry));
  document.querySelectorAll(".group").forEach(count);
  byId("none").hidden = entries.some(entry => !entry.node.hidden);
  const chosen = new URLSearchParams();
  if (byId("text").value) chosen.set("text", byId("text").value);
  if (folder) chosen.set("folder", folder);
  if (byId("sources").checked) chosen.set("sources", "1");
  history.replaceState(null, "", chosen.size ? `?${chosen}` : location.pathname);
}

document.querySelector(".heads").append(...CHATS.map(heading));
byId("text").value = parameters.get("text") ?? "";
byId("sources").checked = parameters.has("sources");
byId("text").addEventListener("input", filter);
byId("sources").addEventListener("change", () => {
  entries.forEach(entry => {
    entry.open = undefined;
    if (entry.drawn) drawSources(entry);
  });
  filter();
});
document.querySelector(".filter").addEventListener("submit", event => event.preventDefault());

load().catch(failure => byId("progress").textContent = `No connection: ${failure.message}`);
