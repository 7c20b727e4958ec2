/** Calls as {@link each}, and again before the browser paints what htmx brings: for what may be done twice. */
export function eachUnpainted(selector, call) {
  each(selector, call);
  for (const swapped of ["htmx:afterSwap", "htmx:oobAfterSwap"]) {
    document.addEventListener(swapped, event => {
      if (event.target.matches?.(selector)) call(event.target);
      event.target.querySelectorAll?.(selector).forEach(call);
    });
  }
}

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
