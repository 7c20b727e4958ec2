// Draws Adaptive Cards about as Teams does: bands, texts in its small Markdown, facts, buttons.
import { deepest, element, link } from "./text.js";

export const chat = {
  name: "teams", kinds: ["teams-webhook", "teams-webhook-card"], label: "Microsoft Teams", draw: teamsMessage,
};

/** A message with cards, or a card alone. */
function teamsMessage(message) {
  const cards = message.type === "AdaptiveCard" ? [message] : (message.attachments ?? []).map(one => one.content);
  return element("div", "d-teams", ...cards.map(card));
}

function card(json) {
  const node = element("div", "d-card", ...(json.body ?? []).map(item));
  if (json.actions?.length) node.append(actions(json.actions));
  return node;
}

function item(json) {
  const node = content(json);
  if (json.spacing) node.classList.add(`d-spacing-${word(json.spacing)}`);
  return node;
}

function content(json) {
  switch (json.type) {
    case "TextBlock": return text(json);
    case "Container": return element("div", `d-band d-${word(json.style)}${json.bleed ? " d-bleed" : ""}`, ...json.items.map(item));
    case "ColumnSet": return element("div", "d-columns", ...json.columns.map(column => element("div", "", ...column.items.map(item))));
    case "FactSet": return element("dl", "d-facts", ...json.facts.flatMap(fact =>
        [element("dt", "", ...markdown(fact.title)), element("dd", "", ...markdown(fact.value))]));
    case "Image": return element("div", "", element("span", "d-picture", element("span", "d-picture-label", "picture"), json.altText ?? ""));
    case "ActionSet": return actions(json.actions);
    default: return element("div", "d-unknown", `[${json.type}]`);
  }
}

function text(json) {
  const classes = ["d-words", json.isSubtle && "d-subtle", json.style === "heading" && "d-title", ...["size", "weight", "fontType", "color"]
      .filter(name => json[name]).map(name => `d-${name.toLowerCase()}-${word(json[name])}`)];
  return element("div", classes.filter(name => name).join(" "), ...markdown(json.text));
}

/** A class's name out of a word of the payload. */
function word(value) {
  return String(value ?? "default").toLowerCase().replace(/[^a-z]/g, "");
}

function actions(list) {
  return element("div", "d-actions", ...list.map(action => action.type === "Action.OpenUrl"
      ? link(action.url, action.title, "d-button") : element("span", "d-button", action.title ?? `[${action.type}]`)));
}

// ---- Markdown: paragraphs, lists, bold, italics, links, and escapes

const ITEM = /^( *)([-*+]|\d{1,9}[.)]) +(.*)$/;

function markdown(source) {
  const nodes = [];
  for (const paragraph of String(source ?? "").split(/\n{2,}|\r{2,}/)) {
    const lines = paragraph.split(/\r\n|\n|\r/);
    if (lines.every(line => ITEM.test(line))) nodes.push(list(lines));
    else nodes.push(element("p", "", ...inline(lines.join(" "))));
  }
  return nodes;
}

/** One level below the other; deeper ones are drawn as deep as they are indented. */
function list(lines) {
  const ordered = /\d/.test(ITEM.exec(lines[0])[2]);
  const items = element(ordered ? "ol" : "ul");
  if (ordered) items.start = parseInt(ITEM.exec(lines[0])[2], 10);
  for (const line of lines) {
    const [, indent, , words] = ITEM.exec(line);
    const entry = element("li", "", ...inline(words));
    entry.style.marginLeft = `${deepest(Math.floor(indent.length / 4)) * 20}px`;
    items.append(entry);
  }
  return items;
}

const INLINE = new RegExp([
  "\\\\([!-/:-@\\[-`{-~])",                                                // 1 escaped character
  "\\[((?:\\\\.|[^\\[\\]\\\\])*)\\]\\(([^\\s()<>]*)\\)",                      // 2, 3 link
  "(\\*\\*|__)(?=\\S)((?:\\\\[\\s\\S]|(?!\\4)[^\\\\])*?(?:\\\\[\\s\\S]|[^\\s\\\\]))\\4",              // 4, 5 bold
  "(?<![A-Za-z0-9])([*_])(?=[^\\s*_])((?:\\\\[\\s\\S]|(?!\\6)[^\\\\])*?(?:\\\\[\\s\\S]|[^\\s\\\\]))\\6(?![A-Za-z0-9])", // 6, 7 italics
  "&(amp|lt|gt|quot|#39);",                                              // 8 entity
].join("|"), "g");
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'" };

function inline(source, depth = 0) {
  const nodes = [];
  let from = 0;
  for (const match of source.matchAll(INLINE)) {
    if (match.index > from) nodes.push(source.slice(from, match.index));
    nodes.push(span(match, depth));
    from = match.index + match[0].length;
  }
  if (from < source.length) nodes.push(source.slice(from));
  return nodes;
}

function span(match, depth) {
  const inner = words => depth < 5 ? inline(words, depth + 1) : [words];
  if (match[1]) return match[1];
  if (match[3] !== undefined) return link(match[3], element("span", "", ...inner(match[2])));
  if (match[5]) return element("b", "", ...inner(match[5]));
  if (match[7]) return element("i", "", ...inner(match[7]));
  return ENTITIES[match[8]];
}
