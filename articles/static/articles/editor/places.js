/* From a line of the text, counted from 1, to its place in the field. */

import { replace } from "./text.js";

export function goTo(textarea, line) {
  const lines = textarea.value.split("\n");
  const number = Math.min(Math.max(line, 1), lines.length);
  const start = lines.slice(0, number - 1).reduce((sum, text) => sum + text.length + 1, 0);
  textarea.setSelectionRange(start, start + lines[number - 1].length);
  textarea.blur(); // a field scrolls to its cursor when it is entered
  textarea.focus();
}

/* The whole text again, as one step that undo takes back; the cursor stays near its line. */
export function replaceAll(textarea, text) {
  const before = textarea.value;
  let start = 0;
  while (start < before.length && before[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < before.length - start && tail < text.length - start
    && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  replace(textarea, start, before.length - tail, text.slice(start, text.length - tail));
}
