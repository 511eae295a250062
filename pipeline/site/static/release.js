// The first page: the name of the release, and what it changed against the one it replaced.
// Neither can stand in the page: the name is a hash of all pages, and which release came before is no
// property of the data. The second is in history/, beside the releases, where they are served with it.
"use strict";

(async () => {
  if (!location.protocol.startsWith("http")) return;
  const { element, say } = openbogo;
  const names = (reports) => (reports.length > 5 ? `${reports.slice(0, 5).join(", ")} …` : reports.join(", "));

  async function json(address) {
    const answer = await fetch(address).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }

  const manifest = await json("../manifest.json");
  if (!manifest) return;
  document.querySelector("[data-release-id]").textContent = manifest.release_id;

  // The address says whether this is a release among others, or its folder alone.
  const beside = location.pathname.match(/^(.*\/)(?:releases\/[^/]+|latest)\/site\/[^/]*$/);
  if (!beside) return;
  const history = `${beside[1]}history/`;
  const publications = (await json(`${history}index.json`))?.releases ?? [];
  const own = publications.findLast((entry) => entry.release_id === manifest.release_id);
  if (own) show(own, publications.findLast((entry) => entry.number < own.number));

  function show(own, before) {
    const parts = [element("h3", {}, say("이전 공개본과 달라진 점", "Since the last release"))];
    if (own.replaced) parts.push(...difference(own, before));
    else parts.push(element("p", {}, say("첫 공개본입니다.", "This is the first release.")));
    const place = document.querySelector("[data-changes]");
    place.replaceChildren(...parts);
    place.hidden = false;
  }

  function difference(own, before) {
    const only = (some, others) => some.filter((report) => !others.includes(report));
    const [added, removed] = [only(own.reports, before.reports), only(before.reports, own.reports)];
    const rows = (count) => count.toLocaleString("en-US");
    const details = element("details", {}, element("summary", {}, say("표마다", "Table by table")));
    details.addEventListener("toggle", () => fill(details, own), { once: true });
    return [
      element("p", {}, element("code", {}, own.replaced), " → ", element("code", {}, own.release_id)),
      element("ul", {},
        ...(added.length ? [element("li", {}, say(`더해진 보고서 ${added.length}개: `, `${added.length} reports added: `), names(added))] : []),
        ...(removed.length ? [element("li", {}, say(`빠진 보고서 ${removed.length}개: `, `${removed.length} reports removed: `), names(removed))] : []),
        ...(added.length || removed.length ? [] : [element("li", {}, say("보고서는 같고 읽은 결과가 달라짐", "the same reports, read otherwise"))]),
        element("li", {}, `${say("행", "rows")} ${rows(before.rows)} → ${rows(own.rows)}`)),
      details,
    ];
  }

  /** What became of each table, and the whole changelog. */
  async function fill(details, own) {
    const changes = await json(`${history}${own.changes}.json`);
    const lines = (changes?.tables ?? []).map((table) => {
      const link = element("a", { href: `table/${table.table}.html` }, table.table);
      return element("li", {}, link, ` +${table.rows_added} −${table.rows_removed} ~${table.rows_changed}`);
    });
    const whole = element("a", { href: `${history}${own.changes}.md` }, say("달라진 점 모두", "The whole changelog"));
    details.append(
      element("p", { class: "note" }, say("+ 더해진 행, − 빠진 행, ~ 바뀐 행", "+ rows added, − removed, ~ changed")),
      element("ul", {}, ...lines), element("p", {}, whole));
  }
})();
