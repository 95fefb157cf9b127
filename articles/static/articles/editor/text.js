/* What the tools do to the text. Every change goes in as typing does, so that undo takes it back. */

export function replace(textarea, start, end, text, selection = [text.length, text.length]) {
  textarea.focus();
  textarea.setSelectionRange(start, end);
  const done = text
    ? document.execCommand("insertText", false, text)
    : start === end || document.execCommand("delete");
  if (!done) { // a browser that does not type into fields on request
    textarea.setRangeText(text, start, end, "end");
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }
  textarea.setSelectionRange(start + selection[0], start + selection[1]);
}

export function selected(textarea) {
  return textarea.value.slice(textarea.selectionStart, textarea.selectionEnd);
}

/* **bold**: puts the mark around what is selected, or takes it away again. */
export function wrap(textarea, mark, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const around = [value.slice(0, start), value.slice(end)];
  if (runAtEnd(around[0], mark) && runAtStart(around[1], mark)) {
    const inner = value.slice(start, end);
    replace(textarea, start - mark.length, end + mark.length, inner, [0, inner.length]);
    return;
  }
  if (start === end && closes(around, mark)) {
    textarea.setSelectionRange(end + mark.length, end + mark.length);
    return;
  }
  const text = value.slice(start, end) || placeholder;
  if (text.length > 2 * mark.length && runAtStart(text, mark) && runAtEnd(text, mark)) {
    const bare = text.slice(mark.length, -mark.length);
    replace(textarea, start, end, bare, [0, bare.length]);
    return;
  }
  const inner = text.trim() || placeholder;
  const lead = text.slice(0, text.indexOf(inner));
  const tail = text.slice(lead.length + inner.length);
  const from = lead.length + mark.length;
  replace(textarea, start, end, lead + mark + inner + mark + tail, [from, from + inner.length]);
}

/* The cursor stands behind words that the mark before them has opened: on the same line. */
function closes([before, after], mark) {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const opening = line.lastIndexOf(mark);
  const words = line.slice(opening + mark.length);
  return opening !== -1 && words.trim() === words && words !== "" && runAtStart(after, mark)
    && !words.includes("*") && runAtEnd(line.slice(0, opening + mark.length), mark);
}

/* One star is italic, two are bold, three both: so "*" is there when the run is 1 or 3 long. */
function runAtEnd(text, mark) {
  return marked(text.length - text.replace(/\*+$/, "").length, mark);
}

function runAtStart(text, mark) {
  return marked(text.length - text.replace(/^\*+/, "").length, mark);
}

function marked(stars, mark) {
  return mark === "**" ? stars >= 2 : stars % 2 === 1;
}

/* [palabras]{lang=es}: the language is selected, so that another can be typed. Returns what to do. */
export function language(textarea) {
  const { selectionStart: start, selectionEnd: end } = textarea;
  const words = selected(textarea) || "palabras";
  const at = `[${words}]{lang=`.length;
  replace(textarea, start, end, `[${words}]{lang=es}`, [at, at + 2]);
  return "Marked as Spanish. For another language, type its code, such as fr for French.";
}

/* The whole lines the selection touches. */
export function lines(textarea) {
  const { selectionStart, selectionEnd, value } = textarea;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n"
    ? selectionEnd - 1 : selectionEnd;
  const newline = value.indexOf("\n", last);
  const end = newline === -1 ? value.length : newline;
  return { start, end, text: value.slice(start, end) };
}

/* "> " before every line, or away again where every line has it. */
export function prefix(textarea, mark, placeholder) {
  const { start, end, text } = lines(textarea);
  const rows = text.split("\n");
  const written = rows.filter((row) => row.trim());
  if (written.length && written.every((row) => row.startsWith(mark))) {
    const bare = rows.map((row) => (row.startsWith(mark) ? row.slice(mark.length) : row)).join("\n");
    replace(textarea, start, end, bare, [0, bare.length]);
    return;
  }
  if (!written.length) {
    const before = blankBefore(textarea.value, start);
    const from = before.length + mark.length;
    replace(textarea, start, end, before + mark + placeholder, [from, from + placeholder.length]);
    return;
  }
  const before = blankBefore(textarea.value, start);
  const marked = rows.map((row) => mark + row).join("\n");
  replace(textarea, start, end, before + marked, [before.length, before.length + marked.length]);
}

/* Text → heading → smaller heading → text. Returns what the line has become, in words. */
export function heading(textarea) {
  const { start, end, text } = lines(textarea);
  const line = text.split("\n")[0];
  const rest = text.slice(line.length);
  const level = /^(#{0,6})\s*/.exec(line)[1].length;
  const bare = line.replace(/^#{1,6}\s*/, "") || "Heading";
  const next = level < 2 ? 2 : level === 2 ? 3 : 0;
  const before = next ? blankBefore(textarea.value, start) : "";
  const mark = next ? `${"#".repeat(next)} ` : "";
  const from = before.length + mark.length;
  replace(textarea, start, end, before + mark + bare + rest, [from, from + bare.length]);
  return { 0: "Plain text", 2: "Heading", 3: "Smaller heading" }[next];
}

/* A box such as "::: warning" around the lines that are selected, or around words to replace. */
export function box(textarea, kind, placeholder) {
  const { start, end, text } = lines(textarea);
  const words = text.trim() ? text : placeholder;
  const opening = `::: ${kind}\n`;
  const inner = kind === "keypoints" && text.trim() ? asList(words) : words;
  textarea.setSelectionRange(start, end);
  block(textarea, `${opening}${inner}\n:::`, [opening.length, opening.length + inner.length]);
}

function asList(words) {
  const rows = words.split("\n").filter((row) => row.trim());
  return rows.map((row) => (/^\s*(?:[-*+]|\d+[.)]) /.test(row) ? row : `- ${row.trim()}`)).join("\n");
}

/* A mark where the cursor is, and the note at the end of the text, where the cursor goes: one step. */
export function footnote(textarea) {
  const { selectionEnd: at, value } = textarea;
  const taken = new Set([...value.matchAll(/\[\^([^\]\s]+)\]/g)].map((found) => found[1]));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  const rest = value.slice(at).replace(/\n+$/, "");
  const words = "What the note says";
  const before = `[^${number}]${rest}\n\n[^${number}]: `;
  replace(textarea, at, value.length, `${before}${words}\n`, [before.length, before.length + words.length]);
  return `Footnote ${number}: write its words at the end of the text.`;
}

/* A block of its own, with an empty line before and after it. */
export function block(textarea, text, selection) {
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const before = gapBefore(value.slice(0, start));
  const after = gapAfter(value.slice(end));
  const at = selection || [text.length + after.length, text.length + after.length];
  const range = at.map((offset) => offset + before.length);
  replace(textarea, start, end, before + text + after, range);
}

function blankBefore(value, start) {
  return start === 0 || value.slice(0, start).endsWith("\n\n") ? "" : "\n";
}

function gapBefore(text) {
  if (!text.trim()) return "";
  return "\n".repeat(Math.max(0, 2 - (text.length - text.replace(/\n+$/, "").length)));
}

function gapAfter(text) {
  if (!text.trim()) return "\n";
  return "\n".repeat(Math.max(0, 2 - (text.length - text.replace(/^\n+/, "").length)));
}

/* Text in square brackets and addresses in parentheses, as Markdown reads them back. */
export function link(text, address) {
  return `[${escaped(text)}](${inParentheses(address)})`;
}

export function image(alternativeText, address) {
  return `![${escaped(alternativeText)}](${inParentheses(address)})`;
}

function escaped(text) {
  return text.replace(/\s+/g, " ").trim().replace(/[\\[\]*_`<]/g, "\\$&");
}

function inParentheses(address) {
  return address.trim().replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
