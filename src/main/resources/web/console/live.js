// What is live asks again every few seconds, but not while nobody looks, and not while somebody selects text in it.
import { each } from "./arrivals.js";

each("[data-live]", part => {
  const seconds = Math.max(2, Number(part.dataset.live));
  let due = setTimeout(ask, seconds * 1000);
  function ask() {
    if (!part.isConnected) return;
    if (document.visibilityState === "visible" && !isInUse(part)) part.dispatchEvent(new CustomEvent("refresh"));
    due = setTimeout(ask, seconds * 1000);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || !part.isConnected) return;
    clearTimeout(due);
    ask();
  });
});

function isInUse(part) {
  const selection = getSelection();
  return !selection.isCollapsed && part.contains(selection.anchorNode) || part.querySelector("dialog[open]");
}
