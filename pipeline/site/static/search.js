// The search: pairs of letters lead to shards, shards to entries, entries to blocks (search_index.py).
"use strict";

(() => {
  const { shards, block } = document.currentScript.dataset;
  const MOST = 100; // results that are shown
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const found = document.getElementById("found");
  const results = document.getElementById("results");

  const folded = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, "");

  function shardOf(pair) {
    let total = 0n;
    for (let at = 0; at < pair.length; at++) total = total * 31n + BigInt(pair.charCodeAt(at));
    return Number(total % BigInt(shards));
  }

  async function search(text) {
    const letters = [...text];
    const pairs = [...new Set(letters.slice(1).map((letter, at) => letters[at] + letter))];
    const lists = await Promise.all(
      pairs.map(async (pair) => {
        const name = `search/s${shardOf(pair)}`;
        return (await openbogo.load(name, `data/${name}.js`))[pair] ?? [];
      }),
    );
    let ids = lists[0];
    for (const list of lists.slice(1)) {
      const both = new Set(list);
      ids = ids.filter((id) => both.has(id));
    }
    const hits = [];
    for (const id of ids) {
      const name = `search/b${Math.floor(id / block)}`;
      const entry = (await openbogo.load(name, `data/${name}.js`))[id % block];
      if (folded(entry[1]).includes(text)) hits.push(entry);
      if (hits.length > MOST) break;
    }
    return hits;
  }

  function show(hits) {
    const more = hits.length > MOST;
    const count = more ? MOST : hits.length;
    if (!hits.length) found.textContent = openbogo.say("찾은 것이 없습니다.", "Nothing found.");
    else found.textContent = openbogo.say(`${more ? "처음 " : ""}${count}개를 찾았습니다.`, `${more ? "The first " : ""}${count} found.`);
    for (const [kind, name, where, address] of hits.slice(0, MOST)) {
      const link = openbogo.element("a", { href: openbogo.up + address }, name);
      results.append(openbogo.element("li", {}, openbogo.element("span", { class: "badge" }, kind), " ", link, " ", openbogo.element("span", { class: "note" }, where)));
    }
  }

  document.getElementById("q").value = query;
  const text = folded(query);
  if (!query) found.textContent = openbogo.say("위의 찾기 칸에 두 글자 이상 적어 주세요.", "Write two letters or more in the field above.");
  else if ([...text].length < 2) found.textContent = openbogo.say("두 글자 이상이어야 찾을 수 있습니다.", "Two letters or more, please.");
  else search(text).then(show, () => { found.textContent = openbogo.say("찾기 자료를 읽지 못했습니다. 페이지를 다시 열어 주세요.", "The index could not be read. Open the page again."); });
})();
