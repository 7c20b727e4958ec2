// The topics of a Region, chosen in a form of a configuration: a Region leads to an address, and what is chosen stays chosen.
import { each } from "./arrivals.js";

document.addEventListener("htmx:configRequest", event => {
  const choice = event.detail.elt;
  if (!choice.matches?.("select[data-region]")) return;
  if (choice.value) event.detail.path = event.detail.path.replace("*", encodeURIComponent(choice.value));
  else event.preventDefault();
});

/** One that the form has already is not offered again, so no topic has two boxes of which only one is ticked. */
each("[data-offers]", offers => {
  const form = offers.closest("form");
  for (const box of offers.querySelectorAll("input[type=checkbox]")) {
    const same = [...form.querySelectorAll("input[type=checkbox]")].some(other => other !== box && other.name === box.name && other.value === box.value);
    if (same) box.closest("label").remove();
  }
  if (!offers.querySelector("label")) offers.querySelector("[data-none]").hidden = false;
});

document.addEventListener("input", event => {
  if (!event.target.matches("[data-filters]")) return;
  const words = event.target.value.toLowerCase();
  for (const label of event.target.closest("[data-row]").querySelectorAll(".offered label")) {
    label.hidden = !label.textContent.toLowerCase().includes(words) && !label.querySelector("input").checked;
  }
});
