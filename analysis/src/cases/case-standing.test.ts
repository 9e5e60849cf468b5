import {
  brandAs,
  type CaseId,
  type ContentHash,
  type Day,
  type Instant,
  type TranscriptId,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseConfirmation, CaseConsent, CaseSection, CaseSentence, CaseSummary } from "../model/case-summary.ts";
import { consentsMissing, hashCaseText, isPublishedCase, standingOf, stepsOf } from "./case-standing.ts";
import { compareCases } from "./compare-cases.ts";
import { findForeignNumbers } from "./foreign-numbers.ts";
import { listDropped, redraftCase } from "./redraft-case.ts";

const at = brandAs<Instant>("2026-11-27T02:00:00.000Z");
const said = (text: string, start: number): CaseSentence => ({
  text,
  source: { transcript: brandAs<TranscriptId>("t"), revision: 1, start: brandAs(start), end: brandAs(start + 10) },
});
const own = (text: string): CaseSentence => ({ text, source: null });
const section = (sentences: readonly CaseSentence[]): CaseSection => ({
  id: "a",
  heading: "一",
  guidance: "",
  sentences,
});
const summaryOf = (sentences: readonly CaseSentence[], more: Partial<CaseSummary> = {}): CaseSummary => ({
  id: brandAs<CaseId>("c"),
  kind: "reform",
  title: "案例（模拟数据）",
  session: null,
  status: "draft",
  publicationConsent: false,
  attributes: {},
  sections: [section(sentences)],
  revision: 1,
  confirmations: [],
  consents: [],
  ...more,
});
const confirm = (summary: CaseSummary): CaseSummary => ({
  ...summary,
  confirmations: stepsOf(summary)
    .slice(1)
    .map((step) => ({ step, textHash: hashCaseText(summary), form: "1", by: "u", at }) as CaseConfirmation),
});
const consent = (kind: CaseConsent["kind"], granted = true): CaseConsent => ({
  ...{ kind, granted, form: "A-1", by: "u", at },
  day: brandAs<Day>("2026-11-27"),
});

describe("standingOf", () => {
  it("holds for the confirmed text alone, whatever is edited, and again when the edit is taken back", () => {
    const text = fc.string({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.array(text, { maxLength: 5 }), (before, after) => {
        const confirmed = confirm(summaryOf(before.map(own)));
        expect(standingOf(confirmed)).toBe("final");
        const edited = { ...confirmed, sections: [section(after.map(own))] };
        const same = before.length === after.length && before.every((one, place) => one === after[place]);
        expect(standingOf(edited)).toBe(same ? "final" : "draft");
        expect(standingOf({ ...edited, sections: confirmed.sections })).toBe("final");
      }),
    );
  });

  it("does not reach a step past one that is missing or of another text", () => {
    const confirmed = confirm(summaryOf([own("甲。")]));
    const stale = (step: string) =>
      (confirmed.confirmations ?? []).map((one) =>
        one.step === step ? { ...one, textHash: brandAs<ContentHash>("other") } : one,
      );
    expect(standingOf({ ...confirmed, confirmations: stale("confirmedByUnit") })).toBe("confirmedByPerson");
    expect(standingOf({ ...confirmed, confirmations: stale("secrecyChecked") })).toBe("confirmedByUnit");
  });

  it("asks nobody to confirm what was made of documents, but the secrecy check", () => {
    const made = summaryOf([own("甲。")], { basis: "documents" });
    expect(stepsOf(made)).toEqual(["draft", "secrecyChecked", "final"]);
    expect(isPublishedCase(confirm(made))).toBe(true);
  });
});

describe("consents", () => {
  it("ask for what the case shows, and one taken back keeps it out", () => {
    const named = confirm(
      summaryOf([own("甲。")], { named: true, pictures: [{ attachment: "p", caption: "近照", portrait: true }] }),
    );
    expect(consentsMissing(named)).toEqual(["publication", "naming", "portrait"]);
    const all = { ...named, consents: [consent("publication"), consent("naming"), consent("portrait")] };
    expect(isPublishedCase(all)).toBe(true);
    expect(isPublishedCase({ ...all, consents: [consent("publication", false), ...all.consents.slice(1)] })).toBe(
      false,
    );
  });
});

const words = fc.constantFrom("甲。", "乙。", "丙。", "丁。", "😀𠮷。");
const sentence = fc.oneof(
  words.map(own),
  fc.tuple(words, fc.integer({ min: 0, max: 6 })).map(([text, start]) => said(text, start * 20)),
);

describe("compareCases", () => {
  it("tells all that went and came: what stood less what went and with what came is what stands", () => {
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 7 }), fc.array(sentence, { maxLength: 7 }), (before, after) => {
        const changes = compareCases(summaryOf(before), summaryOf(after));
        const texts = before.map(({ text }) => text);
        for (const change of changes) if (change.before !== null) texts.splice(texts.indexOf(change.before), 1);
        const come = changes.flatMap((change) => change.after ?? []);
        expect([...texts, ...come].sort()).toEqual(after.map(({ text }) => text).sort());
        expect(compareCases(summaryOf(before), summaryOf(before))).toEqual([]);
      }),
    );
  });
});

describe("redraftCase", () => {
  it("never loses or changes what a hand wrote or reworded, in its order, and never brings back what it took out", () => {
    const machine = (sentence: CaseSentence): boolean => sentence.source !== null && sentence.text.length === 2;
    fc.assert(
      fc.property(
        fc.uniqueArray(sentence, { maxLength: 7, selector: (one) => JSON.stringify(one.source ?? one.text) }),
        fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
        (present, drafted, gone) => {
          const dropped = gone.map((start) => said("", start * 20).source).filter((source) => source !== null);
          const fresh = summaryOf(drafted.sort((a, b) => a - b).map((start) => said("新。", start * 20)));
          const { summary, kept } = redraftCase(summaryOf(present, { dropped }), fresh, machine);
          const made = summary.sections[0]?.sentences ?? [];
          const hands = present.filter((one) => !machine(one));
          expect(made.filter((one) => hands.includes(one))).toEqual(hands);
          expect(kept).toBe(hands.length);
          const starts = made.flatMap(({ source }) => source?.start ?? []);
          expect(new Set(starts).size).toBe(starts.length);
          for (const { text, source } of made)
            if (text === "新。") expect(gone.includes((source?.start ?? 0) / 20)).toBe(false);
        },
      ),
    );
  });

  it("notes what an edit took out", () => {
    const dropped = listDropped(summaryOf([said("甲。", 0), said("乙。", 20)]), summaryOf([said("甲！", 0)]));
    expect(dropped.map(({ start }) => start)).toEqual([20]);
  });
});

describe("findForeignNumbers", () => {
  it.each([
    ["2019年起每3年一评", "2019年起每3年一评，共12人。", []],
    ["2018年起每3年一评", "2019年起每3年一评。", ["2018"]],
    ["转化二百万元，占35%", "转化两百万元，占35", ["35%"]],
    ["占40%，转化1.3亿元", "占百分之四十，转化一亿三千万元。", []],
    ["五年一评，三个月内反馈", "三年一评，三天内反馈。", ["五年", "三个月"]],
    ["一些人千方百计，一个团队六个人", "有个团队五个人。", ["六"]],
    ["成果转化3600亿元", "成果转化三千六百万元。", ["3600亿元"]],
    ["提高三点五倍，有二三十人", "提高3.5倍，有二三十人。", []],
    ["共1,200人", "共1,200人。", []],
  ])("%s / %s", (text, source, numbers) => {
    expect(findForeignNumbers(text, source)).toEqual(numbers);
  });
});
