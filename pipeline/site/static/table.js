// A table's page: search, sort, pages, and the row that the address names.
"use strict";

const PAGE = 100;
const LONG = 44; // characters that still stand on one line
const table = document.querySelector("table[data-table]");
if (table.hasAttribute("data-whole")) start(table.dataset.table);

async function start(name) {
  /** Where the rows come report by report: which report. */
  const report = document.querySelector("[data-report]");
  const body = table.tBodies[0];
  const placed = table.tHead.querySelector(".at") !== null;
  const range = document.querySelector("[data-range]");
  const [previous, next] = ["[data-previous]", "[data-next]"].map((s) => document.querySelector(s));
  const search = document.querySelector("[data-search]");
  let data, haystack, all, shown;
  let first = 0;
  let wanted = null;
  let order = { column: null, down: false };

  async function take() {
    const piece = report ? `${name}/${report.value}` : name;
    data = await openbogo.load(piece, `data/${piece}.js`);
    const grouped = (value) => (typeof value === "number" ? value.toLocaleString("en-US") : "");
    const labelled = (value, c) => `${value ?? ""} ${grouped(value)} ${data.columns[c].labels?.[value] ?? ""}`;
    haystack = data.rows.map((row) => row.map(labelled).join("\t").toLowerCase());
    all = data.rows.map((_, i) => i);
    wanted = null;
    choose();
  }

  /** The rows of a report begin with its name. */
  async function takeReportOf(id) {
    const named = [...report.options].map((option) => option.value).filter((value) => id.startsWith(value));
    const longest = named.sort((a, b) => b.length - a.length)[0];
    if (!longest || longest === report.value) return;
    report.value = longest;
    await take();
  }

  document.querySelector("[data-tools]").hidden = false;
  document.querySelector("[data-without-script]")?.remove();

  function cell(column, value) {
    const own = openbogo.text(value);
    const label = column.labels?.[value];
    const [text, beside] = label ? [label, [" ", openbogo.element("span", { class: "note", lang: "en" }, own)]] : [own, []];
    const whole = label ? `${label} ${own}` : own;
    const made = openbogo.element("td", { class: column.numeric ? "n" : whole.length > LONG || whole.includes("\n") ? "wide" : null, lang: column.lang });
    if (column.to && value !== null) {
      const page = column.to === name ? "" : `${column.to}.html`;
      made.append(openbogo.element("a", { href: `${page}#${openbogo.rowId(value)}` }, text));
    } else made.append(...openbogo.folded(text, ...beside));
    return made;
  }

  /** Where a row was read: its own line, or the place of each quantity it names. */
  function at(i) {
    const place = data.places[i] ?? [];
    const own = data.columns.findIndex((column) => ["line_start", "line_no"].includes(column.name));
    const links = typeof place === "string" ? [[`L${data.rows[i][own]}`, place]] : place;
    const made = openbogo.element("td", { class: "at" });
    for (const [text, address] of links) {
      made.append(openbogo.element("a", { href: `../source/${address}`, title: "원문의 자리로 Go to the source" }, text), " ");
    }
    return made;
  }

  function line(i) {
    const cells = data.columns.map((column, c) => cell(column, data.rows[i][c]));
    if (placed) cells.unshift(at(i));
    return openbogo.element("tr", { id: data.ids[i], class: i === wanted ? "wanted" : null }, ...cells);
  }

  function draw() {
    const rows = shown.slice(first, first + PAGE);
    body.replaceChildren(...rows.map(line));
    openbogo.unfold(body);
    const last = first + rows.length;
    range.textContent = shown.length ? `${first + 1}–${last} / ${shown.length.toLocaleString("en-US")}` : "없음 none";
    previous.disabled = first === 0;
    next.disabled = last >= shown.length;
  }

  function compare(a, b) {
    const [x, y] = [data.rows[a][order.column], data.rows[b][order.column]];
    // What is missing comes last, whichever way.
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    const before = typeof x === "string" ? x.localeCompare(y, "ko") : x - y;
    return (order.down ? -before : before) || a - b;
  }

  function choose() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = all.filter((i) => words.every((word) => haystack[i].includes(word)));
    if (order.column !== null) shown.sort(compare);
    first = 0;
    draw();
  }

  function sortBy(column, header) {
    order = { column, down: order.column === column && !order.down };
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    choose();
  }

  /** Show the row that the address names, wherever it is. */
  async function follow() {
    if (report) await takeReportOf(openbogo.fragment());
    const i = data.ids.indexOf(openbogo.fragment());
    if (i < 0) return;
    wanted = i;
    if (!shown.includes(i)) {
      search.value = "";
      choose();
    }
    first = Math.floor(shown.indexOf(i) / PAGE) * PAGE;
    draw();
    document.getElementById(data.ids[i]).scrollIntoView({ block: "center", inline: "start" });
  }

  [...table.tHead.rows[0].cells].slice(placed ? 1 : 0).forEach((header, column) => {
    const button = openbogo.element("button", { type: "button" }, ...header.childNodes);
    button.onclick = () => sortBy(column, header);
    header.replaceChildren(button);
  });
  previous.onclick = () => { first -= PAGE; draw(); };
  next.onclick = () => { first += PAGE; draw(); };
  search.oninput = choose;
  if (report) report.onchange = take;
  addEventListener("hashchange", follow);
  await take();
  await follow();
}
