import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Classes of attacks and bad input on collection, with what each would do. */
const classes: Readonly<Record<string, string>> = {
  A1: "replay and transport retry make a second record, or lose the first",
  A2: "the same id with other content, the id of a withdrawn record, two devices at one record",
  A3: "one person answers twice",
  A4: "a rule that only the page would keep",
  A5: "quotas overfilled by races",
  A6: "the page's word on when it was finished opens a closed survey",
  A7: "values outside the schema",
  A8: "the page's word on how long it took is trusted",
  A9: "answer farms",
  A10: "test answers and drafts counted as real",
  B1: "a foreign id reached through one's own study",
  B2: "an address, export or setting without its right",
  B3: "somebody raises himself, or goes on after removal, sign-out or another password",
  B4: "guessing and enumeration",
  B5: "tokens leak, or robots that open a link spend it",
  B6: "a forged sender's address",
  B7: "a limit by address shuts out a whole institute",
  B8: "accounts that stand from the start, with a password everybody knows",
  C1: "an answer attacks whoever reads it",
  C2: "a text of the questionnaire attacks respondents and colleagues",
  C3: "an answer is repeated where it runs as markup",
  C4: "a file from elsewhere is a bomb or climbs out of its folder",
  C5: "an answer or a label runs as a formula of a spreadsheet",
  C6: "a link or a redirect runs code or leads away",
  C7: "an upload that runs as a page, or that belongs to somebody else",
  D1: "SQL in parameters, queries and bodies",
  D2: "the server calls addresses for somebody else",
  D3: "patterns and expressions that never end",
  D4: "XML and YAML that fetch or unfold without end",
  D5: "keys that reach the prototype of every object",
  D6: "requests that cost the server much and the sender nothing",
  D7: "a text is run as a template",
  D8: "a dependency that cleans or reads foreign content is itself open",
  E1: "an anonymous answer is found again by order, time, token, address or row",
  E2: "small cells, and differences of cells",
  E3: "backups keep what was erased",
  E4: "what one person left on a shared device",
  E5: "what is measured beside the answers tells of the person",
  E6: "links to files that open for ever",
  F: "the server is kept busy, or its store full, until respondents are turned away",
};

/** Why a class has no test of its own, or which part of it none tries. */
const notes: Readonly<Record<string, string>> = {
  D7: "does not apply: the server sends no e-mail and redirects nowhere; slots of letters and notices are filled by `fill-slots.ts` as text, once, with names that are listed, and nothing in them is evaluated",
  D8: "HTML is cleaned by an allow-list of the project itself (C2, C6), not by a dependency",
  E3: "what a backup outside the installation keeps ends with the key that was destroyed; recovery of D1 by time is said in the notes on Cloudflare",
  F: "webhooks do not exist; races, floods and full disks are tried in A1, A5, D6 and in `api/test/operation`; overload of D1 is not tried",
};

interface Attempt {
  readonly file: string;
  readonly title: string;
}

/** Titles that begin with a class or several, in the tests of the tree. */
function findAttempts(root: string, files: readonly string[]): ReadonlyMap<string, readonly Attempt[]> {
  const found = new Map<string, Attempt[]>();
  for (const file of files.filter((name) => /\.test\.tsx?$/.test(name))) {
    for (const title of readTitles(file, readFileSync(join(root, file), "utf8"))) {
      const [, ids = "", text = ""] = /^((?:(?:[A-E]\d{1,2}|F) )+)(.*)$/.exec(title) ?? [];
      for (const id of ids.split(" ").filter((one) => classes[one] !== undefined)) {
        found.set(id, [...(found.get(id) ?? []), { file, title: tidy(text) }]);
      }
    }
  }
  return found;
}

/** Titles of `it("…")` and, a row each, of `it.each([…])("…")`; what stands in no literal is left as “…”. */
function readTitles(file: string, text: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) titles.push(...titlesOf(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return titles;
}

function titlesOf({ expression: called, arguments: [title] }: ts.CallExpression): readonly string[] {
  if (title === undefined || !ts.isStringLiteralLike(title)) return [];
  if (called.getText() === "it") return [title.text];
  if (!ts.isCallExpression(called) || called.expression.getText() !== "it.each") return [];
  const [table] = called.arguments;
  const list = table !== undefined && ts.isAsExpression(table) ? table.expression : table;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return [title.text.replace(/%[sj#]/g, "…")];
  return list.elements.map((row) => fill(title.text, ts.isArrayLiteralExpression(row) ? row.elements : [row]));
}

function fill(title: string, cells: readonly ts.Expression[]): string {
  let at = 0;
  return title.replace(/ \(%#\)|%[sj]/g, (mark) => {
    if (mark.startsWith(" ")) return "";
    const cell = cells[at];
    at += 1;
    return cell === undefined ? "…" : ts.isStringLiteralLike(cell) ? cell.text : cell.getText().slice(0, 60);
  });
}

function tidy(text: string): string {
  const seen = text.replace(/\p{Cc}/gu, (sign) => JSON.stringify(sign).slice(1, -1));
  return seen.replace(/[\\|*_`[\]]/g, "\\$&").replaceAll("<", "&lt;");
}

function describeClass(id: string, attempts: readonly Attempt[]): string {
  if (attempts.length === 0 && notes[id] === undefined) throw new Error(`class ${id} has neither a test nor a note`);
  const files = [...new Set(attempts.map(({ file }) => file))].sort();
  const told = notes[id] === undefined ? [] : [`(${notes[id]})`];
  const tried = [...new Set(attempts.map(({ title }) => title)), ...told].join("<br>");
  const links = files.map((file) => `[${file.replace(/^.*\//, "")}](../${file})`).join("<br>");
  return `| ${id} | ${classes[id]} | ${tried || "–"} | ${links || "–"} |`;
}

/** `docs/attacks.md`: what each class would do, what is tried against it, and where. */
export function describeAttacks(root: string, files: readonly string[]): string {
  const attempts = findAttempts(root, files);
  const rows = Object.keys(classes).map((id) => describeClass(id, attempts.get(id) ?? []));
  return `# Attacks on collection

Bad input and attacks that a survey server must withstand, and the tests that try them. Each attempt is refused with its
stable problem code, nothing is stored or changed by it, and what is right still works. This page is written from the titles of the tests by \`node scripts/generated-docs.ts\`, and \`npm run check\`
fails while it differs from them.

| class | what it would do | what is tried | tests |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
