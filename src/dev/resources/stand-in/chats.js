// The chats that the pages draw, in the order of their columns. Each script exports its chat:
//   name, label    in payloads, on the page
//   app            what stands beside the sender's name
//   sign, colour   before a room's name, of the column's dot
//   share          how much of the width its column takes
//   stylesheet     of its own, if page.css does not do
//   shows(received) whether a request that the stand-in received is a message of its
//   draw(payload)  the message as an element
import { chat as slack } from "./slack.js";
import { chat as chime } from "./chime.js";
import { chat as teams } from "./teams.js";
import { element } from "./text.js";

export const CHATS = [slack, chime, teams];

for (const { stylesheet } of CHATS.filter(chat => chat.stylesheet)) {
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = stylesheet;
  document.head.append(sheet);
}
document.documentElement.style.setProperty("--columns", CHATS.map(chat => `minmax(0, ${chat.share}fr)`).join(" "));

/** A chat's name behind its dot. */
export function heading(chat) {
  const dot = element("span", "dot");
  dot.style.background = chat.colour;
  return element("h2", chat.name, dot, chat.label);
}
