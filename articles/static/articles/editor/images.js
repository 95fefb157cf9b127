/* Asks for an image, new or already here, and for the words that stand in for it. */

import { ask } from "./dialog.js";
import { Refused, get, post } from "./server.js";

const SEARCH_PAUSE = 300;

export function askForImage(template, { file = null, upload, library, token }) {
  return ask(template, {
    prepare: (form, signal) => {
      new ImageQuestion(form, library, signal).begin(file);
    },
    answer: (form, signal) => answered(form, { upload, token, signal }),
  });
}

class ImageQuestion {
  constructor(form, library, signal) {
    this.form = form;
    this.library = library;
    this.signal = signal;
  }

  begin(file) {
    const { origin, image, q, is_decorative: decorative } = this.form.elements;
    for (const choice of origin) choice.addEventListener("change", () => this.turn());
    image.addEventListener("change", () => this.show(image.files[0]));
    q.addEventListener("input", () => this.searchLater());
    q.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.search();
    });
    decorative.addEventListener("change", () => this.turn());
    if (file) this.take(file);
    this.turn();
  }

  /* A pasted or dropped file takes the place of a chosen one. */
  take(file) {
    const files = new DataTransfer();
    files.items.add(file);
    this.form.elements.image.files = files.files;
    this.form.querySelector("[name=image]").removeAttribute("data-first");
    this.form.elements.alternative_text.setAttribute("data-first", "");
    this.show(file);
  }

  turn() {
    const origin = this.form.elements.origin.value;
    for (const part of this.form.querySelectorAll("[data-origin]")) {
      part.hidden = part.dataset.origin !== origin;
    }
    const { is_decorative: decorative } = this.form.elements;
    const mayBeDecorative = origin === "new" || decorative.checked; // the library says which are
    this.form.querySelector("[data-decorative]").hidden = !mayBeDecorative;
    this.form.querySelector("[data-described]").hidden = decorative.checked;
    if (origin === "existing" && !this.searched) this.search();
  }

  async show(file) {
    const canvas = this.form.querySelector("canvas");
    canvas.hidden = true;
    if (!file) return;
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return; // the server will say what is wrong with it
    const scale = Math.min(1, 320 / picture.width, 180 / picture.height);
    canvas.width = Math.max(1, picture.width * scale);
    canvas.height = Math.max(1, picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.setAttribute("aria-label", `The file ${file.name}`);
    canvas.hidden = false;
  }

  searchLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), SEARCH_PAUSE);
  }

  async search() {
    clearTimeout(this.timer);
    this.searched = true;
    this.searching?.abort();
    const searching = new AbortController();
    this.searching = searching;
    this.signal.addEventListener("abort", () => searching.abort(), { once: true });
    const words = new URLSearchParams({ q: this.form.elements.q.value });
    try {
      this.list(await get(`${this.library}?${words}`, { signal: searching.signal }));
    } catch (problem) {
      if (problem.name !== "AbortError") this.note(problem.message);
    }
  }

  list({ images, total }) {
    const list = this.form.querySelector("[data-images]");
    const pattern = this.form.querySelector("[data-image-choice]");
    list.replaceChildren(...images.map((image) => this.choice(pattern, image)));
    this.note(counted(images.length, total));
  }

  choice(pattern, image) {
    const item = pattern.content.firstElementChild.cloneNode(true);
    const radio = item.querySelector("input");
    radio.value = image.address;
    radio.addEventListener("change", () => this.adopt(image));
    item.querySelector("img").src = image.thumbnail;
    item.querySelector("[data-name]").textContent = image.name;
    return item;
  }

  adopt(image) {
    this.form.elements.alternative_text.value = image.alternative_text;
    this.form.elements.is_decorative.checked = image.is_decorative;
    this.turn();
  }

  note(words) {
    this.form.querySelector("[data-found]").textContent = words;
  }
}

function counted(shown, total) {
  if (!total) return "No images found.";
  if (shown < total) return `${shown} of ${total} images. Search to find others.`;
  return total === 1 ? "One image." : `${total} images.`;
}

async function answered(form, { upload, token, signal }) {
  const { origin, image, alternative_text: described, is_decorative: decorative } = form.elements;
  const isNew = origin.value === "new";
  const chosen = form.querySelector("[name=existing]:checked");
  const fields = {};
  if (isNew && !image.files.length) fields.image = ["Choose an image file."];
  if (!isNew && !chosen) fields.q = ["Choose one of the images."];
  if (!decorative.checked && !described.value.trim()) {
    fields.alternative_text = [
      "Say what the image shows, or mark it as decorative if it adds nothing to the text.",
    ];
  }
  if (Object.keys(fields).length) throw new Refused("The image is not inserted yet.", fields);
  const alternativeText = decorative.checked ? "" : described.value.trim();
  if (!isNew) return { alternativeText, address: chosen.value };
  form.querySelector("[data-progress]").textContent = "Uploading the image…";
  try {
    const stored = await post(upload, new FormData(form), { token: token(), signal });
    return { alternativeText, address: stored.address };
  } finally {
    form.querySelector("[data-progress]").textContent = "";
  }
}
