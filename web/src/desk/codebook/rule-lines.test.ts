import { join } from "node:path";
import { loadPack } from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatRules, parseRules } from "./rule-lines.ts";

it("reads words, conditions and exclusions", () => {
  expect(parseRules("代表作、代表性成果\n\n工艺、产品 且 评价、职称 非 市场")).toEqual([
    { any: ["代表作", "代表性成果"] },
    { any: ["工艺", "产品"], all: ["评价", "职称"], none: ["市场"] },
  ]);
  expect(parseRules("非升即走 非 国外")).toEqual([{ any: ["非升即走"], none: ["国外"] }]);
  expect(parseRules("")).toEqual([]);
  expect(parseRules("代表作、、成果")).toBeNull();
});

it("gives back every rule that it wrote", () => {
  const word = fc.stringMatching(/^[一-龥A-Za-z0-9]{1,6}$/u);
  const list = fc.array(word, { minLength: 1, maxLength: 4 });
  const rule = fc.record({ any: list, all: list, none: list }, { requiredKeys: ["any"] });
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
      expect(parseRules(formatRules(rules))).toEqual(rules);
    }),
  );
});

it("loses nothing of the rules of a study pack", async () => {
  const folder = join(import.meta.dirname, "../../../../instruments/library/evaluation-reform");
  const rules = loadPack(await readPackFolder(folder)).codebook.codes.flatMap((code) => code.rules);
  expect(rules.length).toBeGreaterThan(20);
  expect(parseRules(formatRules(rules))).toEqual(rules);
});
