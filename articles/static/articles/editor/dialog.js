/* A question in a native dialog: opens, says in words what is missing, closes with an answer or none. */

export function ask(template, { prepare = () => {}, answer }) {
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const form = dialog.querySelector("form");
  const asking = new AbortController();
  return new Promise((resolve) => {
    let result = null;
    dialog.addEventListener("close", () => {
      asking.abort();
      dialog.remove();
      resolve(result);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.getAttribute("aria-busy") === "true") return;
      clearProblems(form);
      form.setAttribute("aria-busy", "true");
      try {
        result = await answer(form, asking.signal);
        dialog.close();
      } catch (problem) {
        if (problem.name !== "AbortError") showProblems(form, problem);
      } finally {
        form.removeAttribute("aria-busy");
      }
    });
    form.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
    prepare(form, asking.signal);
    dialog.showModal();
    form.querySelector("[data-first]:not([hidden] *)")?.focus();
  });
}

function clearProblems(form) {
  form.querySelector("[data-problem]").textContent = "";
  for (const note of form.querySelectorAll(".errorlist")) note.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    describe(field, (ids) => ids.filter((id) => !id.endsWith("-error")));
  }
}

function showProblems(form, problem) {
  const fields = Object.entries(problem.fields || {});
  form.querySelector("[data-problem]").textContent = problem.message;
  const marked = fields.map(([name, sentences]) => mark(form.querySelector(`[name="${name}"]`), sentences));
  marked.find(Boolean)?.focus();
}

function mark(field, sentences) {
  if (!field) return null;
  const note = document.createElement("ul");
  note.className = "errorlist";
  note.id = `${field.id}-error`;
  for (const sentence of sentences) {
    const item = document.createElement("li");
    item.textContent = sentence;
    note.append(item);
  }
  (field.closest(".editor-field") || field.parentElement).prepend(note);
  field.setAttribute("aria-invalid", "true");
  describe(field, (ids) => [...ids, note.id]);
  return field;
}

function describe(field, change) {
  const ids = change((field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean));
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}
