// Messages as the chats draw them, and JSON indented.
import { drawInto } from "../drawing/index.js";
import "../drawing/drawing.css";
import { each } from "./arrivals.js";

each("[data-drawing]", place => {
  const { drawing, payload } = place.dataset;
  place.removeAttribute("data-payload");
  drawInto(place, drawing, JSON.parse(payload));
});

each("[data-json]", indent);

document.addEventListener("click", event => {
  const button = event.target.closest("[data-indents]");
  if (button) indent(document.querySelector(button.dataset.indents));
});

/** What is no JSON stays as it is. */
function indent(text) {
  try {
    JSON.parse(text.textContent);
    text.textContent = indented(text.textContent);
  } catch {
    // Prose, or JSON that was cut
  }
}

/** Only the space between is new: a number that JavaScript would round, and a name that comes twice, stay as they came. */
function indented(json) {
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
  let depth = 0;
  let written = "";
  const line = () => "\n" + "  ".repeat(depth);
  tokens.forEach((token, at) => {
    const isEmpty = "{[".includes(tokens[at - 1] ?? " ") && "}]".includes(token);
    if ("}]".includes(token)) {
      depth--;
      written += isEmpty ? token : line() + token;
    } else if ("{[".includes(token)) {
      depth++;
      written += "}]".includes(tokens[at + 1]) ? token : token + line();
    } else {
      written += token === "," ? token + line() : token === ":" ? ": " : token;
    }
  });
  return written;
}
