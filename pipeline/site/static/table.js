// A table's page: facets, ranges, search, order, columns, pages and files of what is shown. All that a
// reader chose stands in the address (q, f.column, r.column, s, c, report), or the row that it names.
"use strict";

const PAGE = 100;
const LONG = 44; // characters that still stand on one line
const FEW = 40; // different values that a list of choices holds
const FACETS = 4; // lists of choices that are there from the start
const table = document.querySelector("table[data-table]");
if (table.hasAttribute("data-whole")) start(table.dataset.table);

async function start(name) {
  const { element, say } = openbogo;
  const one = (selector) => document.querySelector(selector);
  /** Where the rows come report by report: which report. */
  const report = one("[data-report]");
  const [body, placed] = [table.tBodies[0], table.tHead.querySelector(".at") !== null];
  const [range, previous, next, search, filters, adder, chooser, numbers] = ["range", "previous", "next", "search", "filters", "add", "columns", "statistics"].map((n) => one(`[data-${n}]`));
  const standard = [...table.tHead.querySelectorAll("[data-column]")].map((cell) => cell.dataset.column);
  let data, haystack, all, shown, columns;
  let first = 0;
  let wanted = null;
  let order = { column: null, down: false };
  let visible = standard;
  /** Column to the value chosen, or to the ends of a range. */
  const chosen = new Map();

  one("[data-tools]").hidden = false;
  one("[data-without-script]")?.remove();

  const index = (column) => data.columns.findIndex((c) => c.name === column);
  const title = (column) => say(column.ko, column.name) + (column.unit ? ` (${column.unit})` : "");
  const labelled = (column, value) => (value === null ? say("(없음)", "(none)") : say(column.labels?.[value] ?? openbogo.text(value), openbogo.text(value)));

  async function take() {
    const piece = report ? `${name}/${report.value}` : name;
    data = await openbogo.load(piece, `data/${piece}.js`);
    columns = data.columns;
    const grouped = (value) => (typeof value === "number" ? value.toLocaleString("en-US") : "");
    const searched = (value, c) => `${value ?? ""} ${grouped(value)} ${columns[c].labels?.[value] ?? ""}`;
    haystack = data.rows.map((row) => row.map(searched).join("\t").toLowerCase());
    all = data.rows.map((_, i) => i);
    wanted = null;
  }

  // ---- Filters ---------------------------------------------------------------------------------

  /** The different values of a column, or null where they are too many to choose from. */
  function values(column) {
    const found = new Set();
    for (const row of data.rows) if (found.add(row[index(column.name)]).size > FEW) return null;
    return [...found].sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? ""), "ko")));
  }

  const isFacet = (column) => column.facet && (values(column)?.length ?? 0) > 1;

  function control(column) {
    const own = `f-${column.name}`;
    if (values(column) && !(column.numeric && values(column).length > 12)) {
      const some = values(column).map((value) => element("option", { value: String(value) }, labelled(column, value)));
      const select = element("select", { id: own }, element("option", { value: "" }, say("모두", "all")), ...some);
      select.value = chosen.get(column.name) ?? "";
      select.onchange = () => set(column.name, select.value || null);
      return [select];
    }
    if (!column.numeric && !column.date) {
      const text = element("input", { id: own, type: "search", value: chosen.get(column.name) ?? "" });
      text.oninput = () => set(column.name, text.value || null);
      return [text];
    }
    const ends = (chosen.get(column.name) ?? "..").split("..");
    const type = column.date ? "date" : "number";
    const [low, high] = [0, 1].map((end) => element("input", { type, step: "any", value: ends[end], id: end ? `${own}-2` : own, "aria-label": `${title(column)} ${end ? say("까지", "to") : say("부터", "from")}` }));
    low.oninput = high.oninput = () => set(column.name, low.value || high.value ? `${low.value}..${high.value}` : null);
    return [low, "–", high];
  }

  function set(column, value) {
    if (value === null) chosen.delete(column);
    else chosen.set(column, value);
    remember();
  }

  function drawFilters() {
    const facets = columns.filter(isFacet).slice(0, FACETS);
    const used = columns.filter((column) => facets.includes(column) || chosen.has(column.name));
    filters.replaceChildren(...used.map((column) => element("span", { class: "filter" }, element("label", { for: `f-${column.name}` }, title(column)), ...control(column))));
    const rest = columns.filter((column) => !used.includes(column));
    adder.replaceChildren(element("option", { value: "" }, say("거를 열 더하기", "Add a filter")), ...rest.map((column) => element("option", { value: column.name }, title(column))));
    adder.onchange = () => {
      chosen.set(adder.value, "");
      drawFilters();
      document.getElementById(`f-${CSS.escape(adder.value)}`)?.focus();
    };
  }

  function fits(column, wish, value) {
    if (wish === "") return true;
    if (wish.includes("..") && (column.numeric || column.date)) {
      const [low, high] = wish.split("..");
      if (value === null) return false;
      const [v, l, h] = column.date ? [value, low, high] : [Number(value), low && Number(low), high && Number(high)];
      return (low === "" || v >= l) && (high === "" || v <= h);
    }
    if (column.numeric || values(column)) return String(value) === wish;
    return labelled(column, value).toLowerCase().includes(wish.toLowerCase());
  }

  // ---- What is shown ---------------------------------------------------------------------------

  function cell(column, row) {
    const value = row[index(column.name)];
    const own = openbogo.text(value);
    const rate = column.decimals !== null && typeof value === "number";
    const text = value === null ? "" : rate ? value.toFixed(column.decimals) : labelled(column, value);
    const made = element("td", { class: column.numeric ? "n" : text.length > LONG || text.includes("\n") ? "wide" : null });
    const whose = column.page && data.pages[column.page][row[index(column.page)]];
    if (whose && value !== null) made.append(element("a", { href: openbogo.up + whose }, text));
    else if (column.to && value !== null) {
      const page = column.to === name ? "" : `${column.to}.html`;
      made.append(element("a", { href: `${page}#${openbogo.rowId(value)}` }, own));
    } else made.append(...openbogo.folded(text));
    return made;
  }

  /** Where a row was read, its own line or the place of each quantity it names; and its address. */
  function at(i) {
    const place = data.places[i] ?? [];
    const line = data.lines?.[i];
    const links = typeof place === "string" ? [[`L${line}`, place]] : place;
    const made = element("td", { class: "at" });
    for (const [text, address] of links) {
      made.append(element("a", { href: `../source/${address}`, title: say("원문의 자리로", "Go to the source") }, text), " ");
    }
    made.append(element("a", { class: "row-link", href: `#${data.ids[i]}`, "aria-label": say("이 행의 주소", "Address of this row") }, "#"));
    return made;
  }

  function line(i) {
    const cells = visible.map((column) => cell(columns[index(column)], data.rows[i]));
    return element("tr", { id: data.ids[i], class: i === wanted ? "wanted" : null }, at(i), ...cells);
  }

  function drawHead() {
    const cells = visible.map((column) => {
      const about = columns[index(column)];
      const sorted = order.column === column ? (order.down ? "descending" : "ascending") : null;
      const button = element("button", { type: "button" }, title(about));
      button.onclick = () => sortBy(column);
      return element("th", { scope: "col", class: about.numeric ? "n" : null, "aria-sort": sorted, "data-column": column, title: about.about }, button);
    });
    const source = element("th", { scope: "col", class: "at" }, placed ? say("원문", "Source") : say("행", "Row"));
    table.tHead.rows[0].replaceChildren(source, ...cells);
  }

  function draw() {
    const rows = shown.slice(first, first + PAGE);
    body.replaceChildren(...rows.map(line));
    openbogo.unfold(body);
    const last = first + rows.length;
    range.textContent = shown.length ? `${first + 1}–${last} / ${shown.length.toLocaleString("en-US")}` : say("없음", "none");
    previous.disabled = first === 0;
    next.disabled = last >= shown.length;
    drawStatistics();
  }

  /** Of the column that orders the rows, where it holds numbers. */
  function drawStatistics() {
    const column = columns[index(order.column)];
    numbers.textContent = "";
    if (!column?.numeric) return;
    const own = shown.map((i) => data.rows[i][index(order.column)]).filter((v) => typeof v === "number").sort((a, b) => a - b);
    if (!own.length) return;
    const middle = own.length % 2 ? own[(own.length - 1) / 2] : (own[own.length / 2 - 1] + own[own.length / 2]) / 2;
    const parts = [[say("값", "values"), own.length], [say("최소", "least"), own[0]], [say("중앙값", "median"), middle], [say("최대", "most"), own.at(-1)]];
    numbers.textContent = `${title(column)}: ${parts.map(([what, value]) => `${what} ${openbogo.text(value)}`).join(", ")}`;
  }

  function compare(a, b) {
    const column = index(order.column);
    const [x, y] = [data.rows[a][column], data.rows[b][column]];
    // What is missing comes last, whichever way.
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    const before = typeof x === "string" ? x.localeCompare(y, "ko") : x - y;
    return (order.down ? -before : before) || a - b;
  }

  function choose() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wishes = [...chosen].map(([column, wish]) => [index(column), columns[index(column)], wish]).filter(([c]) => c >= 0);
    shown = all.filter((i) => words.every((word) => haystack[i].includes(word)) && wishes.every(([c, column, wish]) => fits(column, wish, data.rows[i][c])));
    if (order.column !== null) shown.sort(compare);
    first = 0;
    draw();
  }

  function sortBy(column) {
    order = { column, down: order.column === column && !order.down };
    drawHead();
    remember();
    table.tHead.querySelector(`[data-column="${column}"] button`).focus();
  }

  function drawChooser() {
    chooser.replaceChildren(...columns.map((column) => {
      const box = element("input", { type: "checkbox" });
      box.checked = visible.includes(column.name);
      box.onchange = () => {
        const now = box.checked ? [...visible, column.name] : visible.filter((other) => other !== column.name);
        visible = columns.map((c) => c.name).filter((c) => now.includes(c));
        drawHead();
        remember();
      };
      return element("label", {}, box, " ", title(column));
    }));
  }

  // ---- The address -----------------------------------------------------------------------------

  function remember() {
    const state = new URLSearchParams();
    if (search.value) state.set("q", search.value);
    for (const [column, wish] of chosen) if (wish) state.set(`f.${column}`, wish);
    if (order.column) state.set("s", order.down ? `-${order.column}` : order.column);
    if (visible.join() !== standard.join()) state.set("c", visible.join());
    if (report && report.selectedIndex > 0) state.set("report", report.value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    choose();
  }

  async function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    search.value = state.get("q") ?? "";
    chosen.clear();
    for (const [key, value] of state) if (key.startsWith("f.")) chosen.set(key.slice(2), value);
    const sorted = state.get("s");
    order = sorted ? { column: sorted.replace(/^-/, ""), down: sorted.startsWith("-") } : { column: null, down: false };
    const asked = state.get("report");
    if (report && asked && asked !== report.value) {
      report.value = asked;
      await take();
    }
    const known = (state.get("c")?.split(",") ?? standard).filter((column) => index(column) >= 0);
    visible = known.length ? known : standard;
    if (index(order.column) < 0) order.column = null;
    drawFilters();
    drawChooser();
    drawHead();
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

  /** Show what the address says: a row wherever it is, or what was chosen. */
  async function follow() {
    const fragment = openbogo.fragment();
    if (report && fragment) await takeReportOf(fragment);
    const i = data.ids.indexOf(fragment);
    wanted = i < 0 ? null : i;
    if (i < 0) return recall();
    if (!shown?.includes(i)) {
      search.value = "";
      chosen.clear();
      drawFilters();
      drawChooser();
      drawHead();
      choose();
    }
    first = Math.floor(shown.indexOf(i) / PAGE) * PAGE;
    draw();
    document.getElementById(data.ids[i]).scrollIntoView({ block: "center", inline: "start" });
  }

  // ---- Files of what is shown ------------------------------------------------------------------

  const quoted = (value) => (value === null ? "" : /[",\n\r]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

  function save(type) {
    const rows = shown.map((i) => visible.map((column) => data.rows[i][index(column)]));
    const csv = () => `\ufeff${[visible, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
    const json = () => JSON.stringify(rows.map((row) => Object.fromEntries(visible.map((column, c) => [column, row[c]]))), null, 1);
    const href = URL.createObjectURL(new Blob([type === "csv" ? csv() : json()], { type: type === "csv" ? "text/csv" : "application/json" }));
    element("a", { href, download: `${name}.${type}` }).click();
    URL.revokeObjectURL(href);
  }

  previous.onclick = () => { first -= PAGE; draw(); };
  next.onclick = () => { first += PAGE; draw(); };
  search.oninput = remember;
  for (const type of ["csv", "json"]) one(`[data-save=${type}]`).onclick = () => save(type);
  if (report) report.onchange = async () => {
    await take();
    drawFilters();
    remember();
  };
  addEventListener("hashchange", follow);
  await take();
  await follow();
}
