/* Pages of a bulk act, sent one by one to show progress. Without this
   module one request does them all. */

class Bulk {
  constructor(form) {
    this.form = form;
    this.rows = [...form.querySelectorAll(".bulk li")];
    this.status = form.querySelector("[role=status]");
    this.progress = form.querySelector("progress");
    form.addEventListener("submit", (event) => this.begin(event));
  }

  async begin(event) {
    if (this.rows.length < 2 || !this.form.checkValidity()) return; // the server says what is missing
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.progress.max = this.rows.length;
    this.progress.parentElement.hidden = false;
    let done = 0;
    for (const [index, row] of this.rows.entries()) {
      const answer = await this.send(row).catch(() => null);
      if (answer === "form") return this.form.submit(); // something typed was refused
      if (!answer) return this.stop(index);
      const [result] = answer.results;
      done += result?.done ? 1 : 0;
      this.tell(row, result, index + 1);
    }
    this.end(`${done} of ${this.rows.length} done.`);
  }

  async send(row) {
    const data = new FormData(this.form);
    data.delete("page");
    data.set("page", row.querySelector("[name=page]").value);
    const headers = { Accept: "application/json" };
    const response = await fetch(this.form.action, { method: "POST", body: data, headers });
    if (!response.ok || response.redirected) return null;
    const isJson = response.headers.get("Content-Type").startsWith("application/json");
    return isJson ? response.json() : "form";
  }

  tell(row, result, count) {
    const said = document.createElement("span");
    said.textContent = result ? `: ${result.done ? "" : "Not done. "}${result.sentence}` : ": Not done.";
    row.querySelector("[data-foreseen]")?.remove(); // has come true, or not
    row.append(said);
    row.querySelector("[name=page]").remove(); // is not sent again
    this.progress.value = count;
    this.progress.nextElementSibling.textContent = `${count} of ${this.rows.length}`;
  }

  stop(index) {
    this.end(`Stopped after ${index} of ${this.rows.length} pages: the connection or your session was lost. Pages listed as done are done. Send the rest again.`);
    this.rows = this.rows.slice(index);
    this.isBusy = false;
    this.form.querySelector("[type=submit]").hidden = false;
  }

  end(words) {
    this.status.classList.remove("visually-hidden");
    this.status.textContent = words;
    this.form.querySelector("[type=submit]").hidden = true;
    this.form.querySelector(".closelink").textContent = "Back to pages";
  }
}

for (const form of document.querySelectorAll("[data-behaviour=bulk]")) new Bulk(form);
