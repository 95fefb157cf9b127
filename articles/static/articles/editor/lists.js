/* What the list tools do to the lines that are selected: they become items, items of the other kind,
   or words again. One step of undo takes it back. */

import { lines, replace } from "./text.js";

const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)]|[A-Za-z]{1,4}\))[ \t]+(?=\S)/;
const PASTED = /^[ \t]*(?:[•‣◦▪●○·][ \t]*|[o§]\t[ \t]*)(?=\S)/;
const HEADING = /^ {0,3}#{1,6}[ \t]+/;
const QUOTE = /^ {0,3}> ?/;
const TABLE_RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const PLACEHOLDER = "First point";

/* `kind`: "-" or "1.". Returns what was done, in words. */
export function list(textarea, kind) {
  const place = lines(textarea);
  const table = tableAround(textarea.value, place);
  if (table) return belowTable(textarea, kind, table);
  const rows = place.text.split("\n");
  const isQuoted = place.text.trim() && rows.every((row) => !row.trim() || QUOTE.test(row));
  const bare = isQuoted ? rows.map((row) => row.replace(QUOTE, "")) : rows;
  const items = read(bare);
  if (!items.length) return begin(textarea, kind, place);
  const done = changed(textarea.value, place, { bare, items, kind });
  put(textarea, place, { ...done, isQuoted });
  return done.said;
}

function changed(value, place, { bare, items, kind }) {
  if (!items.every(({ mark }) => isOf(mark, kind))) {
    return { rows: made(items, kind), isList: true, said: kind === "-" ? "List." : "Numbered list." };
  }
  const indent = Math.min(...items.map((item) => item.indent));
  if (!indent) return { rows: items.flatMap(({ words }) => ["", ...words]).slice(1), isList: false, said: "Plain text." };
  const out = new RegExp(`^[ \\t]{0,${indent - outerIndent(value.slice(0, place.start), indent)}}`);
  return { rows: bare.map((row) => row.replace(out, "")), isList: true, said: "Moved out by one level." };
}

/* The items in lines: what has no mark yet is one as well, without the marks of a heading. */
function read(rows) {
  const items = [];
  for (const row of rows.filter((each) => each.trim())) {
    const found = ITEM.exec(row);
    const last = items.at(-1);
    if (found) items.push({ indent: width(found[1]), mark: found[2], words: [row.slice(found[0].length)] });
    else if (last?.mark && /^[ \t]{2}/.test(row)) last.words.push(row.trim());
    else items.push({ indent: 0, mark: "", words: [row.replace(HEADING, "").replace(PASTED, "").trim()] });
  }
  return items;
}

/* Levels stay as they are; how far each is set in follows from the marks above it. */
function made(items, kind) {
  const open = [];
  return items.flatMap(({ indent, words: [first, ...rest] }) => {
    while (open.length && open.at(-1).indent > indent) open.pop();
    if (!open.length || open.at(-1).indent < indent) {
      const outer = open.at(-1);
      open.push({ indent, count: 0, column: outer ? outer.column + outer.width : Math.min(indent, 3) });
    }
    const level = open.at(-1);
    level.count += 1;
    const mark = kind === "-" ? "- " : `${level.count}. `;
    level.width = mark.length;
    return [" ".repeat(level.column) + mark + first, ...rest.map((row) => " ".repeat(level.column + mark.length) + row)];
  });
}

/* An empty line is needed where words would otherwise run into the list, or out of it. */
function put(textarea, { start, end }, { rows, isList, isQuoted }) {
  const { value } = textarea;
  const above = value.slice(0, start).split("\n").at(-2) ?? "";
  const below = value.slice(end + 1).split("\n")[0];
  const bare = (row) => row.replace(isQuoted ? QUOTE : "", "");
  const runsIn = (row) => bare(row).trim() && !(isList && ITEM.test(bare(row)));
  const empty = isQuoted ? ">" : "";
  const before = runsIn(above) && !(isList && /^[ \t]{2}/.test(above)) ? `${empty}\n` : "";
  const after = runsIn(below) ? `\n${empty}` : "";
  const text = rows.map((row) => (isQuoted ? `> ${row}`.trimEnd() : row)).join("\n");
  replace(textarea, start, end, before + text + after, [before.length, before.length + text.length]);
}

function begin(textarea, kind, { start, end }) {
  const above = textarea.value.slice(0, start).split("\n").at(-2) ?? "";
  const before = above.trim() && !ITEM.test(above) ? `\n${kind} ` : `${kind} `;
  replace(textarea, start, end, before + PLACEHOLDER, [before.length, before.length + PLACEHOLDER.length]);
  return kind === "-" ? "List." : "Numbered list.";
}

/* A table stays one: a mark before a row would end it. */
function belowTable(textarea, kind, end) {
  const before = `\n\n${kind} `;
  replace(textarea, end, end, before + PLACEHOLDER, [before.length, before.length + PLACEHOLDER.length]);
  return "A list begins below the table.";
}

/* Where the table ends that holds the first or last line; 0 where none does. */
function tableAround(value, { start, end }) {
  for (const at of [start, end]) {
    const first = value.lastIndexOf("\n\n", at - 1) + 1;
    const next = value.indexOf("\n\n", at);
    const last = next === -1 ? value.trimEnd().length : next;
    const rows = value.slice(first, last).split("\n");
    if (rows.some((row) => row.includes("|") && TABLE_RULE.test(row)) && at <= last) return last;
  }
  return 0;
}

function outerIndent(above, indent) {
  const outer = above.split("\n").map((row) => ITEM.exec(row)).filter(Boolean)
    .map((found) => width(found[1])).findLast((each) => each < indent);
  return outer ?? 0;
}

function isOf(mark, kind) {
  return mark !== "" && /^[-*+]$/.test(mark) === (kind === "-");
}

function width(indent) {
  return indent.replaceAll("\t", "    ").length;
}
