// Renders Markdown from standard input as HTML, in GitHub's dialect, and prints
// the cells of its tables as the text a reader sees, a list for each row.
import { readFileSync } from "node:fs";
import { marked } from "marked";

const html = marked.parse(readFileSync(0, "utf8"), { gfm: true });
const entities = { amp: "&", lt: "<", gt: ">", quot: '"' };
const text = (cell) =>
  cell
    .replace(/<br>/g, "\n")
    .replace(/<\/?(code|a)( href="[^"<>]*")?>/g, "")
    .replace(/&(#\d+|\w+);/g, (whole, name) => (name[0] === "#" ? String.fromCodePoint(name.slice(1)) : entities[name] ?? whole));
const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].slice(1);
console.log(JSON.stringify(rows.map(([, row]) => [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell]) => text(cell)))));
