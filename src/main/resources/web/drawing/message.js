// A message as its chat shows it, whatever its payload says: it is always drawn as something, and text stays text.
import { element } from "./text.js";

const LONG = 640;
/** What turns the direction of text around it, and so lets a file or an address pose as another. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * The message, folded as soon as it turns out to be long.
 *
 * page  what the page itself can do, each if it can: picture(id) gives the address of a file that the chat has,
 *       press(action, button) is told what is pressed
 */
export function drawn(payload, chat, page = {}) {
  const body = bodyOf(payload, chat, page);
  body.classList.add("d-body");
  showTurns(body);
  const drawing = element("div", "drawing", body);
  watch(drawing, body);
  return drawing;
}

function bodyOf(payload, chat, page) {
  if (!payload || typeof payload !== "object") return element("div", "d-unknown", "There is no message to draw.");
  if (!chat) return undrawn("This page knows no such chat. This would be sent:", payload);
  try {
    return chat.draw(payload, page);
  } catch {
    return undrawn(`This page cannot draw the message as ${chat.label} would. This would be sent:`, payload);
  }
}

function undrawn(reason, payload) {
  return element("div", "", element("p", "d-unknown", reason), element("pre", "", JSON.stringify(payload, null, 2)));
}

/** Characters that turn the direction are shown by their number and turn nothing. */
function showTurns(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const turning = [];
  while (texts.nextNode()) if (texts.currentNode.data.search(TURNS) >= 0) turning.push(texts.currentNode);
  for (const text of turning) {
    text.replaceWith(...text.data.split(/([\u202a-\u202e\u2066-\u2069])/).filter(part => part)
        .map(part => part.search(TURNS) < 0 ? part : element("span", "d-turn", number(part))));
  }
  for (const name of ["title", "aria-label", "alt"]) {
    for (const named of body.querySelectorAll(`[${name}]`)) {
      named.setAttribute(name, named.getAttribute(name).replace(TURNS, number));
    }
  }
}

function number(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase()}`;
}

// ---- what depends on the room that the page gives it

/** It may be drawn while it is hidden, and is measured when it is seen. */
function watch(drawing, body) {
  let measured = false;
  new ResizeObserver(() => {
    if (!body.scrollHeight) return;
    if (!measured) fold(drawing, body);
    measured = true;
    body.querySelectorAll("pre, .d-table").forEach(reachable);
  }).observe(body);
}

/** What scrolls can be scrolled by keyboard. */
function reachable(node) {
  if (node.scrollHeight > node.clientHeight || node.scrollWidth > node.clientWidth) node.tabIndex = 0;
  else node.removeAttribute("tabindex");
}

/** Long messages are folded, as in Slack; but never what can be pressed. */
function fold(drawing, body) {
  if (body.scrollHeight <= LONG || body.querySelector(".d-actions button")) return;
  const more = element("button", "d-more");
  more.type = "button";
  const set = folded => {
    body.classList.toggle("d-folded", folded);
    more.textContent = folded ? "Show more" : "Show less";
    more.setAttribute("aria-expanded", String(!folded));
  };
  more.addEventListener("click", () => set(!body.classList.contains("d-folded")));
  // Whoever comes by keyboard to a link that the fold hides is to see it.
  body.addEventListener("focusin", ({ target }) => {
    if (body.classList.contains("d-folded") && target.getBoundingClientRect().bottom > body.getBoundingClientRect().bottom) {
      set(false);
    }
  });
  set(true);
  drawing.append(more);
}
