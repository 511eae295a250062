// DuckDB on the release's own file, in a worker: fetched when the first query runs, from this site alone.

import { complete } from "./complete.js";

const SHOWN = 1000;
const WHOLE = 8e6; // bytes of a database
const LONG = 44; // characters that still stand on one line
const form = document.querySelector("[data-sql]");
const [status, result, csv, examples, permalink] = ["[data-status]", "[data-result]", "[data-csv]", "[data-examples]", "[data-permalink]"].map((s) => document.querySelector(s));
const query = form.querySelector("textarea");
const run = form.querySelector("button[type=submit]");
const { element } = openbogo;
/** A text in the language shown. */
const both = openbogo.say;
let connection = null;
let last = null;

const say = (text, bad = false) => {
  status.textContent = text;
  status.classList.toggle("bad", bad);
};

async function open() {
  const duckdb = await import("../vendor/duckdb-browser.js");
  const worker = new Worker(new URL("../vendor/duckdb-browser-eh.worker.js", import.meta.url));
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate(new URL("../vendor/duckdb-eh.wasm", import.meta.url).href);
  // A small file comes whole, in one request; of a large one only the parts that a query needs, some tens
  // of requests, from servers that give parts.
  const forceFullHTTPReads = Number(form.dataset.bytes) <= WHOLE;
  await db.open({ path: ":memory:", filesystem: { allowFullHTTPReads: true, forceFullHTTPReads } });
  const database = new URL(form.dataset.database, location.href).href;
  await db.registerFileURL("openbogo.duckdb", database, duckdb.DuckDBDataProtocol.HTTP, false);
  const opened = await db.connect();
  await opened.query("SET autoinstall_known_extensions = false");
  await opened.query("SET autoload_known_extensions = false");
  await opened.query("ATTACH 'openbogo.duckdb' AS openbogo (READ_ONLY)");
  await opened.query("USE openbogo");
  return opened;
}

const NO_ROWS = new Error(both("결과가 있는 쿼리(SELECT, FROM, SHOW …) 하나만 실행할 수 있습니다.", "One query that gives rows, please."));
const ABOUT = /^(?:\s|--.*\n|\/\*[^]*?\*\/)*(SHOW|DESC|DESCRIBE|SUMMARIZE)\b/i; // described as a part of a query only

/** Columns with their types, and rows of texts as DuckDB itself writes them: no date, decimal or
 *  large integer goes through a JavaScript number. */
async function ask(sql) {
  const inner = sql.replace(/[;\s]+$/, "");
  // Asked of the reader's own words first: an error names their lines, not those of what follows.
  await (await connection.prepare(inner)).close();
  try {
    return await rowsOf(inner);
  } catch (error) {
    // What fails while it runs fails alone as well.
    if (error !== NO_ROWS) await connection.query(inner);
    throw error;
  }
}

async function rowsOf(inner) {
  const query = ABOUT.test(inner) ? `FROM (\n${inner}\n)` : inner;
  const types = await connection.query(`DESCRIBE ${query}\n`).catch(() => Promise.reject(NO_ROWS));
  const [names, kinds] = ["column_name", "column_type"].map((name) => [...types.getChild(name)]);
  const aliases = names.map((_, i) => `c${i}`).join(", ");
  const texts = await connection.query(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (\n${inner}\n) AS t(${aliases})`);
  const columns = names.map((_, i) => texts.getChildAt(i));
  const rows = Array.from({ length: texts.numRows }, (_, r) => columns.map((column) => column.get(r)));
  return { names, kinds, rows };
}

const isNumber = (kind) => /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(kind);
const grouped = (text) => (/^-?\d{5,}(\.\d+)?$/.test(text) ? text.replace(/^-?\d+/, (whole) => whole.replace(/\d(?=(\d{3})+$)/g, "$&,")) : text);

function links(name, value, row, names) {
  const report = row[names.indexOf("report_id")];
  if (report && ["line_start", "line_no"].includes(name)) return `source/${report}.html#L${value}`;
  if (report && name === "char_start") return `source/${report}.html#c${value}`;
  if (name === "report_id") return `source/${value}.html`;
  return null;
}

function draw({ names, kinds, rows }) {
  const head = names.map((name, c) => element("th", { scope: "col", class: isNumber(kinds[c]) ? "n" : null }, name, " ", element("code", {}, kinds[c])));
  const cell = (row) => (value, c) => {
    const long = value !== null && (value.length > LONG || value.includes("\n"));
    const made = element("td", { class: value === null ? "null" : isNumber(kinds[c]) ? "n" : long ? "wide" : null });
    const text = value === null ? "NULL" : isNumber(kinds[c]) ? grouped(value) : value;
    const href = value === null ? null : links(names[c], value, row, names);
    made.append(href ? element("a", { href }, text) : "");
    if (!href) made.append(...openbogo.folded(text));
    return made;
  };
  const body = rows.slice(0, SHOWN).map((row) => element("tr", {}, ...row.map(cell(row))));
  result.replaceChildren(element("table", { class: "data" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body)));
  result.hidden = false;
}

async function answer() {
  run.disabled = true;
  remember();
  try {
    if (!connection) {
      say(both("데이터베이스 여는 중", "Opening the database"));
      connection = await open();
    }
    say(both("실행 중", "Running"));
    const began = performance.now();
    last = await ask(query.value);
    draw(last);
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    const cut = last.rows.length > SHOWN ? both(`, 처음 ${SHOWN}행만 표시`, `, the first ${SHOWN} shown`) : "";
    say(`${last.rows.length.toLocaleString("en-US")}${both("행", " rows")}, ${seconds} s${cut}`);
    csv.disabled = false;
  } catch (error) {
    result.hidden = true;
    csv.disabled = true;
    say(error.message, true);
  }
  run.disabled = false;
}

const quoted = (text) => (/[",\n\r]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text);

function save() {
  const lines = [last.names.map(quoted), ...last.rows.map((row) => row.map((value) => (value === null ? "" : quoted(value))))];
  const text = lines.map((line) => `${line.join(",")}\n`).join("");
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "openbogo-query.csv" });
  link.click();
  URL.revokeObjectURL(link.href);
}

function remember() {
  permalink.href = `#q=${encodeURIComponent(query.value)}`;
}

/** The query of the address, if it has one. */
function asked() {
  const text = openbogo.fragment();
  if (!text.startsWith("q=")) return false;
  query.value = text.slice(2);
  remember();
  return true;
}

form.onsubmit = (event) => {
  event.preventDefault();
  if (!run.disabled) answer();
};
query.onkeydown = (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
};
query.oninput = remember;
examples.onchange = () => {
  if (!examples.value) return;
  query.value = examples.value;
  remember();
};
csv.onclick = save;
addEventListener("hashchange", asked);

/** Names of the schema go where the cursor is. */
for (const name of document.querySelectorAll("[data-insert]")) {
  name.onclick = () => {
    query.setRangeText(name.dataset.insert, query.selectionStart, query.selectionEnd, "end");
    query.focus();
    remember();
  };
}

const names = new Map();
for (const { dataset } of document.querySelectorAll("[data-insert]")) if (!names.has(dataset.insert)) names.set(dataset.insert, { name: dataset.insert, about: dataset.about });
complete(query, document.querySelector("[data-offers]"), [...names.values()]);
query.addEventListener("change", remember);

asked();
remember();
run.disabled = false;
