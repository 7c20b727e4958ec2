// The columns of the pages, one for each chat that can be drawn, with what only the pages need to know:
//   app            what stands beside the sender's name
//   sign, colour   before a room's name, of the column's dot
//   share          how much of the width its column takes
//   shows(received) whether a request that the stand-in received is a message of its, or changes one
import { chatFor } from "./drawing/chats.js";
import { element } from "./drawing/text.js";

export const CHATS = [
  { ...chatFor("slack"), app: "APP", sign: "#", colour: "#611f69", share: 1.15,
    shows: ({ kind, message }) => kind === "SLACK_WEBHOOK"
        || kind === "SLACK_API" && (message?.text !== undefined || message?.blocks || message?.attachments) },
  { ...chatFor("chime"), app: "Webhook", sign: "◎", colour: "#3f6ad8", share: 1,
    shows: ({ kind }) => kind === "CHIME_WEBHOOK" },
  { ...chatFor("teams"), app: "Workflows", sign: "", colour: "#5b5fc7", share: 1,
    shows: ({ kind }) => kind === "TEAMS_WEBHOOK" },
];

document.documentElement.style.setProperty("--columns", CHATS.map(chat => `minmax(0, ${chat.share}fr)`).join(" "));

/** A chat's name behind its dot. */
export function heading(chat) {
  const dot = element("span", "dot");
  dot.style.background = chat.colour;
  return element("h2", chat.name, dot, chat.label);
}
