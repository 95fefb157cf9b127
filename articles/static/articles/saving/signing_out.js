/* Signing out leaves no text behind in this browser, and loses none: what the site does not
   have yet is sent first, and where that fails they are asked. Other windows of the desk follow. */

import { ask } from "../editor/dialog.js";
import { Site } from "./site.js";
import { forgetAllOf, keptOf } from "./store.js";

const BREATH = 150; // for other windows to keep what was typed a moment ago
const SIGNED_OUT_BY_THEN = 1500;
const AWAY = ["offline", "down"];

class SigningOut {
  constructor(form, place) {
    this.form = form;
    this.place = place;
    this.person = place.dataset.person;
    this.site = new Site({ person: this.person, signIn: place.dataset.signIn, form });
    this.windows = new BroadcastChannel("desk");
    this.windows.addEventListener("message", ({ data }) => this.hear(data));
    form.addEventListener("submit", (event) => this.begin(event));
  }

  async begin(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.tell("desk:signing-out");
    await new Promise((done) => setTimeout(done, BREATH));
    const unsent = await this.send();
    if (unsent.length === 0 || (await this.mayLose(unsent))) this.end();
    this.isBusy = false;
  }

  /* Returns what the site does not take, each with the kind of its refusal. */
  async send() {
    const unsent = [];
    for (const [key, entry] of keptOf(this.person)) {
      const page = key.split(":")[2];
      const { address, newAddress } = this.place.dataset;
      const to = page === "new" ? newAddress : address.replace("/0/", `/${page}/`);
      try {
        await this.site.send(to, entry);
      } catch (problem) {
        unsent.push({ entry, kind: problem.kind });
      }
    }
    return unsent;
  }

  /* Work is lost only where someone confirms it; without the site no one could be signed out. */
  async mayLose(unsent) {
    const isAway = unsent.some(({ kind }) => AWAY.includes(kind));
    return ask(this.place.querySelector("template"), {
      prepare: (form) => {
        for (const part of form.querySelectorAll("[data-away]")) {
          part.hidden = part.dataset.away !== String(isAway);
        }
        form.querySelector("[data-unsent]").append(...unsent.map(({ entry }) => line(entry)));
      },
      answer: async () => true,
    });
  }

  end() {
    this.tell("desk:signed-out");
    forgetAllOf(this.person);
    this.form.submit();
  }

  tell(what) {
    window.dispatchEvent(new Event(what));
    this.windows.postMessage({ what, person: this.person });
  }

  hear({ what, person }) {
    if (person !== this.person) return;
    window.dispatchEvent(new Event(what));
    if (what === "desk:signed-out") {
      setTimeout(() => location.replace(this.place.dataset.home), SIGNED_OUT_BY_THEN);
    }
  }
}

function line(entry) {
  const title = entry.pairs.find(([name]) => name === "title")?.[1] || "Untitled page";
  const time = new Date(entry.sequence).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const item = document.createElement("li");
  item.textContent = `“${title}”, typed ${time}`;
  return item;
}

const form = document.getElementById("logout-form");
const place = document.querySelector("[data-behaviour=signing-out]");
if (form && place) new SigningOut(form, place);
