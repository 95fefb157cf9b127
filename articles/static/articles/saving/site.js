/* Questions to the site that keep a text safe. A refusal says what kind it is. */

class Unanswered extends Error {
  constructor(kind, message = "", fields = {}) {
    super(message);
    this.kind = kind;
    this.fields = fields;
  }
}

export class Site {
  constructor({ person, signIn, form }) {
    Object.assign(this, { person, signIn, form });
  }

  /* Answers with what the site said. A token that grew old is changed and the question put again. */
  async send(address, content, { keepalive = false } = {}) {
    try {
      return await this.post(address, content, { keepalive });
    } catch (problem) {
      if (problem.kind !== "token") throw problem;
      await this.renewToken();
      return this.post(address, content, { keepalive });
    }
  }

  async post(address, content, { keepalive = false } = {}) {
    return this.answer(address, {
      method: "POST",
      keepalive,
      body: JSON.stringify(content),
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
        "X-Person": this.person,
      },
    });
  }

  async renewToken() {
    this.take(await this.answer(this.signIn, {}));
  }

  /* Signing in changes the token as well. */
  async signInWith(username, password) {
    await this.renewToken();
    const answer = await this.post(this.signIn, { username, password });
    this.take(answer);
    if (String(answer.person) !== this.person) {
      throw new Unanswered("refused", "That is someone else's account. Sign in with your own to continue with this text.");
    }
  }

  take({ token }) {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  }

  async answer(address, options) {
    let response;
    try {
      response = await fetch(address, {
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(20000),
        ...options,
        headers: { Accept: "application/json", ...options.headers },
      });
    } catch {
      throw new Unanswered("offline");
    }
    const content = await response.json().catch(() => ({}));
    if (response.ok) return content;
    throw new Unanswered(kindOf(response.status, content), content.error, content.fields);
  }
}

function kindOf(status, content) {
  if (status === 401) return "signed out";
  if (status === 403 && content.token) return "token";
  if (status >= 500) return "down";
  return "refused";
}
