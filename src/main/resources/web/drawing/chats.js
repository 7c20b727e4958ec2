// The chats whose messages can be drawn. Each script exports its chat:
//   name           in payloads, and of its payload in a preview
//   kinds          of destinations that are sent such payloads
//   label          on pages
//   draw(payload, page)  the message as an element; it may throw at a payload that no chat would take; message.js says what a
//                  page can do
import { chat as slack } from "./slack.js";
import { chat as chime } from "./chime.js";
import { chat as teams } from "./teams.js";

export const CHATS = [slack, chime, teams];

/** The chat of a preview's name or of a destination's kind; undefined if nothing here draws it. */
export function chatFor(kind) {
  return CHATS.find(chat => chat.name === kind || chat.kinds.includes(kind));
}
