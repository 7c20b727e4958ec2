// Draws messages as their chats do. The payload stands on the page as text, for people to read, and is read from there.
import { each } from "./arrivals.js";
import { drawInto } from "../drawing/index.js";

each("[data-drawing]", part => {
  const payload = JSON.parse(part.querySelector("[data-payload]").textContent);
  drawInto(part.querySelector("[data-canvas]"), part.dataset.kind, payload);
});
