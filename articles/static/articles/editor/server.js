/* Questions to the server. Whatever goes wrong comes back as a sentence, never into the text. */

export class Refused extends Error {
  constructor(message, fields = {}) {
    super(message);
    this.fields = fields;
  }
}

export async function post(address, data, { token, signal }) {
  return answer(address, {
    method: "POST", body: data, signal, headers: { "X-CSRFToken": token, Accept: "application/json" },
  });
}

export async function get(address, { signal } = {}) {
  return answer(address, { signal });
}

async function answer(address, options) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", redirect: "error", ...options });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Refused("The site cannot be reached. Your text is still here.");
  }
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content;
  throw new Refused(content.error || sentence(response.status), content.fields);
}

function sentence(status) {
  if (status === 403) return "You are no longer signed in. Your text is still here.";
  if (status === 413) return "This is too large to send.";
  return "The site could not answer. Your text is still here.";
}
