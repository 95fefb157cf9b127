// The menu desk without a new page for every step: the buttons and forms of the tree are sent as
// they are, and what comes back takes the tree's place. Entries can be dragged as well. Without
// this module every step is a page of its own.
const DESK = "menu-desk";
const desk = () => document.getElementById(DESK);

const openLists = () =>
  new Set([...desk().querySelectorAll("li > details[open]")].map((each) => each.parentElement.id));

const show = (page) => {
  const fresh = page.getElementById(DESK);
  if (!fresh) return false;
  const open = openLists();
  const status = desk().querySelector("#last-step");
  const said = fresh.querySelector("#last-step");
  for (const id of open) {
    fresh.querySelector(`#${CSS.escape(id)} > details`)?.setAttribute("open", "");
  }
  const focus = fresh.querySelector("[autofocus]");
  focus?.removeAttribute("aria-describedby"); // the status says it
  desk().replaceChildren(...fresh.childNodes);
  if (status && said) {
    // The region that is there already is the one that is listened to.
    const words = [...said.childNodes];
    said.replaceWith(status);
    status.replaceChildren();
    setTimeout(() => status.replaceChildren(...words), 50);
  }
  const top = page.querySelector(".messagelist:not(.step-messages)");
  document.querySelector(".messagelist:not(.step-messages)")?.remove();
  if (top) desk().before(top);
  focus?.focus();
  focus?.closest("li")?.scrollIntoView({ block: "nearest" });
  prepareRows();
  return true;
};

const load = async (address, options) => {
  desk().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.ok && show(page) ? answer.url : "";
  } catch {
    return "";
  } finally {
    desk().removeAttribute("aria-busy");
  }
};

const send = async (form, button, more = {}) => {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  return load(form.action, { method: "POST", body: data });
};

const IN_PLACE = /\/(move|undo|redo)\/$/;

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.closest(`#${DESK}`) || !IN_PLACE.test(form.action)) return;
  event.preventDefault();
  if (desk().getAttribute("aria-busy")) return;
  if (!(await send(form, submitter))) sendPlainly(form, submitter);
});

// The session ended, or the connection: the page itself says which.
const sendPlainly = (form, button) => {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button?.name ?? "";
  field.value = button?.value ?? "";
  form.append(field);
  form.submit();
};

// --- Dragging ----------------------------------------------------------------------------------

let dragged = null;

const prepareRows = () => {
  for (const row of desk().querySelectorAll("[data-entry] > .menu-row")) row.draggable = true;
};

const entryAt = (target) => target.closest?.("[data-entry]");

const placeAt = (event, entry) => {
  const { top, height } = entry.querySelector(".menu-row").getBoundingClientRect();
  const part = (event.clientY - top) / height;
  if (part < 0.3) return "before";
  return part > 0.7 ? "after" : "under";
};

const mark = (entry, place) => {
  for (const each of document.querySelectorAll("[data-drop]")) delete each.dataset.drop;
  if (entry) entry.dataset.drop = place;
};

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.(".menu-row");
  if (!row || !desk().contains(row)) return;
  dragged = entryAt(row);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.entry);
});

document.addEventListener("dragover", (event) => {
  const over = dragged && entryAt(event.target);
  if (!over || dragged.contains(over)) return mark(null);
  event.preventDefault();
  mark(over, placeAt(event, over));
});

document.addEventListener("drop", (event) => {
  const over = dragged && entryAt(event.target);
  if (!over || dragged.contains(over)) return;
  event.preventDefault();
  const place = placeAt(event, over);
  const moves = document.getElementById("moves");
  send(moves, null, { [place]: dragged.dataset.entry, target: over.dataset.entry });
});

document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});

if (desk()) prepareRows();
