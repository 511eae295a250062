// The claims of a report: filters, kept in the address.
"use strict";

const form = document.querySelector("form[data-tools]");
const items = [...document.querySelectorAll(".claims > li")];
const NAMES = ["v", "k"];

function apply() {
  const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    const text = words.length ? item.textContent.toLowerCase() : "";
    const fits = NAMES.every((name) => !form[name].value || item.dataset[name] === form[name].value);
    item.hidden = !(fits && words.every((word) => text.includes(word)));
    count += !item.hidden;
  }
  form.querySelector("[data-count]").textContent = `${count} / ${items.length}`;
}

function remember() {
  const chosen = new URLSearchParams([...NAMES, "q"].filter((n) => form[n].value).map((n) => [n, form[n].value]));
  history.replaceState(null, "", chosen.size ? `#${chosen}` : location.pathname);
  apply();
}

/** The address names filters (v=mismatch), or a claim. */
function follow() {
  const target = document.getElementById(openbogo.fragment());
  const chosen = new URLSearchParams(target ? "" : location.hash.slice(1));
  for (const name of [...NAMES, "q"]) form[name].value = chosen.get(name) ?? "";
  apply();
  for (const item of items) item.classList.toggle("wanted", item === target);
  if (!target) return;
  target.querySelector("details").open = true;
  target.scrollIntoView({ block: "center" });
}

form.onsubmit = (event) => event.preventDefault();
form.oninput = form.onchange = remember;
addEventListener("hashchange", follow);
if (location.hash) follow();
