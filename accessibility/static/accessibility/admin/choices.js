// Pages and pictures of a menu are found while someone types their words. Without this module the
// button beside the field looks them up.
import { Combobox } from "./combobox.js";

const WAIT = 250; // ms without a letter
const IS_ADDRESS = /^(\/|[a-z]+:|#)/i;

function makeCombobox(row) {
  const field = row.querySelector("input");
  const { kind, source } = row.dataset;
  return new Combobox(field, {
    name: kind === "badge" ? "Pictures" : "Pages",
    wait: WAIT,
    find: (words) => (words.length < 2 || IS_ADDRESS.test(words) ? null : look(source, kind, words)),
    take: ({ value, words }) => {
      field.value = value;
      const label = field.form.querySelector("[name=label]");
      if (kind === "address" && label && !label.value) label.value = words;
    },
  });
}

async function look(source, kind, words) {
  const address = new URL(source, location.href);
  address.search = new URLSearchParams({ kind, q: words });
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return null;
  const { choices } = await answer.json();
  return choices.map((choice) => ({ ...choice, about: choice.value }));
}

// Panels come and go: a field gets its list when someone first goes into it.
const begun = new WeakSet();
const begin = (row) => {
  if (begun.has(row)) return;
  begun.add(row);
  makeCombobox(row);
};
for (const row of document.querySelectorAll('[data-behaviour="choices"]')) begin(row);
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.('[data-behaviour="choices"]');
  if (row) begin(row);
});
