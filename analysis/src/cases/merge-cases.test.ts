import { brandAs } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import type { CaseSentence, CaseSummary } from "../model/case-summary.ts";
import { mergeCases } from "./merge-cases.ts";

const said = (start: number, text: string): CaseSentence => ({
  text,
  source: { transcript: brandAs("t"), revision: 1, start: brandAs(start), end: brandAs(start + 5) },
});
const own = (text: string): CaseSentence => ({ text, source: null });

function caseOf(revision: number, sections: Readonly<Record<string, readonly CaseSentence[]>>): CaseSummary {
  const parts = Object.entries(sections).map(([id, sentences]) => ({ id, heading: id, guidance: "", sentences }));
  const fixed = { kind: "reform", session: null, publicationConsent: false, attributes: {}, title: "案例" } as const;
  return { ...fixed, id: brandAs("c"), status: "draft", sections: parts, revision };
}

const wordsOf = ({ sections }: CaseSummary) => sections.map(({ sentences }) => sentences.map(({ text }) => text));

it("keeps what each of two people made of a case, and mine where both reworded one sentence", () => {
  const base = caseOf(1, {
    background: [said(0, "背景一。"), said(9, "背景二。")],
    effects: [said(20, "成效。")],
    notes: [],
  });
  const mine = caseOf(1, {
    background: [said(0, "背景一，我改。"), said(9, "背景二。")],
    effects: [said(20, "成效，我改。"), own("我写的。")],
    notes: [own("附我。")],
  });
  const theirs: CaseSummary = {
    ...caseOf(4, {
      background: [said(0, "背景一。"), own("对方写的。")],
      effects: [said(20, "成效，对方改。")],
      notes: [own("附他。")],
    }),
    ...{ title: "新题", status: "draft", pictures: [{ attachment: "p1", caption: "现场", portrait: false }] },
  };
  const { case: merged, replaced } = mergeCases(base, mine, theirs);
  expect(wordsOf(merged)).toEqual([
    ["背景一，我改。", "对方写的。"],
    ["成效，我改。", "我写的。"],
    ["附他。", "附我。"],
  ]);
  expect(merged).toMatchObject({ title: "新题", revision: 4, pictures: theirs.pictures });
  expect(replaced).toBe(1);
  expect(mergeCases(base, base, theirs)).toEqual({ case: { ...theirs, named: false }, replaced: 0 });
  expect(wordsOf(mergeCases(base, mine, base).case)).toEqual(wordsOf(mine));
});
