/* Keeps what is typed safe: in this browser at once, on the site after a pause, and again when the
   site is back. Without this module the form saves as ever. */

import { ask } from "../editor/dialog.js";
import { Site } from "./site.js";
import { Store } from "./store.js";

const PAUSE = 1000; // after the last key
const LONGEST_WAIT = 2000; // while someone goes on typing
const SLOW = 2500; // then the status line says it, and the wait goes on
const AGAIN = 3000;
const SIGN_OF_LIFE = 20000;
const OWN_FIELDS = ["csrfmiddlewaretoken", "window", "sequence", "restored"];

class Autosave {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.status = root.querySelector("[data-saving-status]");
    this.here = document.querySelector("[data-page-here]");
    this.window = this.form.elements.window.value;
    const { person, page, signIn } = root.dataset;
    this.site = new Site({ person, signIn, form: this.form });
    this.store = new Store({ person, page, window: this.window });
    this.sequence = 0;
    this.isChanged = this.isSending = this.isLeaving = false;
    this.store.forgetWindows(root.dataset.saved.split(" ").filter(Boolean));
    this.listen();
    this.sendLeftovers();
    this.live();
    if (this.form.querySelector(".errorlist")) this.changed();
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.changed());
    this.form.addEventListener("click", (event) => {
      if (event.target.closest("[data-move], [data-add]")) this.changed();
    });
    this.form.addEventListener("focusout", () => this.send());
    this.form.addEventListener("submit", () => this.submitted());
    window.addEventListener("online", () => this.send());
    window.addEventListener("desk:signing-out", () => { if (this.isChanged) this.keepHere(); });
    window.addEventListener("desk:signed-out", () => this.end());
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.live(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && !this.isLeaving) this.send({ keepalive: true });
    });
    setInterval(() => this.live(), SIGN_OF_LIFE);
    this.root.querySelector("[data-sign-in-again]").addEventListener("click", () => this.signIn());
  }

  // --- Keeping ---

  changed() {
    if (this.isOver) return;
    this.isLeaving = false;
    this.isChanged = true;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), PAUSE);
    this.latest ??= setTimeout(() => this.send(), LONGEST_WAIT);
    this.local ??= setTimeout(() => this.keepHere(), 200);
  }

  /* The form as it is, kept in this browser before it is sent. */
  keepHere() {
    clearTimeout(this.local);
    this.local = null;
    this.sequence = Math.max(Date.now(), this.sequence + 1);
    const base = Number(this.form.elements.seen_revision.value) || null;
    const pairs = [...new FormData(this.form)].filter(
      ([name, value]) => !OWN_FIELDS.includes(name) && typeof value === "string",
    );
    const entry = { window: this.window, sequence: this.sequence, base, pairs };
    this.isKept = this.store.keep(entry);
    return entry;
  }

  async send({ keepalive = false } = {}) {
    if (this.isOver || !this.isChanged || (this.isSending && !keepalive)) return;
    clearTimeout(this.soon);
    clearTimeout(this.latest);
    this.latest = null;
    const entry = this.keepHere();
    this.isChanged = false;
    this.isSending = true;
    const slow = setTimeout(() => this.say(this.kept("the site does not answer")), SLOW);
    try {
      const answer = await this.site.send(this.root.dataset.address, entry, { keepalive });
      this.store.forget(entry);
      this.say(`Autosaved ${answer.saved_at} (not saved as a revision yet)`);
      this.tell(answer);
      this.report(answer.dropped);
    } catch (problem) {
      this.isChanged = true;
      this.failed(problem);
    } finally {
      clearTimeout(slow);
      this.isSending = false;
    }
    if (this.isChanged) this.soon = setTimeout(() => this.send(), AGAIN);
  }

  failed(problem) {
    if (this.isOver) return;
    if (problem.kind === "signed out") {
      this.say(this.kept(problem.message.split(".")[0].toLowerCase()));
      this.signIn({ onlyOnce: true });
    } else if (problem.kind === "refused") {
      this.say(this.kept(problem.message || "the site refused it"));
    } else {
      this.say(this.kept(problem.kind === "down" ? "the site cannot save right now" : "offline"));
    }
  }

  kept(why) {
    return `Not saved: ${why}, ${this.isKept ? "kept in this browser" : "so keep this page open"}`;
  }

  /* Spoken politely, and only when the message changes. */
  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
    this.root.classList.toggle("is-problem", words.startsWith("Not"));
  }

  /* Older unsaved work that had to go; it stays on the page until the next time. */
  report(dropped) {
    if (!dropped) return;
    const place = this.root.querySelector("[data-dropped]");
    place.textContent = dropped;
    place.hidden = false;
  }

  // --- Saving and leaving ---

  /* Should the save not arrive, what was typed is still here, and is offered again. */
  submitted() {
    if (this.isChanged || this.isSending) this.keepHere();
    this.form.elements.sequence.value = Math.max(Date.now(), this.sequence + 1);
    this.isLeaving = true;
    clearTimeout(this.soon);
    clearTimeout(this.latest);
    this.latest = null;
  }

  /* The person who typed is signed out: nothing is kept here any more. */
  end() {
    this.isOver = true;
    for (const timer of [this.soon, this.latest, this.local]) clearTimeout(timer);
  }

  leave() {
    if (!this.isLeaving) this.send({ keepalive: true });
    this.site.post(this.root.dataset.here, { window: this.window, leaving: true }, { keepalive: true }).catch(() => {});
  }

  // --- Others ---

  async live() {
    try {
      this.tell(await this.site.send(this.root.dataset.here, { window: this.window }));
    } catch (problem) {
      if (problem.kind === "signed out" && this.isChanged) this.failed(problem);
    }
  }

  tell({ here = [] }) {
    const words = here.join(" ");
    if (this.here && this.here.textContent.trim() !== words) this.here.textContent = words;
  }

  // --- What an earlier window could not send ---

  async sendLeftovers() {
    for (const [key, entry] of this.store.leftovers()) {
      try {
        const answer = await this.site.send(this.root.dataset.address, entry);
        this.store.forget(entry, key);
        this.report(answer.dropped);
        if (answer.is_kept && !isShown(entry)) this.root.querySelector("[data-found]").hidden = false;
      } catch {
        return;
      }
    }
  }

  // --- Signing in where the text is ---

  async signIn({ onlyOnce = false } = {}) {
    const button = this.root.querySelector("[data-sign-in-again]");
    button.hidden = false;
    if (this.isAsking || (onlyOnce && this.wasAsked)) return;
    this.isAsking = this.wasAsked = true;
    const place = document.activeElement;
    const isIn = await ask(this.root.querySelector("template[data-dialog=sign-in]"), {
      answer: async (form) => {
        await this.site.signInWith(form.elements.username.value, form.elements.password.value)
          .catch((problem) => {
            throw problem.message ? problem : new Error("The site cannot be reached. Your text is still here.");
          });
        return true;
      },
    });
    this.isAsking = false;
    place?.focus();
    if (!isIn) return;
    this.wasAsked = false;
    button.hidden = true;
    this.isChanged = true;
    this.send();
  }
}

/* Whether the page was made when the site had these words: it offers them already, or begins with them. */
function isShown({ window, sequence }) {
  return [...document.querySelectorAll("[data-unsaved]")].some(
    ({ dataset }) => dataset.unsaved === window && Number(dataset.sequence) >= sequence,
  );
}

for (const root of document.querySelectorAll("[data-behaviour=autosave]")) new Autosave(root);
for (const button of document.querySelectorAll("[data-show-found]")) {
  button.addEventListener("click", () => location.reload());
}
