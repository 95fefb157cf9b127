/* One thing of several is shown at a time. Tab reaches the chosen tab, the arrow keys the others. */

export class Tabs {
  constructor(list, changed) {
    this.tabs = [...list.querySelectorAll("[role=tab]")];
    this.changed = changed;
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) this.show(tab.dataset.tab);
    });
    list.addEventListener("keydown", (event) => this.move(event));
  }

  get shown() {
    return this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true").dataset.tab;
  }

  tab(name) {
    return this.tabs.find((tab) => tab.dataset.tab === name);
  }

  panel(name) {
    return document.getElementById(this.tab(name).getAttribute("aria-controls"));
  }

  show(name) {
    for (const tab of this.tabs) {
      const isChosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      this.panel(tab.dataset.tab).hidden = !isChosen;
    }
    this.changed(name);
  }

  move(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const here = this.tabs.indexOf(event.target);
    const last = this.tabs.length - 1;
    const next = Number.isFinite(step) ? (here + step + last + 1) % (last + 1) : step > 0 ? last : 0;
    this.show(this.tabs[next].dataset.tab);
    this.tabs[next].focus();
  }
}
