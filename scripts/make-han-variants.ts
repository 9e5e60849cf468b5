/** Makes `instruments/src/text/han-variants.ts` of Unicode's Unihan_Variants.txt: `node scripts/make-han-variants.ts FILE`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [file = ""] = process.argv.slice(2);
const lines = readFileSync(file, "utf8").split("\n");
const version = lines.find((line) => line.startsWith("# Unicode version:"))?.slice(19) ?? "";
const isBasic = (code: number): boolean => code <= 0xffff;
const codesOf = (text: string): number[] => text.split(" ").map((one) => Number.parseInt(one.slice(2), 16));

function readField(name: string): [number, number[]][] {
  return lines.flatMap((line) => {
    const [at = "", field, values = ""] = line.split("\t");
    return field === name ? [[codesOf(at)[0] ?? 0, codesOf(values).filter(isBasic)] as [number, number[]]] : [];
  });
}

/** Characters of GB 2312: forms in daily use, which only an explicit simplification may change. */
const everyday = new Set<number>();
const decoder = new TextDecoder("gbk");
for (let row = 0xb0; row <= 0xf7; row += 1) {
  for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
    everyday.add(decoder.decode(new Uint8Array([row, cell])).codePointAt(0) ?? 0);
  }
}
/** Simplified forms that only stand inside other characters. */
const components = new Set([..."讠钅饣纟"].map((one) => one.codePointAt(0) ?? 0));

const simple = new Map<number, number>();
for (const [from, to] of readField("kSimplifiedVariant")) {
  const other = to.find((one) => one !== from && !components.has(one));
  if (isBasic(from) && other !== undefined) simple.set(from, other);
}
for (const [to, froms] of readField("kTraditionalVariant")) {
  if (!isBasic(to) || components.has(to)) continue;
  for (const from of froms) {
    if (from !== to && !simple.has(from) && simple.get(to) !== from && !everyday.has(from)) simple.set(from, to);
  }
}

const isSimplified = new Set(readField("kTraditionalVariant").map(([code]) => code));
for (const field of ["kSemanticVariant", "kZVariant"]) {
  for (const [from, others] of readField(field)) {
    const same = others.find((one) => simple.has(one));
    const open = isBasic(from) && !simple.has(from) && !isSimplified.has(from) && !everyday.has(from);
    if (open && same !== undefined) simple.set(from, same);
  }
}

function settle(code: number): number {
  const passed = new Set([code]);
  let at = code;
  for (let next = simple.get(at); next !== undefined && !passed.has(next); next = simple.get(at)) {
    passed.add(next);
    at = next;
  }
  return at;
}

const pairs = [...simple.keys()]
  .sort((a, b) => a - b)
  .map((from) => [from, settle(from)] as const)
  .filter(([from, to]) => from !== to);
const text = (at: 0 | 1): string => String.fromCharCode(...pairs.map((pair) => pair[at]));
const source = `// Made by scripts/make-han-variants.ts of Unihan_Variants.txt, Unicode ${version.trim()}
// (kSimplifiedVariant, kTraditionalVariant, kSemanticVariant, kZVariant; © Unicode, Inc., https://www.unicode.org/license.txt).

/** Traditional characters of the basic plane; the simplified one stands at the same place of \`simplified\`. */
export const traditional =
  "${text(0)}";

export const simplified =
  "${text(1)}";
`;
writeFileSync(join(import.meta.dirname, "../instruments/src/text/han-variants.ts"), source);
process.stdout.write(`${pairs.length} pairs of Unicode ${version}\n`);
