import { brandAs, type CaseId, makeTranscript, type SessionId, type TranscriptId } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralTextTools } from "../text/text-tools.ts";
import { draftCase } from "./draft-case.ts";
import { personTemplate } from "./person-template.ts";
import { reformTemplate } from "./reform-template.ts";

const clause = fc.constantFrom(
  "我们单位的考核改成三年一次",
  "嗯，就是说😀代表作比论文数量重要",
  "𠮷教授带的团队把成果转化了两百万元",
  "以前一年考核三次，大家没有时间做研究",
  "领导说“先试点”。后来推开了",
  "这个不要写进去",
  "然后呢",
);
const turn = fc.tuple(
  fc.constantFrom("访谈员", "受访者", "甲"),
  fc.array(fc.tuple(clause, fc.constantFrom("。", "？", "……", "，", "")), { maxLength: 6 }),
);
const raw = fc
  .array(turn, { minLength: 1, maxLength: 8 })
  .map((turns) =>
    turns.map(([who, said]) => `${who}：${said.map(([words, mark]) => words + mark).join("")}`).join("\n"),
  );

describe("draftCase", () => {
  it("cuts every sentence exactly out of its transcript, counted in code points, and never twice", () => {
    fc.assert(
      fc.property(fc.array(raw, { maxLength: 3 }), fc.constantFrom("reform", "person"), (texts, kind) => {
        const template = kind === "reform" ? reformTemplate : personTemplate;
        const transcripts = texts.map((text, place) =>
          makeTranscript({
            id: brandAs<TranscriptId>(`t${place}`),
            revision: 1,
            session: brandAs<SessionId>("s"),
            title: "访谈",
            raw: text,
          }),
        );
        const codebook = { version: "1", modifiers: {}, codes: [] };
        const id = brandAs<CaseId>("c");
        const source = {
          id,
          title: "案例",
          session: null,
          template,
          transcripts,
          codebook,
          codings: [],
          attributes: {},
        };
        const draft = draftCase(source, neutralTextTools);
        expect(draft.sections.map((section) => section.id)).toEqual(template.sections.map((section) => section.id));
        const sentences = draft.sections.flatMap((section) => section.sentences);
        for (const { text, source: span } of sentences) {
          const said = transcripts.find((transcript) => transcript.id === span?.transcript)?.text ?? "";
          expect([...said].slice(span?.start, span?.end).join("")).toBe(text);
          expect(text).not.toBe("");
        }
        const places = sentences.map(({ source: span }) => `${span?.transcript} ${span?.start}`);
        expect(new Set(places).size).toBe(places.length);
        expect(draftCase(source, neutralTextTools)).toEqual(draft);
      }),
      { numRuns: 60 },
    );
  });
});
