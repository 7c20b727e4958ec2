// Draws a chart's lines. The picture scales with the page; its words do not, so they stand beside it.
import { element } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["line", "area"];

/** A data_visualization block. */
export function chart(json) {
  const title = element("div", "d-strong", json.title);
  const { type, series, axis_config: axis } = json.chart;
  if (!DRAWN.includes(type)) return element("div", "d-block d-chart", title, told(json.chart));
  const lines = series.map(one => ({ name: one.name, values: valuesOf(one, axis.categories) }));
  const [least, most] = scale(lines.flatMap(line => line.values).filter(Number.isFinite));
  const plot = element("div", "d-plot",
      element("div", "d-scale", ...[most, (most + least) / 2, least].map(value => element("span", "", written(value)))),
      picture(json.title, lines, least, most, axis.categories),
      element("div", "d-times", ...ends(axis.categories).map(label => element("span", "", label))));
  const units = [axis.y_label, axis.x_label].filter(label => label).join(" · ");
  return element("div", "d-block d-chart", title, plot, legend(lines, units));
}

function valuesOf(series, categories) {
  const values = new Map(series.data.map(point => [point.label, point.value]));
  return categories.map(category => values.get(category));
}

/** From nothing, or below, to a round number. */
function scale(values) {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  return [least < 0 ? -round(-least) : 0, most > 0 ? round(most) : least < 0 ? 0 : 1];
}

function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(step => step * power >= value * 0.999999) * power;
}

function ends(categories) {
  const middle = categories[Math.floor((categories.length - 1) / 2)];
  return categories.length < 3 ? categories : [categories[0], middle, categories[categories.length - 1]];
}

function picture(title, lines, least, most, categories) {
  const svg = node("svg", { class: "d-lines", viewBox: "0 0 100 100", preserveAspectRatio: "none", role: "img",
    "aria-label": words(title, lines, categories) });
  for (const height of [0, 50, 100]) svg.append(node("polyline", { class: "d-grid", points: `0,${height} 100,${height}` }));
  lines.forEach((line, index) => {
    for (const points of pieces(line.values, least, most)) {
      svg.append(node("polyline", { class: `d-series d-series-${index % 6 + 1}`, points }));
    }
  });
  return svg;
}

/** What there is no value for is a gap. */
function pieces(values, least, most) {
  const pieces = [[]];
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      pieces.push([]);
      return;
    }
    const x = values.length < 2 ? 50 : index / (values.length - 1) * 100;
    const y = 100 - (value - least) / (most - least) * 100;
    pieces[pieces.length - 1].push(`${x.toFixed(2)},${y.toFixed(2)}`);
  });
  // A line of one point would not be seen.
  return pieces.filter(piece => piece.length).map(piece => piece.length > 1 ? piece.join(" ")
      : `${piece[0]} ${piece[0].replace(/^[\d.]+/, x => Math.min(100, Number(x) + 1).toFixed(2))}`);
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** For those who do not see it. */
function words(title, lines, categories) {
  return `Chart of ${title}, ${categories[0]} to ${categories[categories.length - 1]}. ${lines.map(line => {
    const values = line.values.filter(Number.isFinite);
    return values.length ? `${line.name}: ${written(Math.min(...values))} to ${written(Math.max(...values))},`
        + ` last ${written(values[values.length - 1])}.` : `${line.name}: no values.`;
  }).join(" ")}`;
}

function written(value) {
  return new Intl.NumberFormat(undefined, { notation: Math.abs(value) >= 10000 ? "compact" : "standard",
    maximumSignificantDigits: 4 }).format(value);
}

function legend(lines, units) {
  return element("div", "d-legend", ...lines.map((line, index) =>
      element("span", "", element("span", `d-swatch d-series-${index % 6 + 1}`), line.name)), units ? element("span", "", units) : "");
}

/** Other kinds are told in words. */
function told(json) {
  const points = json.segments ?? json.series.flatMap(series => series.data.map(point =>
      ({ label: `${series.name}, ${point.label}`, value: point.value })));
  return element("ul", "", ...points.map(point => element("li", "", `${point.label}: ${written(point.value)}`)));
}
