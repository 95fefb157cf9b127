/* Leaving a form with unsaved changes asks first, and a file that is dropped beside a field
   does not take the place of the form. */

export function guard(form) {
  let isChanged = form.querySelector(".errorlist") !== null;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("desk:signed-out", () => { isChanged = false; }); // the site keeps them
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  for (const kind of ["dragover", "drop"]) {
    window.addEventListener(kind, (event) => {
      const isForField = event.target.closest?.("input[type=file]");
      if (event.dataTransfer?.types.includes("Files") && !isForField) event.preventDefault();
    });
  }
}
