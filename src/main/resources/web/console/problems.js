// #problem shows why a request was refused or not answered. What goes wrong behind what is live is marked data-away: it is said
// once, stands in no other problem's way, and goes when Tocsin answers again.
document.addEventListener("htmx:beforeSwap", event => {
  const { isError, xhr, requestConfig } = event.detail;
  const place = document.getElementById("problem");
  const away = place?.querySelector("[data-away]");
  if (!isError) return away?.remove();
  if (isLive(requestConfig)) {
    event.detail.shouldSwap = !place?.firstElementChild || away && away.dataset.away !== String(xhr.status);
  }
  if (!xhr.responseText.includes('role="alert"')) event.detail.serverResponse = words(xhr).outerHTML;
});

document.addEventListener("htmx:afterSwap", event => {
  const { target, requestConfig, xhr } = event.detail;
  if (target.id !== "problem") return;
  if (isLive(requestConfig)) {
    target.firstElementChild?.setAttribute("data-away", xhr.status);
  } else if (!target.querySelector("[data-errors]")) {
    // What is not said at a field stands above all, where a dialog or a long form would hide it
    document.querySelector("dialog[open]")?.close();
    target.scrollIntoView({ block: "nearest" });
  }
});

/** Nobody answered: the page says so, and the next try of what is live takes it away again. */
document.addEventListener("htmx:sendError", event => {
  const place = document.getElementById("problem");
  if (isLive(event.detail.requestConfig) && place?.firstElementChild) return;
  const problem = drawn("Tocsin does not answer", "What is live on this page tries again by itself; what you typed is still here.");
  problem.dataset.away = "0";
  place?.replaceChildren(problem);
});

function isLive(requestConfig) {
  return requestConfig?.elt?.matches("[data-live]") ?? false;
}

/** What the door turns away, for being too large say, comes as JSON; what stands before Tocsin answers as it likes. */
function words(xhr) {
  if (xhr.getResponseHeader("Content-Type")?.includes("json")) {
    const { title, detail } = JSON.parse(xhr.responseText);
    return drawn(title, detail);
  }
  return drawn("That did not work", `The answer was HTTP ${xhr.status}, and not one of Tocsin's pages: what stands between this browser and Tocsin may know why.`);
}

function drawn(title, detail) {
  const problem = document.createElement("div");
  const heading = document.createElement("h2");
  const words = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  heading.textContent = title;
  words.textContent = detail;
  problem.append(heading, words);
  return problem;
}
