// What a page needs to draw messages; drawing.css has the looks.
import { chatFor } from "./chats.js";
import { drawn } from "./message.js";

export { CHATS, chatFor } from "./chats.js";

/** Draws a payload in place of what the element holds, as the chat of that kind would show it. */
export function drawInto(element, kind, payload) {
  element.replaceChildren(drawn(payload, chatFor(kind)));
}
