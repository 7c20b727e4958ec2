// Draws each payload as wide as a telephone has room, and reports what the drawings are made of.
import { drawInto } from "./drawing/index.js";

const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
const report = { tags: [], attributes: [], schemes: [], rels: [], turning: [], wide: [], faint: [], unreachable: [],
  undrawn: [], folded: 0, texts: [], charts: [], violations: [], dark: matchMedia("(prefers-color-scheme: dark)").matches };

function note(list, value) {
  if (!list.includes(value)) list.push(value);
}

addEventListener("securitypolicyviolation", event => note(report.violations, `${event.violatedDirective} ${event.blockedURI}`));
addEventListener("error", event => {
  // What the browser says of observers that it calls in the next frame is no fault.
  if (!/ResizeObserver/.test(event.message)) note(report.violations, event.message);
});

function look(host, index) {
  const room = host.getBoundingClientRect();
  for (const node of host.querySelectorAll("*")) {
    note(report.tags, node.localName);
    for (const { name, value } of node.attributes) {
      note(report.attributes, name);
      if (TURNS.test(value)) note(report.turning, `${index} ${name}`);
    }
    if (node.localName === "a") {
      note(report.schemes, node.protocol);
      note(report.rels, node.rel);
    }
    const place = node.getBoundingClientRect();
    if ((place.right > room.right + 1 || place.left < room.left - 1) && !node.closest(".d-table table")) {
      note(report.wide, `${index} ${node.localName}.${node.className}`);
    }
    if (node.matches("pre, .d-table") && node.tabIndex < 0
        && (node.scrollHeight > node.clientHeight || node.scrollWidth > node.clientWidth)) {
      note(report.unreachable, `${index} ${node.localName}`);
    }
  }
  for (const chart of host.querySelectorAll("svg[role=img]")) {
    const drawn = [...chart.querySelectorAll("polyline:not(.d-grid)")].filter(line => {
      const { stroke, fill, strokeWidth } = getComputedStyle(line);
      return line.getBoundingClientRect().width > 0 && stroke !== "none" && fill === "none" && strokeWidth === "2px";
    });
    report.charts.push({ words: chart.getAttribute("aria-label"), lines: drawn.map(line => line.getAttribute("points")) });
  }
  const texts = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (TURNS.test(text.data)) note(report.turning, `${index} text`);
    if (text.data.trim()) contrast(text.parentElement);
  }
  if (/cannot draw|no such chat|no message to draw/.test(host.textContent)) report.undrawn.push(index);
  report.folded += host.querySelectorAll("button.d-more[aria-expanded=false]").length;
  report.texts.push(host.textContent);
}

// ---- contrast as WCAG counts it

function contrast(node) {
  const ink = getComputedStyle(node).color;
  let behind = node;
  while (behind && /^rgba\(.*, 0\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const paper = behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
  const [light, dark] = [luminance(ink), luminance(paper)].sort((one, other) => other - one);
  if ((light + .05) / (dark + .05) < 4.5) note(report.faint, `${node.className || node.localName}: ${ink} on ${paper}`);
}

function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
      .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  return .2126 * red + .7152 * green + .0722 * blue;
}

const hosts = (await (await fetch("/payloads.json")).json()).map(({ kind, payload }) => {
  const host = document.createElement("div");
  host.style.width = "328px";
  document.body.append(host);
  drawInto(host, kind, payload);
  return host;
});
// What the drawings do once they are measured is done when an observer that began after theirs is called.
await Promise.all(hosts.map(host => new Promise(measured => new ResizeObserver(measured).observe(host))));
await new Promise(requestAnimationFrame);
await new Promise(requestAnimationFrame);
hosts.forEach(look);
document.getElementById("report").textContent = JSON.stringify(report);
hosts.forEach(host => host.remove());
