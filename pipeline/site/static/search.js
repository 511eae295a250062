// The search: pairs of letters lead to shards, shards to entries, entries to blocks (search_index.py);
// and to reports, of which the newest are looked through line by line (line_search.py).
"use strict";

(() => {
  const { shards, block, lineShards } = document.currentScript.dataset;
  const MOST = 100; // results that are shown
  const AT_ONCE = 5; // reports that are looked through together
  const ENGLISH = { 기관: "agency", 부서: "department", 사업: "program", 지표: "indicator", 성과: "result", 검산: "claim", 제목: "heading" };
  const AROUND = 60; // letters of a line before what is found
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const section = document.getElementById("lines");
  const [told, listed, more] = ["[data-lines-found]", "[data-lines]", "[data-more]"].map((s) => section.querySelector(s));
  const { element, say } = openbogo;

  const folded = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  const load = (name) => openbogo.load(name, `data/${name}.js`);

  function shardOf(pair, shards) {
    let total = 0n;
    for (let at = 0; at < pair.length; at++) total = total * 31n + BigInt(pair.charCodeAt(at));
    return Number(total % BigInt(shards));
  }

  /** The numbers that stand with all pairs of a text, in order; of entries or of reports. */
  async function numbers(text, kind, shards) {
    const letters = [...text];
    const pairs = [...new Set(letters.slice(1).map((letter, at) => letters[at] + letter))];
    const lists = await Promise.all(pairs.map(async (pair) => (await load(`search/${kind}${shardOf(pair, shards)}`))[pair] ?? []));
    const sets = lists.slice(1).map((list) => new Set(list));
    return lists[0].filter((number) => sets.every((set) => set.has(number)));
  }

  async function search(text) {
    const hits = [];
    for (const id of await numbers(text, "s", shards)) {
      const entry = (await load(`search/b${Math.floor(id / block)}`))[id % block];
      if (folded(entry[1]).includes(text)) hits.push(entry);
      if (hits.length > MOST) break;
    }
    return hits;
  }

  function show(hits) {
    const more = hits.length > MOST;
    const count = more ? MOST : hits.length;
    if (!hits.length) found.textContent = say("이름에서 찾은 것이 없습니다.", "No name found.");
    else found.textContent = say(`${more ? "처음 " : ""}${count}개를 찾았습니다.`, `${more ? "The first " : ""}${count} found.`);
    for (const [kind, name, where, address] of hits.slice(0, MOST)) results.append(item(say(kind, ENGLISH[kind]), name, where, address));
  }

  function item(kind, name, where, address) {
    const link = element("a", { href: openbogo.up + address }, name);
    return element("li", {}, element("span", { class: "badge" }, kind), " ", link, " ", element("span", { class: "note" }, where));
  }

  /** The part of a line around what is found. */
  function part(line, text) {
    let [at, letters] = [0, folded(line).indexOf(text)];
    while (letters > 0 && at < line.length) letters -= folded(line[at++]).length;
    const start = Math.max(0, at - AROUND);
    const shown = line.slice(start, at + text.length + 2 * AROUND);
    return (start ? "…" : "") + shown + (start + shown.length < line.length ? "…" : "");
  }

  /** Looks through the reports that may have the text, some at once, until there is enough to show. */
  async function lines(text) {
    const [names, ids] = await Promise.all([load("search/reports"), numbers(text, "r", lineShards)]);
    let [next, count] = [0, 0];
    section.hidden = false;
    const look = async () => {
      more.hidden = true;
      const enough = count + MOST;
      while (next < ids.length && count < enough) {
        const reports = ids.slice(next, (next += AT_ONCE)).map((number) => names[number]);
        const texts = await Promise.all(reports.map(([id]) => load(`search/lines/${id}`)));
        reports.forEach(([id, name], at) => {
          for (const [number, line] of texts[at]) {
            if (!folded(line).includes(text)) continue;
            count++;
            listed.append(item(say(`${number}줄`, `line ${number}`), part(line, text), name, `source/${id}.html#L${number}`));
          }
        });
      }
      const left = ids.length - Math.min(next, ids.length);
      told.textContent = say(`${count}줄을 찾았습니다.${left ? ` 앞선 보고서 ${left}개에 더 있을 수 있습니다.` : ""}`, `${count} lines found.${left ? ` There may be more in ${left} earlier reports.` : ""}`);
      more.hidden = !left;
    };
    more.onclick = look;
    await look();
  }

  const failed = () => { found.textContent = say("찾기에 필요한 파일을 읽지 못했습니다. 페이지를 다시 열어 주세요.", "The index could not be read. Open the page again."); };
  document.getElementById("q").value = query;
  const text = folded(query);
  if (!query) found.textContent = say("위의 찾기 칸에 두 글자 이상 입력하세요.", "Write two letters or more in the field above.");
  else if ([...text].length < 2) found.textContent = say("두 글자 이상 입력하세요.", "Two letters or more, please.");
  else search(text).then(show).then(() => lines(text)).catch(failed);
})();
