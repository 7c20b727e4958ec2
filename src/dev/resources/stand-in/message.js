// A message in its place in a room: who, when, and the body as the chat would draw it.
import { drawn } from "./drawing/message.js";
import { element, localTime } from "./drawing/text.js";

/**
 * The parts of a message; more can be put into the content. What the page can do is said in drawing/message.js.
 *
 * person  who wrote it, if that was not Tocsin
 */
export function messageParts(payload, chat, at, page, person) {
  const time = element("time", "", localTime(at, { hour: "numeric", minute: "2-digit" }));
  time.title = localTime(at, { dateStyle: "full", timeStyle: "medium" });
  const by = element("div", "by", element("b", "", person ?? "Tocsin"), ...person ? [] : [element("span", "app", chat.app)], time);
  const content = element("div", "content", by, drawn(payload, chat, page));
  const avatar = element("div", person ? "avatar person" : "avatar");
  avatar.append(person ? person.slice(0, 1).toUpperCase() : document.querySelector(".brand svg").cloneNode(true));
  return { avatar, content };
}

/** Whatever a live reload cuts is asked again: it restarts the stand-in too, in the middle of the request that caused it. */
export async function persistently(request, tellSo) {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (cut) {
      if (tries === 15) throw cut;
      tellSo?.();
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
  }
}
