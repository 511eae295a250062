// A table's page: facets, ranges, search, order, columns, pages and files of what is shown. All that a
// reader chose stands in the address (q, f.column, r.column, s, c, report), or the row that it names.
// The first rows and the filters are there; all rows are fetched when a reader asks for something.
"use strict";

{
  const [SHORT, LONG] = [18, 44]; // characters that stand on one line of a phone, and of a desk
  const FEW = 40; // different values that a list of choices holds
  const { element, say } = openbogo;
  const one = (selector) => document.querySelector(selector);
  const table = one("table[data-table]");
  const [name, body, head] = [table.dataset.table, table.tBodies[0], table.tHead.rows[0]];
  const page = Number(table.dataset.page);
  /** Where the rows come report by report: which report. */
  const report = one("[data-report]");
  const [tools, range, previous, next, search, filters, adder, chooser, numbers] = ["tools", "range", "previous", "next", "search", "filters", "add", "columns", "statistics"].map((n) => one(`[data-${n}]`));
  const standard = [...head.querySelectorAll("[data-column]")].map((cell) => cell.dataset.column);
  /** The rows and what is known of their columns, once they came. */
  let data, columns, places, choices, haystack, shown;
  let arriving = null;
  let first = 0;
  let wanted = null;
  let order = { column: null, down: false };
  let visible = standard;
  /** Column to the value chosen, or to the ends of a range. */
  const chosen = new Map();

  const index = (column) => places.get(column) ?? -1;
  const title = (column) => say(column.ko, column.name) + (column.unit ? ` (${column.unit})` : "");
  const labelled = (column, value) => (value === null ? say("(없음)", "(none)") : say(column.labels?.[value] ?? openbogo.text(value, column.amounts), openbogo.text(value, column.amounts)));

  async function take() {
    const piece = report ? `${name}/${report.value}` : name;
    data = openbogo.table(await openbogo.load(piece, `data/${piece}.js`));
    columns = data.columns;
    places = new Map(columns.map((column, at) => [column.name, at]));
    [choices, haystack, wanted, shown] = [new Map(), null, null, data.rows.map((_, i) => i)];
  }

  /** All rows are there. */
  function ready() {
    arriving ??= take().catch((error) => {
      arriving = null;
      range.textContent = say("행을 받지 못했습니다.", "The rows did not come.");
      throw error;
    });
    return arriving;
  }

  /** The words of each row, as a search finds them. */
  function words() {
    const grouped = (value) => (typeof value === "number" ? openbogo.text(value) : "");
    const searched = (value, c) => `${value ?? ""} ${grouped(value)} ${columns[c].labels?.[value] ?? ""}`;
    haystack ??= data.rows.map((row) => row.map(searched).join("\t").toLowerCase());
    return haystack;
  }

  // ---- Filters ---------------------------------------------------------------------------------

  /** The different values of a column, or null where they are too many to choose from. */
  function values(column) {
    if (!choices.has(column.name)) {
      const [at, found] = [index(column.name), new Set()];
      for (const row of data.rows) if (found.add(row[at]).size > FEW) break;
      const sorted = () => [...found].sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? ""), "ko")));
      choices.set(column.name, found.size > FEW ? null : sorted());
    }
    return choices.get(column.name);
  }

  function control(column) {
    const id = `f-${column.name}`;
    if (values(column) && !(column.numeric && values(column).length > 12)) {
      const some = values(column).map((value) => element("option", { value: String(value) }, labelled(column, value)));
      return [element("select", { id }, element("option", { value: "" }, say("모두", "all")), ...some)];
    }
    if (!column.numeric && !column.date) return [element("input", { id, type: "search" })];
    const type = column.date ? "date" : "number";
    const end = (own, what) => element("input", { type, step: "any", id: own, "aria-label": `${title(column)} ${what}` });
    return [end(id, say("부터", "from")), "–", end(`${id}-2`, say("까지", "to"))];
  }

  /** The filter of a column, which some columns have from the start. */
  function filter(column) {
    const there = document.getElementById(`f-${column.name}`);
    if (there) return there;
    const made = element("span", { class: "filter" }, element("label", { for: `f-${column.name}` }, title(column)), ...control(column));
    filters.append(made);
    adder.querySelector(`[value="${column.name}"]`)?.remove();
    return made.querySelector("select, input");
  }

  /** Filters say what is chosen. */
  function drawFilters() {
    for (const [column] of chosen) if (index(column) >= 0) filter(columns[index(column)]);
    for (const input of filters.querySelectorAll("select, input")) {
      const wish = chosen.get(columnOf(input)) ?? "";
      const ends = wish.split("..");
      input.value = isEnd(input) ? (ends[input.id.endsWith("-2") ? 1 : 0] ?? "") : wish;
    }
  }

  const columnOf = (input) => input.id.slice(2).replace(/-2$/, "");
  const isEnd = (input) => input.type === "number" || input.type === "date";

  filters.oninput = ({ target }) => {
    const column = columnOf(target);
    const ends = [...target.closest(".filter").querySelectorAll("select, input")].map((input) => input.value);
    const wish = ends.some(Boolean) ? ends.join("..") : "";
    if (wish) chosen.set(column, wish);
    else chosen.delete(column);
    remember();
  };

  adder.onchange = async () => {
    const column = adder.value;
    await ready();
    filter(columns[index(column)]).focus();
    adder.value = "";
  };

  /** Whether a value is what was wished of its column. */
  function fit(column, wish) {
    if (wish.includes("..") && (column.numeric || column.date)) {
      const [low, high] = wish.split("..").map((end) => (end === "" || column.date ? end : Number(end)));
      return (value) => value !== null && (low === "" || value >= low) && (high === "" || value <= high);
    }
    if (column.numeric || values(column)) return (value) => String(value) === wish;
    return (value) => labelled(column, value).toLowerCase().includes(wish.toLowerCase());
  }

  // ---- What is shown ---------------------------------------------------------------------------

  function cell(column, row) {
    const value = row[index(column.name)];
    const rate = column.decimals !== null && typeof value === "number";
    const text = value === null ? "" : rate ? value.toFixed(column.decimals) : labelled(column, value);
    const made = element("td", { class: column.numeric ? "n" : text.length > LONG || text.includes("\n") ? "wide" : text.length > SHORT ? "some" : null });
    const whose = column.page && data.pages[column.page][row[index(column.page)]];
    if (whose && value !== null) made.append(element("a", { href: openbogo.up + whose }, text));
    else if (column.to && value !== null) {
      const own = column.to === name ? "" : `${column.to}.html`;
      made.append(element("a", { href: `${own}#${openbogo.rowId(value)}` }, text));
    } else made.append(...openbogo.folded(text));
    return made;
  }

  /** Where a row was read, its own line or the place of each quantity it names; and its address. */
  function at(i) {
    const made = element("td", { class: "at" });
    for (const [text, address] of data.placesOf(i)) {
      made.append(element("a", { href: `../source/${address}`, title: say("원문에서 보기", "Go to the source") }, text), " ");
    }
    made.append(element("a", { class: "row-link", href: `#${data.ids[i]}`, "aria-label": say("이 행의 주소", "Address of this row") }, "#"));
    return made;
  }

  function line(i) {
    const cells = visible.map((column) => cell(columns[index(column)], data.rows[i]));
    return element("tr", { id: data.ids[i], class: i === wanted ? "wanted" : null }, at(i), ...cells);
  }

  /** The columns that are shown, and which of them orders the rows. */
  function drawHead() {
    const own = new Map([...head.querySelectorAll("[data-column]")].map((cell) => [cell.dataset.column, cell]));
    const made = (column) => element("th", { scope: "col", class: column.numeric ? "n" : null, "data-column": column.name, title: column.about }, element("button", { type: "button" }, title(column)));
    if ([...own.keys()].join() !== visible.join()) head.replaceChildren(head.cells[0], ...visible.map((column) => own.get(column) ?? made(columns[index(column)])));
    for (const cell of head.querySelectorAll("[data-column]")) {
      if (cell.dataset.column === order.column) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  function draw() {
    const rows = shown.slice(first, first + page);
    body.replaceChildren(...rows.map(line));
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
    numbers.textContent = `${title(column)}: ${parts.map(([what, value]) => `${what} ${openbogo.text(value, column.amounts)}`).join(", ")}`;
  }

  function comparison(column) {
    const collator = new Intl.Collator("ko");
    return (a, b) => {
      const [x, y] = [data.rows[a][column], data.rows[b][column]];
      // What is missing comes last, whichever way.
      if (x === null || y === null) return (x === null) - (y === null) || a - b;
      const before = typeof x === "string" ? collator.compare(x, y) : x - y;
      return (order.down ? -before : before) || a - b;
    };
  }

  function choose() {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wishes = [...chosen].filter(([column]) => index(column) >= 0).map(([column, wish]) => [index(column), fit(columns[index(column)], wish)]);
    const said = asked.length ? words() : [];
    const keeps = (row, i) => asked.every((word) => said[i].includes(word)) && wishes.every(([c, fits]) => fits(row[c]));
    shown = data.rows.flatMap((row, i) => (keeps(row, i) ? [i] : []));
    if (order.column !== null) shown.sort(comparison(index(order.column)));
    first = 0;
    draw();
  }

  head.onclick = async ({ target }) => {
    const column = target.closest("button")?.parentElement.dataset.column;
    if (!column) return;
    order = { column, down: order.column === column && !order.down };
    await remember();
  };

  function drawChooser() {
    chooser.replaceChildren(...columns.map((column) => {
      const box = element("input", { type: "checkbox" });
      box.checked = visible.includes(column.name);
      box.onchange = () => {
        const now = box.checked ? [...visible, column.name] : visible.filter((other) => other !== column.name);
        visible = columns.map((c) => c.name).filter((c) => now.includes(c));
        remember();
      };
      return element("label", {}, box, " ", title(column));
    }));
  }

  chooser.closest("details").ontoggle = async ({ target }) => {
    if (!target.open || chooser.childElementCount) return;
    await ready();
    drawChooser();
  };

  async function turn(pages) {
    await ready();
    first += pages * page;
    draw();
    table.closest(".scroll").scrollTo(0, 0);
  }

  // ---- The address -----------------------------------------------------------------------------

  async function remember() {
    const state = new URLSearchParams();
    if (search.value) state.set("q", search.value);
    for (const [column, wish] of chosen) state.set(`f.${column}`, wish);
    if (order.column) state.set("s", order.down ? `-${order.column}` : order.column);
    if (visible.join() !== standard.join()) state.set("c", visible.join());
    if (report && report.selectedIndex > 0) state.set("report", report.value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    await ready();
    drawHead();
    choose();
  }

  /** The rows of a report, unless they are there. */
  async function takeReport(value) {
    if (!report || !value || value === report.value) return;
    report.value = value;
    arriving = null;
    await ready();
  }

  async function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    await takeReport(state.get("report"));
    search.value = state.get("q") ?? "";
    chosen.clear();
    for (const [key, value] of state) if (key.startsWith("f.")) chosen.set(key.slice(2), value);
    const sorted = state.get("s");
    order = sorted ? { column: sorted.replace(/^-/, ""), down: sorted.startsWith("-") } : { column: null, down: false };
    if (index(order.column) < 0) order.column = null;
    const known = (state.get("c")?.split(",") ?? standard).filter((column) => index(column) >= 0);
    visible = known.length ? known : standard;
    drawFilters();
    if (chooser.childElementCount) drawChooser();
    drawHead();
    choose();
  }

  /** The rows of a report begin with its name. */
  async function takeReportOf(id) {
    const named = [...report.options].map((option) => option.value).filter((value) => id.startsWith(value));
    await takeReport(named.sort((a, b) => b.length - a.length)[0]);
  }

  /** Show what the address says: a row wherever it is, or what was chosen. */
  async function follow() {
    const fragment = openbogo.fragment();
    await ready();
    if (report && fragment) await takeReportOf(fragment);
    const i = data.ids.indexOf(fragment);
    wanted = i < 0 ? null : i;
    if (i < 0) return recall();
    if (!shown.includes(i)) {
      search.value = "";
      chosen.clear();
      drawFilters();
      choose();
    }
    first = Math.floor(shown.indexOf(i) / page) * page;
    draw();
    document.getElementById(data.ids[i]).scrollIntoView({ block: "center", inline: "start" });
  }

  // ---- Files of what is shown ------------------------------------------------------------------

  const quoted = (value) => (value === null ? "" : /[",\n\r]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

  async function save(type) {
    await ready();
    const rows = shown.map((i) => visible.map((column) => data.rows[i][index(column)]));
    const csv = () => `\ufeff${[visible, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
    const json = () => JSON.stringify(rows.map((row) => Object.fromEntries(visible.map((column, c) => [column, row[c]]))), null, 1);
    const href = URL.createObjectURL(new Blob([type === "csv" ? csv() : json()], { type: type === "csv" ? "text/csv" : "application/json" }));
    element("a", { href, download: `${name}.${type}` }).click();
    URL.revokeObjectURL(href);
  }

  previous.onclick = () => turn(-1);
  next.onclick = () => turn(1);
  search.oninput = remember;
  for (const type of ["csv", "json"]) one(`[data-save=${type}]`).onclick = () => save(type);
  if (report) report.onchange = () => {
    arriving = null;
    return remember();
  };
  for (const button of head.querySelectorAll("button")) button.disabled = false;
  // Who comes near the tools will ask for rows.
  for (const part of [tools, head]) for (const near of ["pointerover", "focusin"]) part.addEventListener(near, () => ready().catch(() => {}), { once: true });
  addEventListener("hashchange", follow);
  if (location.hash) follow();
}
