// Draws Chime messages: /md is Markdown, /code is code, anything else is plain text with links.
import { element, link } from "./text.js";

export const chat = {
  name: "chime", kinds: ["chime-webhook"], label: "Amazon Chime", draw: chimeMessage,
};

function chimeMessage(message) {
  const content = String(message.Content ?? "");
  const command = /^\/(md|code)(?=\s)/.exec(content);
  const text = command ? content.slice(command[0].length).replace(/^[ \t]*\n?/, "") : content;
  if (command?.[1] === "code") return element("div", "d-chime", element("pre", "", text));
  return command ? element("div", "d-chime", ...blocks(text.split(/\r?\n/)))
      : element("div", "d-chime d-pre-line", ...bareLinks(text));
}

const LIST = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const RULE = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const DEEPEST_QUOTE = 4;
const DIVIDER_ROW = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)+\|?\s*$/;

function blocks(lines, depth = 0) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = FENCE.exec(line);
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (!line.trim()) {
      at++;
    } else if (fence) {
      const code = [];
      for (at++; at < lines.length && !lines[at].trim().startsWith(fence[1]); at++) code.push(lines[at]);
      at++;
      nodes.push(element("pre", "", code.join("\n")));
    } else if (heading) {
      nodes.push(element("div", "d-heading", ...inline(heading[2])));
      at++;
    } else if (RULE.test(line)) {
      nodes.push(element("hr"));
      at++;
    } else if (depth < DEEPEST_QUOTE && /^ {0,3}>/.test(line)) {
      const quoted = [];
      for (; at < lines.length && /^ {0,3}>/.test(lines[at]); at++) quoted.push(lines[at].replace(/^ {0,3}> ?/, ""));
      nodes.push(element("blockquote", "", ...blocks(quoted, depth + 1)));
    } else if (LIST.test(line)) {
      at = list(lines, at, nodes);
    } else if (line.includes("|") && DIVIDER_ROW.test(lines[at + 1] ?? "")) {
      at = table(lines, at, nodes);
    } else {
      const paragraph = [];
      for (; at < lines.length && isParagraph(lines[at], paragraph.length); at++) paragraph.push(lines[at]);
      nodes.push(element("p", "", ...inline(paragraph.join("\n"))));
    }
  }
  return nodes;
}

function isParagraph(line, index) {
  return !index || Boolean(line.trim()) && !FENCE.test(line) && !LIST.test(line) && !RULE.test(line)
      && !/^ {0,3}(#{1,6}\s|>)/.test(line);
}

function list(lines, start, nodes) {
  const ordered = /\d/.test(LIST.exec(lines[start])[2]);
  const items = element(ordered ? "ol" : "ul");
  let at = start;
  while (at < lines.length && LIST.test(lines[at])) {
    let item = LIST.exec(lines[at])[3];
    for (at++; at < lines.length && /^\s+\S/.test(lines[at]) && !LIST.test(lines[at]); at++) item += `\n${lines[at].trim()}`;
    items.append(element("li", "", ...inline(item)));
  }
  nodes.push(items);
  return at;
}

function table(lines, start, nodes) {
  const cells = row => row.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map(cell => cell.trim().replace(/\\\|/g, "|"));
  const draw = (tag, row) => element("tr", "", ...cells(row).map(cell => element(tag, "", ...inline(cell))));
  const grid = element("table", "", draw("th", lines[start]));
  let at = start + 2;
  for (; at < lines.length && lines[at].includes("|"); at++) grid.append(draw("td", lines[at]));
  nodes.push(element("div", "d-table", grid));
  return at;
}

const ESCAPED = "\\\\([!-/:-@\\[-`{-~])";
const INLINE = new RegExp([
  ESCAPED,                                                              // 1 escaped character
  "(`+)([^`]|[^`][\\s\\S]*?[^`])\\2(?!`)",                                // 2, 3 code
  "!?\\[((?:\\\\.|[^\\[\\]\\\\])*)\\]\\(<?([^\\s<>()]*(?:\\([^\\s()]*\\)[^\\s<>()]*)*)>?(?:\\s+\"[^\"]*\")?\\)", // 4, 5 link
  "<(https?:[^\\s<>]+)>",                                               // 6 autolink
  "(\\*\\*|__)(?=\\S)((?:\\\\[\\s\\S]|(?!\\7)[^\\\\])*?(?:\\\\[\\s\\S]|[^\\s\\\\]))\\7",          // 7, 8 strong
  "(?<![A-Za-z0-9])([*_])(?=[^\\s*_])((?:\\\\[\\s\\S]|(?!\\9)[^\\\\])*?(?:\\\\[\\s\\S]|[^\\s\\\\]))\\9(?![A-Za-z0-9])", // 9, 10 emphasis
  "~~(?=\\S)([\\s\\S]*?\\S)~~",                                           // 11 struck
  "(https?:\\/\\/[^\\s<>()\\[\\]\"'`\\\\]*[^\\s<>()\\[\\]\"'`\\\\.,;:!?*_])",   // 12 bare link
  "(@All|@Present)\\b",                                                 // 13 mention
  "&(amp|lt|gt|quot|#39);",                                             // 14 entity
  "( {2,}|\\\\)?\\n",                                                    // 15 line break; Chime keeps all of them
].join("|"), "g");
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'" };

function inline(text, depth = 0) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    nodes.push(span(match, depth));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

function span(match, depth) {
  const inner = text => depth < 5 ? inline(text, depth + 1) : [text];
  if (match[1]) return match[1];
  if (match[3] !== undefined) return element("code", "", match[3].replace(/^ (.*) $/s, "$1"));
  if (match[5] !== undefined) return link(unescape(match[5]), element("span", "", ...inner(match[4])));
  if (match[6]) return link(match[6]);
  if (match[8]) return element("b", "", ...inner(match[8]));
  if (match[10]) return element("i", "", ...inner(match[10]));
  if (match[11]) return element("s", "", ...inner(match[11]));
  if (match[12]) return link(match[12]);
  if (match[13]) return element("span", "d-mention d-loud", match[13]);
  if (match[14]) return ENTITIES[match[14]];
  return element("br");
}

function unescape(url) {
  return url.replace(new RegExp(ESCAPED, "g"), "$1");
}

function bareLinks(text) {
  return text.split(/(https?:\/\/[^\s<>"']+|@All\b|@Present\b)/).map((part, index) =>
      index % 2 ? part.startsWith("@") ? element("span", "d-mention d-loud", part) : link(part) : part);
}
