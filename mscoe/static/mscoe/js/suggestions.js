// While someone types into a search field, pages whose titles have those words are offered below it:
// plain links, which Tab and the arrow keys reach. The titles are the site index's, fetched once.
const MOST = 6;
const QUIET = 800; // ms without a letter before it is said aloud

// Words as the search compares them: see articles/text/search_folding.py.
const SPELLED_OUT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d" };
const JOINED = /\p{L}[\p{L}\p{N}]*(?:[-'’][\p{L}\p{N}]+)+/gu;

const folded = (text) =>
  text
    .replace(/(\d)[,\u00a0\u202f\u2009](?=\d{3}(?!\d))/g, "$1")
    .replace(/\d(?=[⁰¹²³⁴-⁹½¼¾])/g, "$& ")
    .replace(/\p{Pd}|−/gu, "-")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđ]/g, (letter) => SPELLED_OUT[letter])
    .normalize("NFC");

const wordsIn = (text) =>
  folded(text)
    .replace(/(?<![\p{L}\p{N}])\d+(?=\p{L})/gu, "$& ")
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

// "Stem-cell" is offered for "stemcell" too.
const joinedIn = (text) => (folded(text).match(JOINED) ?? []).map((word) => word.replace(/[-'’]/g, ""));

let index;
const fetchIndex = async (address) => {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("main .link-list a")];
};

const matching = (typed, links) =>
  links.filter((link) => {
    const words = [...wordsIn(link.textContent), ...joinedIn(link.textContent)];
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });

const begin = (form) => {
  const field = form.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("aria-label", form.dataset.label);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.autocomplete = "off";
  form.append(list, status);
  let saying;

  const show = (links) => {
    list.replaceChildren(
      ...links.map((link) => {
        const item = document.createElement("li");
        item.append(link.cloneNode(true));
        return item;
      }),
    );
    list.hidden = !links.length;
    clearTimeout(saying);
    const said = links.length ? form.dataset.said.replace("{}", links.length) : "";
    saying = setTimeout(() => (status.textContent = said), said && QUIET);
  };

  field.addEventListener("input", async () => {
    const typed = field.value;
    if (typed.trim().length < 2) return show([]);
    index ??= fetchIndex(form.dataset.source).catch(() => []);
    const links = await index;
    if (field.value === typed) show(matching(wordsIn(typed), links).slice(0, MOST));
  });

  form.addEventListener("keydown", (event) => {
    const places = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") {
      event.preventDefault(); // what was typed stays
      field.focus();
      show([]);
    }
    const stops = [field, ...list.querySelectorAll("a")];
    const to = places && stops.includes(event.target) && stops[stops.indexOf(event.target) + places];
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(relatedTarget)) show([]);
  });
  document.addEventListener("click", ({ target }) => {
    if (!form.contains(target)) show([]);
  });
  addEventListener("pagehide", () => show([]));
};

for (const form of document.querySelectorAll('[data-behaviour="suggestions"]')) begin(form);
