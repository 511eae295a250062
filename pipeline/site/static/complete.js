// Names of tables and columns offered while a query is written: by their letters, or by their Korean.

const MOST = 8; // names that are offered
const WORD = /[\p{L}\p{N}_]*$/u;
/** Words of SQL that begin like names: Enter behind them ends a line. */
const SQL = new Set(["all", "and", "as", "asc", "by", "case", "count", "date", "desc", "from", "group", "in", "is", "join", "like", "limit", "not", "null", "on", "or", "order", "select", "sum", "table", "then", "union", "using", "when", "where", "with"]);

/** Offers the names below the editor. Arrows choose, Enter and Tab take, Escape leaves the query alone. */
export function complete(query, list, names) {
  const { element } = openbogo;
  let [offered, chosen] = [[], 0];

  const word = () => query.value.slice(0, query.selectionStart).match(WORD)[0];

  function find(text) {
    const low = text.toLowerCase();
    if (low.length < 2 || SQL.has(low)) return [];
    const begins = names.filter(({ name, about }) => name.startsWith(low) || about.startsWith(text));
    const holds = names.filter((one) => !begins.includes(one) && (one.name.includes(`_${low}`) || one.about.includes(text)));
    const all = [...begins, ...holds];
    return all.some(({ name }) => name === low) ? [] : all.slice(0, MOST);
  }

  function show() {
    list.replaceChildren(...offered.map(({ name, about }, at) => {
      const option = element("li", { role: "option", id: `offer-${at}`, "aria-selected": String(at === chosen) }, element("code", {}, name), " ", element("span", { class: "note" }, about));
      option.onmousedown = (event) => event.preventDefault(); // the editor keeps the cursor
      option.onclick = () => take(at);
      return option;
    }));
    list.hidden = !offered.length;
    if (list.hidden) query.removeAttribute("aria-activedescendant");
    else query.setAttribute("aria-activedescendant", `offer-${chosen}`);
  }

  function close() {
    offered = [];
    show();
  }

  function take(at) {
    const start = query.selectionStart - word().length;
    query.setRangeText(offered[at].name, start, query.selectionStart, "end");
    close();
    query.dispatchEvent(new Event("change"));
  }

  query.addEventListener("input", () => {
    [offered, chosen] = [find(word()), 0];
    show();
  });
  query.addEventListener("blur", close);
  query.addEventListener("keydown", (event) => {
    if (!offered.length || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + offered.length) % offered.length;
      show();
    } else if (event.key === "Enter" || event.key === "Tab") take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
