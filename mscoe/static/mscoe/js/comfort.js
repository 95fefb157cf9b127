// What makes reading easier: chosen by the reader, kept in this browser alone, undone by Reset.
// first.js puts it on the root before the first paint; without scripts the panel stays hidden.
const chosen = document.documentElement.dataset;

for (const panel of document.querySelectorAll("[data-behaviour='comfort']")) {
  const fields = [...panel.querySelectorAll("select")];
  const status = panel.querySelector("[role='status']");

  const keep = (said) => {
    const kept = {};
    for (const { name, value } of fields) {
      if (value) kept[name] = chosen[name] = value;
      else delete chosen[name];
    }
    try {
      localStorage.comfort = JSON.stringify(kept);
      status.textContent = said;
    } catch {
      status.textContent = status.dataset.notKept;
    }
  };

  for (const field of fields) {
    field.value = chosen[field.name] ?? "";
    field.addEventListener("change", () => keep(""));
  }
  panel.querySelector("button").addEventListener("click", () => {
    for (const field of fields) field.value = "";
    keep(status.dataset.reset);
  });
  panel.hidden = false;
}
