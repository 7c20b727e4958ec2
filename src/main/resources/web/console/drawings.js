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
    text.textContent = JSON.stringify(JSON.parse(text.textContent), null, 2);
  } catch {
    // Prose, or JSON that was cut
  }
}
