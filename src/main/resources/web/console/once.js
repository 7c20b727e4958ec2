// What is shown once does not come back with the browser's button: the page that is left keeps nothing of it.
addEventListener("pagehide", () => document.querySelectorAll("[data-once]").forEach(element => element.remove()));

/** A dialog that asked for a change which was refused: what is wrong stands in the page behind it. */
document.addEventListener("htmx:responseError", event => event.detail.elt.closest("dialog")?.close());
