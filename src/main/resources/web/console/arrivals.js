/** Calls for each element that fits, those of the page and those that htmx brings later. */
export function each(selector, call) {
  const within = root => {
    if (root.matches?.(selector)) call(root);
    root.querySelectorAll?.(selector).forEach(call);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => within(document.body));
  else within(document.body);
  document.addEventListener("htmx:load", event => {
    if (event.detail.elt !== document.body) within(event.detail.elt);
  });
}
