/* What this browser keeps of unsaved words until the site has them: by person, page and window. */

const PREFIX = "unsaved:";

export class Store {
  constructor({ person, page, window }) {
    this.own = `${PREFIX}${person}:`;
    this.page = `${this.own}${page}:`;
    this.key = `${this.page}${window}`;
  }

  /* False where the browser keeps nothing for us: it is full, or told not to. */
  keep(entry) {
    try {
      localStorage.setItem(this.key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  /* The site has what was typed up to the entry; what was typed since stays. */
  forget(entry, key = this.key) {
    const kept = read(key);
    if (kept && kept.sequence <= entry.sequence) localStorage.removeItem(key);
  }

  /* Windows whose form was saved since need nothing kept, on whatever page they were. */
  forgetWindows(windows) {
    for (const key of keys(this.own)) {
      if (windows.includes(key.split(":").pop())) localStorage.removeItem(key);
    }
  }

  /* What other windows left behind on this page, as [key, entry]. */
  leftovers() {
    return keys(this.page)
      .filter((key) => key !== this.key)
      .map((key) => [key, read(key)])
      .filter(([, entry]) => entry);
  }
}

/* All that is kept of one person, on whatever page, as [key, entry]. */
export function keptOf(person) {
  return keys(`${PREFIX}${person}:`).map((key) => [key, read(key)]).filter(([, entry]) => entry);
}

/* Of that person only: what someone else left here unsent is still theirs to send. */
export function forgetAllOf(person) {
  for (const key of keys(`${PREFIX}${person}:`)) localStorage.removeItem(key);
}

function keys(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
