// What is live asks again every few seconds, but not while nobody looks, and not while somebody selects or types in it.
// What stays unanswered says since when it is old, and asks on.
const ASKED_IN_VAIN = 3;
const known = new WeakMap();
let focused = null;

tick();
setInterval(tick, 1000);
document.addEventListener("visibilitychange", () => {
  document.querySelectorAll("[data-live]").forEach(part => of(part).due = 0);
  tick();
});

function tick() {
  if (document.visibilityState !== "visible") return;
  for (const part of document.querySelectorAll("[data-live]")) {
    const standing = of(part);
    if (Date.now() < standing.due || isInUse(part)) continue;
    standing.due = next(part);
    if (++standing.asked > ASKED_IN_VAIN) sayThatItIsOld(part);
    part.dispatchEvent(new CustomEvent("refresh"));
  }
}

function of(part) {
  if (!known.has(part)) known.set(part, { since: new Date(), due: next(part), asked: 0, html: null });
  return known.get(part);
}

function next(part) {
  return Date.now() + 1000 * Math.max(2, Number(part.dataset.live));
}

function isInUse(part) {
  const selection = getSelection();
  return !selection.isCollapsed && part.contains(selection.anchorNode) || part.querySelector("dialog[open]")
      || [...part.querySelectorAll("input, select, textarea")].some(isBeingFilledIn);
}

function isBeingFilledIn(field) {
  return field === document.activeElement || "defaultValue" in field && field.value !== field.defaultValue;
}

/** What came as it was before is not put in again, so that nothing under a pointer, a focus or a screen reader moves. */
document.addEventListener("htmx:beforeSwap", event => {
  const part = event.detail.requestConfig?.elt;
  if (!part?.matches("[data-live]")) return;
  if (event.detail.isError) return sayThatItIsOld(part);
  const fresh = new DOMParser().parseFromString(event.detail.serverResponse, "text/html").getElementById(part.id);
  if (!fresh || isInUse(part)) {
    event.detail.shouldSwap = false;
    if (!fresh) sayThatItIsOld(part);
    return;
  }
  const standing = of(part);
  Object.assign(standing, { since: new Date(), asked: 0 });
  part.querySelector("[data-old]")?.remove();
  if (fresh.outerHTML === standing.html) event.detail.shouldSwap = false;
  standing.html = fresh.outerHTML;
  focused = part.contains(document.activeElement) ? placeOf(document.activeElement, part) : null;
});

document.addEventListener("htmx:afterSwap", event => {
  const old = event.detail.requestConfig?.elt;
  const part = old?.matches("[data-live]") && document.getElementById(old.id);
  if (!part || part === old) return;
  of(part).html = of(old).html;
  if (focused && !part.contains(document.activeElement)) alike(focused, part)[focused.index]?.focus({ preventScroll: true });
  focused = null;
});

document.addEventListener("htmx:sendError", event => {
  const part = event.detail.requestConfig?.elt;
  if (part?.matches("[data-live]")) sayThatItIsOld(part);
});

/** Links and buttons are known again by where they lead. */
function placeOf(element, part) {
  const place = { name: element.localName, href: element.getAttribute("href"), post: element.getAttribute("hx-post") };
  return { ...place, index: alike(place, part).indexOf(element) };
}

function alike({ name, href, post }, part) {
  return [...part.querySelectorAll(name)].filter(
      one => one.getAttribute("href") === href && one.getAttribute("hx-post") === post);
}

function sayThatItIsOld(part) {
  if (part.querySelector("[data-old]")) return;
  const { since } = of(part);
  const line = document.createElement("p");
  const words = document.createElement("span");
  const time = document.createElement("time");
  line.className = "notice warn";
  line.dataset.old = "";
  line.setAttribute("role", "status");
  time.dateTime = since.toISOString();
  time.textContent = since.toLocaleTimeString();
  words.append("Not renewed since ", time, `. This is tried again every ${part.dataset.live} seconds.`);
  line.append(words);
  part.prepend(line);
}
