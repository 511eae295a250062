// A report's page: the rows of the value that was chosen, beside the text.
"use strict";

const text = document.querySelector("[data-text]");
const panel = document.querySelector("[data-panel]");
const body = panel.querySelector("[data-body]");
/** The rows of the report by their numbers, fetched when the first value is chosen. */
const known = () => openbogo.load("rows", `source/${text.dataset.text}.js`);
/** Columns that say where a row was read: the reader is there already. */
const PLACE = /^(report_id|table_id|section_id|row_no|(.*_)?(line|char)_(start|end))$/;
const DOUBTFUL = ".mismatch, .unlikely, .errata, .quarantine";
const PLACES = ["department_aliases", "table_cells", "lines", "sections", "numerals"];
const DOUBTS = ["relations", "errata", "quarantine"];
/** What can be chosen: the digits of a value belong to it. */
const VALUE = "[data-r]:not(.d), .no";
let chosen = null;

/** Numbers of the rows of an element: its own, those inside it, then those around it. */
function rowsOf(element) {
  const numbers = [];
  const add = (part) => part.dataset.r && numbers.push(...part.dataset.r.split(" "));
  add(element);
  element.querySelectorAll("[data-r]").forEach(add);
  if (element.classList.contains("no")) element.closest(".line").querySelectorAll("[data-r]").forEach(add);
  for (let part = element.parentElement; part !== text; part = part.parentElement) {
    if (part.dataset.r !== undefined) add(part);
  }
  return [...new Set(numbers)].map(Number);
}

async function show(element, focus) {
  const { tables, rows } = await known();
  chosen?.classList.remove("chosen");
  chosen = element;
  element.classList.add("chosen");
  const isLine = element.classList.contains("no");
  const number = element.closest(".line").id.slice(1);
  const title = isLine ? openbogo.say(`${number}줄`, `Line ${number}`) : element.textContent.trim();
  const found = rowsOf(element).map((n) => rows[n]);
  // What was read of it comes before where it stands; of a doubtful value its doubt is first.
  found.sort(([a], [b]) => PLACES.includes(tables[a][0]) - PLACES.includes(tables[b][0]));
  if (element.matches(DOUBTFUL)) found.sort(([a], [b]) => DOUBTS.includes(tables[b][0]) - DOUBTS.includes(tables[a][0]));
  const items = found.map(([t, id], position) => item(tables[t], id, position === 0));
  body.replaceChildren(
    openbogo.element("p", { class: "raw" }, title.length > 120 ? `${title.slice(0, 120)}…` : title),
    openbogo.element("p", { class: "note" }, openbogo.say(`${number}줄`, `line ${number}`), isLine ? "" : ` · #${element.id || element.closest("[id]").id}`),
    ...(items.length ? items : [openbogo.element("p", {}, openbogo.say("이 줄에서 읽은 데이터는 없습니다.", "No row was read from this line."))]),
  );
  panel.hidden = false;
  if (focus) panel.focus({ preventScroll: true });
}

/** A row: its table, and on opening its columns. */
function item([name, ko, piece], id, open) {
  const page = name === "relations" ? `../claims/${text.dataset.text}.html` : `../table/${name}.html`;
  const link = openbogo.element("a", { href: `${page}#${id}` }, openbogo.say("표에서 보기", "Go to the row"));
  const values = openbogo.element("dl");
  const made = openbogo.element(
    "details",
    {},
    openbogo.element("summary", {}, openbogo.element("b", {}, openbogo.say(ko, name))),
    openbogo.element("p", { class: "go" }, link),
    values,
  );
  made.addEventListener("toggle", () => made.open && !values.childElementCount && fill(values, piece, id));
  made.open = open;
  return made;
}

async function fill(values, piece, id) {
  const data = await openbogo.load(piece, `data/${piece}.js`).then(openbogo.table, () => null);
  const at = data ? data.ids.indexOf(id) : -1;
  if (at < 0) return values.append(openbogo.element("div", {}, openbogo.element("dt", {}, openbogo.say("키", "key")), openbogo.element("dd", {}, id)));
  data.columns.forEach((column, c) => {
    const value = data.rows[at][c];
    if (value === null || PLACE.test(column.name)) return;
    const term = openbogo.element("dt", {}, openbogo.say(column.ko, column.name));
    const own = openbogo.text(value, column.amounts);
    const label = column.labels?.[value];
    const shown = label ? [openbogo.say(label, own)] : [own, column.unit ? ` ${column.unit}` : ""];
    values.append(openbogo.element("div", {}, term, openbogo.element("dd", {}, ...shown)));
  });
}

/** What was chosen is never behind the panel, however large the letters are. */
function uncover() {
  if (panel.hidden || !chosen) return;
  const [value, over] = [chosen.getBoundingClientRect(), panel.getBoundingClientRect()];
  const hidden = value.right > over.left && value.bottom > over.top && value.top < over.bottom;
  if (hidden) scrollBy(0, value.bottom - over.top + 16);
}
new ResizeObserver(uncover).observe(panel);

function close() {
  panel.hidden = true;
  chosen?.classList.remove("chosen");
  chosen?.focus({ preventScroll: true });
  chosen = null;
}

text.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const element = event.target.closest(VALUE);
  if (!element || String(getSelection()).length) return;
  event.preventDefault();
  const name = element.id || (element.classList.contains("no") ? element.closest(".line").id : "");
  if (name) history.replaceState(null, "", `#${name}`);
  mark(element);
  show(element, event.detail === 0);
});
panel.querySelector("[data-close]").onclick = close;
addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && close());

// A line is one stop of the keyboard; arrows go through its values.
text.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...event.target.closest(".line").querySelectorAll("a")];
  const next = stops[stops.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function mark(element) {
  document.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
  element?.closest(".line").classList.add("here");
}

/** The address names a value or a line. */
function follow() {
  const target = document.getElementById(openbogo.fragment());
  if (!target || !text.contains(target)) return;
  const element = target.classList.contains("line") ? target.querySelector(".no") : target.closest(VALUE);
  mark(element);
  target.scrollIntoView({ block: "center" });
  show(element, false);
}
addEventListener("hashchange", follow);
follow();
