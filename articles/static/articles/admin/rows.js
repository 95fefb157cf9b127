/* Ordered rows: buttons that move a row up and down, and one that adds a row. Without this module
   the rows are ordered by the numbers that people type. */

import { makePickers } from "./picker.js";

class OrderedRows {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector(".row-list");
    this.status = root.querySelector("[role=status]");
    this.total = root.querySelector(`[name="${root.dataset.prefix}-TOTAL_FORMS"]`);
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button) this.move(button.closest("[data-row]"), Number(button.dataset.move), button);
    });
    const add = root.querySelector("[data-add]");
    add.addEventListener("click", () => this.add());
    add.hidden = false;
    this.sort();
    for (const row of this.rows()) offerButtons(row);
    this.settle();
  }

  rows() {
    return [...this.list.children];
  }

  /* After an error the rows come back as they were sent: put them in the order of their numbers. */
  sort() {
    const place = (row) => Number(order(row).value) || Infinity;
    this.list.append(...this.rows().sort((a, b) => place(a) - place(b) || 0));
  }

  move(row, step, button) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    this.number();
    this.settle();
    button.focus();
    this.status.textContent = `Moved to position ${this.rows().indexOf(row) + 1} of ${this.rows().length}.`;
  }

  add() {
    const index = this.total.value;
    const pattern = this.root.querySelector("[data-empty-row]").innerHTML;
    const holder = document.createElement("template");
    holder.innerHTML = pattern.replaceAll("__prefix__", index);
    const row = holder.content.querySelector("[data-row]");
    this.list.append(row);
    this.copyChoices(row);
    makePickers(row);
    this.total.value = Number(index) + 1;
    offerButtons(row);
    this.settle();
    row.querySelector("input, select").focus();
  }

  /* Someone added in a window of their own stands in the lists on the page, not in the pattern. */
  copyChoices(row) {
    for (const select of row.querySelectorAll("select")) {
      const known = this.list.querySelector(`select[name$="${select.name.replace(/^.*-\d+/, "")}"]`);
      if (known && known !== select) {
        select.replaceChildren(...[...known.options].map((option) => option.cloneNode(true)));
        select.value = "";
      }
    }
  }

  number() {
    this.rows().forEach((row, index) => { order(row).value = index + 1; });
  }

  settle() {
    const rows = this.rows();
    rows.forEach((row, index) => {
      const name = `${this.root.dataset.noun} ${index + 1}`;
      row.setAttribute("aria-label", name[0].toUpperCase() + name.slice(1));
      for (const button of row.querySelectorAll("[data-move]")) {
        const isUp = button.dataset.move === "-1";
        button.setAttribute("aria-disabled", String(isUp ? index === 0 : index === rows.length - 1));
      }
    });
  }
}

/* The buttons do what the number is for, so that one of the two is enough. */
function offerButtons(row) {
  row.querySelector(".row-buttons").hidden = false;
  order(row).closest(".row-field").hidden = true;
}

function order(row) {
  return row.querySelector("[name$=-ORDER]");
}

for (const root of document.querySelectorAll("[data-behaviour=ordered-rows]")) new OrderedRows(root);
