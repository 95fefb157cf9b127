/* Formatted text from other programs becomes Markdown on the server, in place, and one undo takes it
   back. Whatever goes wrong, the plain words go in. Ctrl+Shift+V pastes plain text: the browser then
   offers no HTML, and this module has nothing to do. */

import { post } from "./server.js";
import * as text from "./text.js";

const MOST = 500000; // characters of HTML, as the server has it
const WAIT = 15000; // milliseconds
const UNDO = "Press Ctrl+Z to undo, or Ctrl+Shift+V to paste plain text.";

const BLOCK = /\n|^(?:#{1,6} |[-*+] |\d+[.)] |> |\| )/;

/* Code editors copy how the text looks, line by line: its plain words are what was meant. */
const FROM_CODE = /white-space:\s*pre(?!-line)|font-family:[^;"]*(?:monospace|consolas|menlo)/i;

/* Whether a paste event holds formatting that is worth asking about. */
export function isFormatted(data) {
  const html = data.getData("text/html");
  return html.trim() !== "" && data.types.includes("text/plain") && !isCode(html);
}

function isCode(html) {
  return FROM_CODE.test(html) && !/<(?:h[1-6]|ul|ol|table|a\s)/i.test(html);
}

/* Puts what was copied into the text; answers with what to say about it, and whether it is trouble. */
export async function paste(textarea, data, { address, token }) {
  const html = data.getData("text/html");
  const plain = data.getData("text/plain");
  const { selectionStart: start, selectionEnd: end } = textarea;
  if (html.length > MOST) {
    insert(textarea, start, end, plain);
    return { words: "This was too much to format at once, so it was pasted as plain text.", isProblem: true };
  }
  // Nothing may be typed where the words will go; the field keeps its focus, and its place.
  textarea.readOnly = true;
  textarea.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await post(address, question(textarea, html), { token, signal: AbortSignal.timeout(WAIT) });
  } catch (problem) {
    answer = { problem: problem.name === "TimeoutError" ? "The site took too long." : problem.message };
  } finally {
    textarea.readOnly = false;
    textarea.removeAttribute("aria-busy");
  }
  if (!answer.markdown) {
    insert(textarea, start, end, plain);
    const why = answer.problem ? ` ${answer.problem}` : "";
    return { words: `Pasted as plain text.${why}`, isProblem: Boolean(answer.problem) };
  }
  insert(textarea, start, end, answer.markdown, { isMarkdown: true });
  return { words: ["Pasted with its formatting.", ...answer.remarks, UNDO].join(" "), isProblem: false };
}

function question(textarea, html) {
  const data = new FormData();
  data.set("html", html);
  data.set("language", textarea.form.elements.namedItem("language")?.value || "en");
  const notes = [...textarea.value.matchAll(/\[\^footnote-(\d+)\]/g)].map((found) => Number(found[1]));
  data.set("first_note", String(Math.max(0, ...notes) + 1));
  return data;
}

/* A heading, a list, a table or several paragraphs stand between empty lines; words go into a line. */
function insert(textarea, start, end, words, { isMarkdown = false } = {}) {
  textarea.focus();
  textarea.setSelectionRange(start, end);
  if (isMarkdown && BLOCK.test(words)) text.block(textarea, words);
  else text.replace(textarea, start, end, words);
}
