// Boxes in which somebody of a channel types: a message that mentions Tocsin, or the slash command.
import { element } from "./drawing/text.js";
import { persistently } from "./message.js";

const MENTION = "@Tocsin";
const SLASH = "/tocsin";
const EXAMPLE = "cloudwatch describe-alarms --state-value ALARM";

/** Who types in a channel, and presses its buttons, now. */
const typists = new Map();

export function typist(channel) {
  return channel && typists.get(channel.channel);
}

/** At the foot of a channel. */
export function typingBox(channel) {
  const people = element("select", "", ...channel.people.map(person => option(person.id, person.name)));
  people.setAttribute("aria-label", "Who types and presses buttons");
  people.addEventListener("change", () => typists.set(channel.channel, people.value));
  typists.set(channel.channel, people.value);
  const way = element("select", "", option("mention", MENTION), option("slash", SLASH));
  way.setAttribute("aria-label", "How Tocsin is addressed");
  return box(channel, EXAMPLE, [people, way], () => ({ as: way.value }));
}

/** Below a message, once it is asked for. Slack has no slash commands in threads. */
export function replyBox(place, channel, thread) {
  const open = element("button", "quiet", "Reply");
  open.type = "button";
  open.addEventListener("click", () => {
    const form = box(channel, "help", [element("span", "mark", MENTION)], () => ({ as: "mention", thread }));
    place.replaceChildren(form);
    form.querySelector("input").focus();
  });
  place.replaceChildren(open);
}

function box(channel, example, before, how) {
  const words = element("input");
  words.placeholder = example;
  words.autocomplete = "off";
  words.spellcheck = false;
  words.setAttribute("aria-label", "What is typed");
  const send = element("button", "quiet", "Send");
  const form = element("form", "typing", ...before, words, send);
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (words.value.trim()) type(form, words, { channel: channel.channel, team: channel.team, user: typist(channel), ...how() });
  });
  return form;
}

function option(value, words) {
  const one = element("option", "", words);
  one.value = value;
  return one;
}

/** As Slack does it; what went wrong stands below the box. */
async function type(form, words, asked) {
  form.querySelector(".refusal")?.remove();
  const typed = words.value;
  words.value = "";
  let wrong;
  try {
    const response = await persistently(() => fetch(`/stand-in/slack/type?${new URLSearchParams(asked)}`,
        { method: "POST", headers: { "Content-Type": "text/plain" }, body: typed }));
    const report = await response.json();
    if (!response.ok) wrong = report.error;
    else if (report.status !== 200) wrong = `Tocsin answered ${report.status}: ${report.answer}`;
  } catch {
    wrong = "No connection. Is Tocsin still running?";
  }
  if (wrong) form.append(element("span", "refusal", wrong));
}
