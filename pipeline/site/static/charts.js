// A chart as PNG, from the SVG in the page and the sheet of the charts.
"use strict";

const WIDTH = 960;

async function save(button) {
  const shown = button.closest(".chart").querySelector("svg.drawn");
  const height = Number(shown.getAttribute("height"));
  const copy = shown.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", WIDTH);
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = document.getElementById("chart-style").textContent;
  copy.prepend(style);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = openbogo.element("canvas", { width: WIDTH * 2, height: height * 2 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // in a file of its own a chart is light
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  openbogo.element("a", { href: canvas.toDataURL("image/png"), download: `${button.dataset.png}.png` }).click();
}

for (const button of document.querySelectorAll("[data-png]")) button.onclick = () => save(button);
