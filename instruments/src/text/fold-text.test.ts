import fc from "fast-check";
import { expect, it } from "vitest";
import { foldForSearch } from "./fold-text.ts";

it("makes traditional and simplified, full and half width, capitals and small letters one", () => {
  expect(foldForSearch("職稱評審與後備人才，髮展")).toBe(foldForSearch("职称评审与后备人才，发展"));
  expect(foldForSearch("臺灣、徵求、爲了")).toBe(foldForSearch("台湾、征求、为了"));
  expect(foldForSearch("評審週期、公佈、佔比、諮詢、委託、遊說、升陞、讚")).toBe(
    "评审周期、公布、占比、咨询、委托、游说、升升、赞",
  );
  expect(foldForSearch("推诿、山峯、祕書、鹼")).toBe("推诿、山峰、秘书、碱");
  expect(foldForSearch("ＳＣＩ　論文")).toBe("sci 论文");
});

it("keeps every character at its place", () => {
  expect(foldForSearch("㎡ﬁ𠮷😀İ")).toHaveLength("㎡ﬁ𠮷😀İ".length);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const folded = foldForSearch(text);
      expect(folded).toHaveLength(text.length);
      expect([...folded]).toHaveLength([...text].length);
      expect(foldForSearch(folded)).toBe(folded);
    }),
  );
});
