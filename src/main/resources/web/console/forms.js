// What a refused request says stands in #problem; what it says of a field stands at that field too. Nothing typed is lost.
import htmx from "htmx.org";
import { each } from "./arrivals.js";

const FORM_TOKEN = "X-Tocsin-Form";

each("[data-errors]", list => {
  forget();
  const form = document.querySelector("form[data-sent]") ?? document.querySelector("main form");
  if (!form) return;
  let first = null;
  for (const entry of list.querySelectorAll("[data-field]")) {
    const field = fieldOf(form, entry.dataset.field);
    if (!field) continue;
    entry.querySelector("b").textContent = labelOf(field) ?? entry.dataset.field;
    const words = document.createElement("p");
    words.className = "wrong";
    words.id = `wrong-${entry.dataset.field.replace(/\W/g, "-")}`;
    words.textContent = entry.dataset.message;
    (field.closest(".field") ?? field).append(words);
    field.setAttribute("aria-invalid", "true");
    field.dataset.describedby ??= field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${field.dataset.describedby} ${words.id}`.trim());
    field.closest("details")?.setAttribute("open", "");
    first ??= field;
  }
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
});

/** What the page calls a field, which the API names otherwise. */
function labelOf(field) {
  const around = field.closest(".field");
  const label = around?.matches("label") ? around.firstChild : around?.querySelector(":scope > label, :scope > .label");
  return label?.textContent.trim() || null;
}

/** Counted as the server counts: snsTopicArns[2] is the third value of that name, tags[1].tagKey the key in the second row. */
function fieldOf(form, name) {
  const [, list, index, member] = /^([^[\]]+)(?:\[(\d+)])?(?:\.(.+))?$/.exec(name) ?? [null, name];
  const named = [...form.elements].filter(field => field.name === (member ?? list) && field.type !== "hidden");
  if (!index) return named[0];
  return (member ? named.filter(isInUse)[index] : holderOf(named, Number(index))) ?? named[0];
}

/** A row of which everything is empty is none. */
function isInUse(field) {
  const row = field.closest("[data-row]");
  return !row || [...row.querySelectorAll("input")].some(one => one.value.trim());
}

/** Each line of a text is a value, of boxes those that are ticked, and what is there twice counts once. */
function holderOf(fields, index) {
  const values = new Set();
  return fields.filter(field => field.type !== "checkbox" || field.checked).find(field => {
    field.value.split(/\r?\n/).map(line => line.trim()).filter(Boolean).forEach(line => values.add(line));
    return values.size > index;
  });
}

function forget() {
  document.querySelectorAll(".wrong").forEach(words => words.remove());
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    if (field.dataset.describedby) field.setAttribute("aria-describedby", field.dataset.describedby);
    else field.removeAttribute("aria-describedby");
    delete field.dataset.describedby;
  }
}

document.addEventListener("htmx:beforeRequest", event => {
  const form = event.detail.elt.closest("form");
  if (event.detail.requestConfig.verb === "get") return;
  document.querySelectorAll("form[data-sent]").forEach(other => delete other.dataset.sent);
  if (form) form.dataset.sent = "true";
  forget();
  document.getElementById("problem")?.replaceChildren();
});

/** An address may name a field of its form: hx-post="/console/topics/{topicArn}/publish". */
document.addEventListener("htmx:configRequest", event => {
  const { elt, path } = event.detail;
  event.detail.path = path.replace(/\{(\w+)}/g,
      (all, name) => encodeURIComponent(elt.closest("form").elements[name].value).replaceAll("%3A", ":"));
});

// A change that leads to another page: that one begins at its top, and what it has to say of the change is read first.
let leadsTo = null;
document.addEventListener("htmx:beforeSwap", event => {
  const { shouldSwap, target, xhr } = event.detail;
  const isPage = target === document.body || xhr.getResponseHeader("HX-Retarget") === "#main";
  if (shouldSwap && isPage) leadsTo = target;
});
document.addEventListener("htmx:afterSwap", event => {
  if (!leadsTo || event.detail.target !== leadsTo) return;
  leadsTo = null;
  scrollTo(0, 0);
  const first = document.querySelector("main [autofocus]:not(dialog *)") ?? document.querySelector("main [data-done]") ?? document.querySelector("main h1");
  if (!first?.matches("[autofocus]")) first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
});

/** What was done is said once: who loads the page again, or sends somebody its address, is told nothing of it. */
document.addEventListener("htmx:afterSettle", () => setTimeout(forgetWhatWasDone));
forgetWhatWasDone();
function forgetWhatWasDone() {
  const address = new URL(location.href);
  for (const name of ["done", "deleted", "new"]) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

document.addEventListener("htmx:afterRequest", event => {
  const fresh = event.detail.xhr?.getResponseHeader(FORM_TOKEN);
  if (fresh) document.body.setAttribute("hx-headers", JSON.stringify({ [FORM_TOKEN]: fresh }));
});

// <button data-copy="#id"> puts a text into the clipboard; <button data-opens="#id"> opens a dialog, data-closes closes it.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy], [data-opens], [data-closes], [data-adds], [data-removes]");
  if (!button) return;
  const { copy, opens, adds } = button.dataset;
  if (copy) copyFrom(document.querySelector(copy), button);
  if (opens) document.querySelector(opens)?.showModal();
  if (button.dataset.closes !== undefined) button.closest("dialog")?.close();
  if (adds) add(document.querySelector(adds), button);
  if (button.dataset.removes !== undefined) remove(button);
});

async function copyFrom(source, button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => button.textContent = words, 2000);
}

/** Another row of a list, from the <template> that is named; the row's first field gets the focus. */
function add(template, button) {
  const row = template.content.firstElementChild.cloneNode(true);
  button.before(row);
  htmx.process(row);
  row.querySelector("input, select, textarea")?.focus();
}

function remove(button) {
  const row = button.closest("[data-row]");
  const next = row.nextElementSibling ?? row.parentElement;
  row.remove();
  (next.matches("button") ? next : next.querySelector("input, select, textarea, button"))?.focus();
}
