// Charts: drawn in the colours and the fonts of the page, again when it turns light or dark.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const phone = matchMedia("(max-width: 40rem)");
const drawn = new Map();
const ABOVE = 15; // pixels from the middle of a bar to that of its name

function config() {
  const style = getComputedStyle(document.documentElement);
  const [ink, line, soft] = ["--ink", "--line", "--soft"].map((name) => style.getPropertyValue(name).trim());
  const font = style.getPropertyValue("--font").trim();
  const text = { labelColor: ink, titleColor: ink, labelFont: font, titleFont: font, labelFontSize: 12, titleFontSize: 12 };
  const narrow = { columns: 2, layout: { top: { direction: "vertical", anchor: "start" } } };
  return {
    background: null,
    font,
    axis: { ...text, titleFontWeight: "normal", gridColor: line, domainColor: soft, tickColor: soft, labelLimit: phone.matches ? 120 : 380 },
    legend: { ...text, orient: "top", symbolBaseFillColor: soft, symbolStrokeColor: soft, symbolStrokeWidth: 1, ...(phone.matches && narrow) },
    view: { stroke: null },
    text: { color: ink, font },
  };
}

/** Names that are too long to stand beside their bars stand above them, as long as the page is wide. */
function namesAbove(spec, settings, width) {
  const height = spec.height * 2;
  const axisY = { labelAlign: "left", labelPadding: 0, labelOffset: -ABOVE, labelLimit: width - 20, ticks: false, domain: false };
  return [{ ...spec, height }, { ...settings, axisY, scale: { bandPaddingInner: 0.62, bandPaddingOuter: 0.62 } }];
}

async function draw(place, given) {
  drawn.get(place)?.finalize();
  const names = given.usermeta?.names;
  const above = names === "above" || (names && phone.matches);
  const [spec, settings] = above ? namesAbove(given, config(), place.clientWidth) : [given, config()];
  const options = { actions: false, renderer: "svg", config: settings, tooltip: { theme: dark.matches ? "dark" : "light" } };
  drawn.set(place, await vegaEmbed(place, spec, options));
}

async function start() {
  const specs = await openbogo.load("charts", "data/charts.js");
  const places = [...document.querySelectorAll("[data-chart]")];
  const all = () => places.forEach((place) => draw(place, specs[place.dataset.chart]));
  all();
  dark.addEventListener("change", all);
  phone.addEventListener("change", all);
}
start();
