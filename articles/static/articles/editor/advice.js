/* What the audit finds in the text: asked for after a pause in typing, the newest question only. */

import { ask } from "./dialog.js";
import { goTo, replaceAll } from "./places.js";
import { post, Refused } from "./server.js";

const PAUSE = 1200;
const REASON_MISSING = "Say in a sentence why it is OK as it is. Others will read it.";

export class Advice {
  constructor({ textarea, panel, tab, root, token, say, dialog }) {
    Object.assign(this, { textarea, panel, tab, root, token, say, dialog });
    this.list = panel.querySelector("[data-advice-list]");
    this.seen = null;
    textarea.addEventListener("input", () => this.later());
    this.language()?.addEventListener("change", () => this.now());
    panel.addEventListener("click", (event) => this.act(event));
    this.now();
  }

  language() {
    return this.textarea.form?.elements.namedItem("language");
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    clearTimeout(this.timer);
    const text = this.textarea.value;
    const asked = `${this.language()?.value}\n${text}`;
    if (asked === this.seen) return;
    this.request?.abort();
    this.request = new AbortController();
    try {
      const answer = await post(this.root.dataset.advice, this.data(), {
        token: this.token(), signal: this.request.signal,
      });
      this.seen = asked;
      this.show(answer);
    } catch (problem) {
      if (problem.name !== "AbortError") this.fail(problem);
    }
  }

  data(more = {}) {
    const data = new FormData();
    data.set("content", this.textarea.value);
    data.set("language", this.language()?.value || "en");
    if (this.root.dataset.page) data.set("page", this.root.dataset.page);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  }

  show({ html, errors, warnings }) {
    const key = document.activeElement?.closest?.("[data-advice-list] [data-key]")?.dataset.key;
    if (html !== this.html) this.list.innerHTML = html;
    this.html = html;
    if (key) (this.list.querySelector(`[data-key="${key}"]`) || this.panel).focus();
    this.tab.querySelector("[data-sum]").textContent = sum(errors, warnings);
  }

  fail(problem) {
    this.seen = null;
    this.tab.querySelector("[data-sum]").textContent = "";
    this.list.textContent = `The text could not be checked. ${problem.message}`;
    this.html = null;
  }

  act(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.go) goTo(this.textarea, Number(button.dataset.go));
    if (button.dataset.repair) this.repair(button.dataset);
    if (button.dataset.dismiss) this.dismiss(button);
  }

  async repair({ repair, line }) {
    try {
      const answer = await post(this.root.dataset.repair, this.data({ repair, line }), {
        token: this.token(),
      });
      if (!answer.is_changed) {
        this.say("The site could not fix this safely. Please fix it by hand.", { isProblem: true });
        goTo(this.textarea, Number(line));
        return;
      }
      replaceAll(this.textarea, answer.content);
      goTo(this.textarea, Number(line));
      this.say("Fixed. Press Ctrl+Z to undo.");
      this.now();
    } catch (problem) {
      this.say(problem.message, { isProblem: true });
    }
  }

  async dismiss(button) {
    const { dismiss: hash, rule } = button.dataset;
    const message = button.closest(".finding").querySelector(".finding-what").textContent;
    const done = await ask(this.dialog, {
      prepare: (form) => { form.querySelector("[data-message]").textContent = message; },
      answer: (form) => {
        const reason = form.elements.reason.value.trim();
        if (!reason) throw new Refused("Not dismissed yet.", { reason: [REASON_MISSING] });
        const data = this.data({ rule, element_hash: hash, reason });
        return post(this.root.dataset.dismiss, data, { token: this.token() });
      },
    });
    if (!done) {
      button.focus();
      return;
    }
    this.say("Dismissed.");
    this.seen = null;
    await this.now();
    this.panel.focus();
  }
}

function sum(errors, warnings) {
  const words = [];
  if (errors) words.push(errors === 1 ? "1 error" : `${errors} errors`);
  if (warnings) words.push(`${warnings} ${warnings === 1 ? "warning" : "warnings"}`);
  return words.length ? `(${words.join(", ")})` : "";
}
