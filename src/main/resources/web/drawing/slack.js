// Draws Slack messages about as Slack does: attachments with a colour bar, blocks, rich text and mrkdwn.
import { chart } from "./chart.js";
import { deepest, element, emoji, link, localTime } from "./text.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const COLOURS = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };

export const chat = {
  name: "slack", kinds: ["slack-webhook", "slack-channel"], label: "Slack", draw: slackMessage,
};

function slackMessage(message, page) {
  const body = element("div", "d-slack");
  if (Array.isArray(message.blocks) && message.blocks.length) {
    body.append(...message.blocks.map(json => block(json, page)));
  } else if (message.text) {
    body.append(element("div", "d-block", ...mrkdwn(message.text)));
  }
  for (const attachment of message.attachments ?? []) body.append(drawAttachment(attachment, page));
  for (const file of message.files ?? []) body.append(drawFile(file, page));
  return body;
}

function drawAttachment(attachment, page) {
  const content = element("div", "d-attachment");
  const colour = COLOURS[attachment.color] ?? attachment.color ?? "";
  if (/^#?[0-9a-f]{3}([0-9a-f]{3})?$/i.test(colour)) {
    content.style.borderLeftColor = colour.startsWith("#") ? colour : `#${colour}`;
  }
  if (Array.isArray(attachment.blocks) && attachment.blocks.length) {
    content.append(...attachment.blocks.map(json => block(json, page)));
    return content;
  }
  if (attachment.pretext) content.append(element("div", "d-block", ...mrkdwn(attachment.pretext)));
  if (attachment.title) {
    const title = decode(attachment.title);
    content.append(element("div", "d-block d-strong",
        attachment.title_link ? link(attachment.title_link, title) : title));
  }
  const text = attachment.text ?? (attachment.title ? "" : attachment.fallback ?? "");
  if (text) content.append(element("div", "d-block", ...mrkdwn(text)));
  if (attachment.fields?.length) {
    content.append(element("div", "d-fields", ...attachment.fields.map(field =>
        element("div", "d-field", element("b", "", decode(field.title ?? "")), element("br"), ...mrkdwn(field.value ?? "")))));
  }
  if (attachment.footer) content.append(element("div", "d-block d-context", decode(attachment.footer)));
  return content;
}

function block(json, page) {
  switch (json.type) {
    case "section": return section(json, page);
    case "header": return element("div", "d-block d-header", ...textObject(json.text));
    case "context": return element("div", "d-block d-context", ...json.elements.flatMap(one =>
        one.type === "image" ? [image(one, page)] : [element("span", "", ...textObject(one))]));
    case "divider": return element("hr", "d-block");
    case "image": return element("div", "d-block", image(json, page));
    case "actions": return element("div", "d-block d-actions", ...json.elements.map(one => interactive(one, page)));
    case "data_visualization": return chart(json);
    case "rich_text": return element("div", "d-block", ...json.elements.map(richText));
    case "table": case "data_table": return table(json);
    case "markdown": return element("div", "d-block d-pre-line", json.text);
    default: return element("div", "d-block d-unknown", `[${json.type}]`);
  }
}

function section(json, page) {
  const node = element("div", "d-block d-section");
  const words = element("div", "d-words");
  if (json.text) words.append(element("div", "", ...textObject(json.text)));
  if (json.fields) {
    words.append(element("div", "d-fields", ...json.fields.map(field => element("div", "d-field", ...textObject(field)))));
  }
  node.append(words);
  if (json.accessory) node.append(json.accessory.type === "image" ? image(json.accessory, page) : interactive(json.accessory, page));
  return node;
}

/** The first row is the head. */
function table(json) {
  const right = (json.column_settings ?? []).map(column => column?.align === "right");
  const rows = json.rows.map((row, number) => element("tr", "", ...row.map((cell, column) =>
      element(number ? "td" : "th", right[column] ? "d-end" : "", ...cellContent(cell)))));
  return element("div", "d-block d-table", element("table", "", ...rows));
}

/** Raw text is shown as it is. */
function cellContent(cell) {
  return cell.type === "rich_text" ? cell.elements.map(richText) : [String(cell.text ?? "")];
}

/** A text is shown by its first lines, as far as the message has them. */
function drawFile(file, page) {
  const title = file.title || file.name || file.id || "";
  const address = page.picture?.(file.id);
  const name = element("a", "", title);
  if (address) {
    name.href = address;
    name.target = "_blank";
    name.rel = "noopener noreferrer";
  }
  const node = element("div", "d-block d-file", element("div", "d-strong", address ? name : title));
  if (file.preview) node.append(element("pre", "", file.preview));
  if (file.lines_more) node.append(element("div", "d-context", `and ${file.lines_more} more lines`));
  return node;
}

/** Pictures are not fetched: the page loads nothing from elsewhere, but what it has itself. */
function image(json, page) {
  const address = page.picture?.(json.slack_file?.id);
  if (!address) return element("span", "d-picture", element("span", "d-picture-label", "picture"), json.alt_text ?? "");
  const picture = element("img", "d-image");
  picture.src = address;
  picture.alt = json.alt_text ?? "";
  return picture;
}

/** Nothing can be pressed but on a page that has somebody to tell. */
function interactive(json, page) {
  const label = json.text ? plain(json.text.text) : `[${json.type}]`;
  const style = json.style === "danger" || json.style === "primary" ? `d-button d-${json.style}` : "d-button";
  if (json.url) return link(json.url, label, style);
  if (!page.press || json.type !== "button") return element("span", style, label);
  const button = element("button", style, label);
  button.type = "button";
  button.addEventListener("click", () => page.press(json.action_id, button));
  return button;
}

function textObject(json) {
  return json.type === "mrkdwn" ? mrkdwn(json.text) : [plain(json.text)];
}

function plain(text) {
  return emoji(decode(text));
}

function decode(text) {
  return String(text).replace(/&(amp|lt|gt);/g, entity => ENTITIES[entity]);
}

// ---- rich_text

function richText(json) {
  switch (json.type) {
    case "rich_text_section": return element("div", "d-rich-section", ...json.elements.map(richElement));
    case "rich_text_quote": return element("blockquote", "", ...json.elements.map(richElement));
    case "rich_text_preformatted": return element("pre", "", ...json.elements.map(one => one.text ?? one.url ?? ""));
    case "rich_text_list": {
      const list = element(json.style === "ordered" ? "ol" : "ul", "",
          ...json.elements.map(item => element("li", "", richText(item))));
      list.style.marginLeft = `${deepest(json.indent) * 22}px`;
      return list;
    }
    default: return element("div", "d-unknown", `[${json.type}]`);
  }
}

function richElement(json) {
  switch (json.type) {
    case "text": return styled(emoji(json.text), json.style);
    case "link": return styled(link(json.url, json.text), json.style);
    case "emoji": return emoji(`:${json.name}:`);
    case "date": return date(json.timestamp, json.format, json.url, json.fallback);
    case "broadcast": return mention(`@${json.range}`, true);
    case "user": return mention(`@${json.user_id}`);
    case "usergroup": return mention(`@${json.usergroup_id}`);
    case "channel": return mention(`#${json.channel_id}`);
    default: return `[${json.type}]`;
  }
}

function styled(content, style = {}) {
  let node = content;
  for (const [name, tag] of [["code", "code"], ["bold", "b"], ["italic", "i"], ["strike", "s"]]) {
    if (style[name]) node = element(tag, "", node);
  }
  return node;
}

// ---- mrkdwn

/** Fences first, then lines (quotes), then spans; each step hands on what it does not know. */
export function mrkdwn(text) {
  const nodes = [];
  String(text).split(/```([\s\S]+?)```/).forEach((part, index) => {
    if (index % 2) nodes.push(element("pre", "", ...inert(part.replace(/^\n|\n$/g, ""))));
    else if (part) nodes.push(...lines(index ? part.replace(/^\n/, "") : part));
  });
  return nodes;
}

function lines(text) {
  const nodes = [];
  let quote = null;
  for (const line of text.split("\n")) {
    const quoted = /^(&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push(quote = element("blockquote"));
      else quote.append(element("br"));
      quote.append(...spans(quoted[2]));
    } else {
      if (nodes.length && !quote) nodes.push(element("br"));
      quote = null;
      nodes.push(...spans(line));
    }
  }
  return nodes;
}

/** In code, links still are links; nothing else has a meaning. */
function inert(text) {
  return tokens(text, part => [decode(part)]);
}

function spans(text) {
  const nodes = [];
  text.split(/`([^`\n]+)`/).forEach((part, index) => {
    if (index % 2) nodes.push(element("code", "", ...inert(part)));
    else nodes.push(...emphasis(part));
  });
  return nodes;
}

const EMPHASIS = [["*", "b"], ["_", "i"], ["~", "s"]];

/** A pair of marks counts if it stands at the edges of words, as in Slack. */
function emphasis(text, depth = 0) {
  let first = null;
  if (depth < 4) {
    for (const [mark, tag] of EMPHASIS) {
      const pattern = new RegExp(
          `(^|[\\s(\\[{"'>|,;:*_~-])\\${mark}(?=\\S)((?:<[^>]*>|[^\\${mark}<\\n])+?)(?<!\\s)\\${mark}(?![A-Za-z0-9])`);
      const match = pattern.exec(outsideTokens(text));
      if (match && (!first || match.index < first.index)) first = { index: match.index, match, tag };
    }
  }
  if (!first) return tokens(text, part => bareLinks(plain(part)));
  const start = first.index + first.match[1].length;
  const end = first.index + first.match[0].length;
  return [...emphasis(text.slice(0, start), depth + 1),
    element(first.tag, "", ...emphasis(text.slice(start + 1, end - 1), depth + 1)),
    ...emphasis(text.slice(end), depth)];
}

/** The same text with the marks inside of <...> hidden, so that a URL's underscores mean nothing. */
function outsideTokens(text) {
  return text.replace(/<[^<>\n]+>|https?:\/\/[^\s<>|]+(?=[\s<>|])/g, token => token.replace(/[*_~]/g, "."));
}

function tokens(text, otherwise) {
  const nodes = [];
  text.split(/<([^<>\n]+)>/).forEach((part, index) => {
    if (index % 2) nodes.push(token(part));
    else if (part) nodes.push(...otherwise(part));
  });
  return nodes;
}

/** Slack makes a link of whatever looks like one. */
function bareLinks(text) {
  return text.split(/(https?:\/\/[^\s<>|"'`()\[\]]*[^\s<>|"'`()\[\].,;:!?*_~])/).filter(part => part)
      .map(part => /^https?:\/\//.test(part) ? link(part) : part);
}

function token(inside) {
  const bar = inside.indexOf("|");
  const target = decode(bar < 0 ? inside : inside.slice(0, bar));
  const label = bar < 0 ? null : plain(inside.slice(bar + 1));
  const when = /^!date\^(\d{1,12})\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (when) return date(Number(when[1]), when[2], when[3], label);
  if (/^!(channel|here|everyone)$/.test(target)) return mention(`@${target.slice(1)}`, true);
  if (/^!subteam\^/.test(target)) return mention(label ?? "@group");
  if (target.startsWith("@")) return mention(`@${label ?? target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${label ?? target.slice(1)}`);
  return link(target, label ?? target.replace(/^mailto:/, ""));
}

function mention(text, loud) {
  return element("span", loud ? "d-mention d-loud" : "d-mention", text);
}

/** In the viewer's zone, as Slack shows it. */
function date(seconds, format, url, fallback) {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime()) || typeof format !== "string") return fallback ?? "";
  const long = { year: "numeric", month: "long", day: "numeric" };
  const short = { year: "numeric", month: "short", day: "numeric" };
  const written = format
      .replace(/\{date_num\}/g, isoDay(moment))
      .replace(/\{date_slash\}/g, localTime(moment, {}))
      .replace(/\{date_short(_pretty)?\}/g, localTime(moment, short))
      .replace(/\{date_long(_pretty|_full)?\}/g, localTime(moment, { weekday: "long", ...long }))
      .replace(/\{date(_pretty)?\}/g, localTime(moment, long))
      .replace(/\{day_divider_pretty\}/g, localTime(moment, long))
      .replace(/\{time_secs\}/g, localTime(moment, { hour: "numeric", minute: "2-digit", second: "2-digit" }))
      .replace(/\{time\}/g, localTime(moment, { hour: "numeric", minute: "2-digit" }))
      .replace(/\{ago\}/g, localTime(moment, { dateStyle: "medium", timeStyle: "short" }));
  const node = url ? link(url, written) : element("span", "", written);
  node.title = fallback ?? moment.toISOString();
  return node;
}

function isoDay(moment) {
  const two = number => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
