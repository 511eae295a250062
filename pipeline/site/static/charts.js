// Charts: drawn in the colours and the fonts of the page, again when it turns light or dark.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const phone = matchMedia("(max-width: 40rem)");
const drawn = new Map();

function config() {
  const style = getComputedStyle(document.documentElement);
  const [ink, line, soft] = ["--ink", "--line", "--soft"].map((name) => style.getPropertyValue(name).trim());
  const font = style.getPropertyValue("--font").trim();
  const text = { labelColor: ink, titleColor: ink, labelFont: font, titleFont: font, labelFontSize: 12, titleFontSize: 12 };
  return {
    background: null,
    font,
    axis: { ...text, titleFontWeight: "normal", gridColor: line, domainColor: soft, tickColor: soft, labelLimit: phone.matches ? 120 : 330 },
    legend: { ...text, orient: "top", ...(phone.matches && { columns: 2 }) },
    view: { stroke: null },
    text: { color: ink, font },
  };
}

async function draw(place, spec) {
  drawn.get(place)?.finalize();
  const options = { actions: false, renderer: "svg", config: config(), tooltip: { theme: dark.matches ? "dark" : "light" } };
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
