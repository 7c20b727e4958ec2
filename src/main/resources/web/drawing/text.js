// Building blocks of all renderers. Whatever comes from a message becomes a text node, never markup.

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** How deep a list is drawn at most, so that no payload pushes its text off the page. */
export function deepest(level) {
  return Math.min(Math.max(Number(level) || 0, 0), 6);
}

/** A link if the URL is one for a browser to open, else its label as text. */
export function link(url, label, className) {
  const address = openable(url);
  if (!address) return element("span", className, label ?? String(url));
  const a = element("a", className, label ?? url);
  a.href = address;
  a.title = address;
  a.target = "_blank";
  a.rel = "noopener noreferrer";
  return a;
}

/** The URL as the browser reads it, which is what is to be judged; null if it is not one to open. */
function openable(url) {
  try {
    const { protocol, href } = new URL(url);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

const EMOJI = {
  rotating_light: "🚨", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", bangbang: "‼️",
  information_source: "ℹ️", exclamation: "❗", grey_question: "❔", question: "❓", no_entry: "⛔", no_entry_sign: "🚫",
  bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢", mailbox_with_mail: "📬", mailbox: "📫", envelope: "✉️",
  fire: "🔥", boom: "💥", skull: "💀", shield: "🛡️", lock: "🔒", unlock: "🔓", key: "🔑", mag: "🔍", eyes: "👀",
  red_circle: "🔴", large_orange_circle: "🟠", orange_circle: "🟠", large_yellow_circle: "🟡", yellow_circle: "🟡",
  large_green_circle: "🟢", green_circle: "🟢", large_blue_circle: "🔵", blue_circle: "🔵", white_circle: "⚪",
  black_circle: "⚫", large_red_square: "🟥", large_orange_square: "🟧", large_yellow_square: "🟨",
  large_green_square: "🟩", large_blue_square: "🟦", small_red_triangle: "🔺", small_blue_diamond: "🔹",
  small_orange_diamond: "🔸", rocket: "🚀", tada: "🎉", wave: "👋", hammer_and_wrench: "🛠️", wrench: "🔧", gear: "⚙️",
  arrows_counterclockwise: "🔄", arrow_forward: "▶️", double_vertical_bar: "⏸️", stop_button: "⏹️", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", clock1: "🕐", stopwatch: "⏱️", alarm_clock: "⏰", calendar: "📅", date: "📅",
  moneybag: "💰", dollar: "💵", money_with_wings: "💸", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉",
  bar_chart: "📊", memo: "📝", page_facing_up: "📄", clipboard: "📋", pushpin: "📌", link: "🔗", package: "📦",
  construction: "🚧", building_construction: "🏗️", ambulance: "🚑", hospital: "🏥", bulb: "💡", zap: "⚡", cloud: "☁️",
  computer: "💻", globe_with_meridians: "🌐", satellite_antenna: "📡", robot_face: "🤖", bust_in_silhouette: "👤",
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", point_right: "👉", speech_balloon: "💬", label: "🏷️",
};

/** Writes :names: as the emoji that Slack would show. */
export function emoji(text) {
  return text.replace(/:([a-z0-9_+-]{1,40}):/g, (all, name) => Object.hasOwn(EMOJI, name) ? EMOJI[name] : all);
}

export function localTime(date, options) {
  return new Intl.DateTimeFormat(undefined, options).format(date);
}
