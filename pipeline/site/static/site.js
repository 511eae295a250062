// Shared by all pages: data that comes as scripts, values as texts, elements.
"use strict";

const openbogo = (() => {
  const up = document.currentScript.dataset.up;
  const waiting = new Map();
  const LANGUAGE = "openbogo-language";
  const english = kept() === "en";
  if (english) document.documentElement.dataset.shown = "en";

  /** The language that the reader chose; a browser may keep nothing for pages of a disk. */
  function kept() {
    try {
      return localStorage.getItem(LANGUAGE);
    } catch {
      return null;
    }
  }

  /** A text in the language shown. */
  const say = (ko, en) => (english ? en : ko);

  function speak() {
    const button = document.querySelector("[data-language]");
    button.onclick = () => {
      localStorage.setItem(LANGUAGE, say("en", "ko"));
      location.reload();
    };
    if (!english) return;
    for (const [name, attribute] of [["label", "aria-label"], ["placeholder", "placeholder"]]) {
      for (const part of document.querySelectorAll(`[data-en-${name}]`)) part.setAttribute(attribute, part.getAttribute(`data-en-${name}`));
    }
    for (const part of document.querySelectorAll("[data-en-text]")) Object.assign(part, { textContent: part.dataset.enText, lang: "en" });
  }
  addEventListener("DOMContentLoaded", speak);

  /** Called by the data scripts. */
  function receive(name, content) {
    waiting.get(name)?.resolve(content);
  }

  /** Data of this site by its name, as a promise; `path` is relative to the site. */
  function load(name, path) {
    if (!waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = up + path;
      script.onerror = () => {
        waiting.delete(name); // the next one asks again
        entry.reject(new Error(path));
      };
      document.head.append(script);
    }
    return waiting.get(name).promise;
  }

  const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

  /** A number as the pages show it; years and line numbers, which are no amounts, stay as they are. */
  function text(value, amounts = false) {
    if (value === null) return "";
    if (typeof value === "number" && (amounts || Math.abs(value) >= 10000)) return GROUPED.format(value);
    return String(value);
  }

  const LINE = 26; // Korean letters of a line of a cell
  const UNFOLDED = 3; // lines

  /** The lines that a text fills at least in a cell. */
  function linesOf(text) {
    const width = (line) => [...line].reduce((sum, letter) => sum + (letter === " " ? 0.25 : letter < "\u2e80" ? 0.5 : 1), 0);
    return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / LINE)), 0);
  }

  /** Nodes of a text that may be long: then only its beginning is seen until it is opened. All of it is
   *  there for a search and for a screen reader. */
  function folded(text) {
    if (linesOf(text) <= UNFOLDED) return [text];
    return [element("details", { class: "folded" }, element("summary", {}, element("div", {}, text)))];
  }

  // A text that is being marked is not being folded.
  addEventListener("click", (event) => {
    const summary = event.target.closest?.(".folded > summary");
    if (summary && String(getSelection())) event.preventDefault();
  });

  /** What a row is called in a link, from a value that names it. */
  const rowId = (value) => String(value).replaceAll("%", "％").split(/\s+/).filter(Boolean).join("_");

  /** The rows of a table with their names and places, from data that comes column by column. */
  function table({ height, columns, pages, key, place, places }) {
    const cells = columns.map(({ values, of, at }) => values ?? at.map((number) => of[number]));
    const rows = Array.from({ length: height }, (_, i) => cells.map((values) => values[i]));
    const ids = rows.map((row) => rowId(key.map((c) => row[c]).join("|")));
    /** Links of a row into its source: what each is called, and its address. */
    function placesOf(i) {
      if (places) return places[i];
      const [start, end, line] = [place.start, place.end, place.line].map((c) => (c === null ? null : rows[i][c]));
      if (line === null || rows[i][place.report] === null) return [];
      const isValue = start !== null && end !== null && start < end;
      return [[say(`${line}줄`, `L${line}`), `${rows[i][place.report]}.html#${isValue ? `c${start}` : `L${line}`}`]];
    }
    return { columns, pages, rows, ids, placesOf };
  }

  /** The fragment of the address, readable. */
  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }

  /** An element with attributes and children; texts are never read as HTML. */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // A link into a closed part opens it.
  function open() {
    const target = document.getElementById(fragment());
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  }
  addEventListener("DOMContentLoaded", open);
  addEventListener("hashchange", open);

  return { up, say, english, receive, load, text, folded, table, rowId, fragment, element };
})();
