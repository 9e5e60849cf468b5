import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeidentifyRule } from "../model/deidentify.ts";
import type { Session } from "../model/session.ts";
import { sessionSchema } from "../schema/session-schema.ts";
import { arbitrarySession } from "../testing/arbitrary-session.ts";
import { deidentifySession, listSessionWords } from "./deidentify-session.ts";

const rules: readonly DeidentifyRule[] = [
  { kind: "words", name: "姓名", words: ["张三"], replacement: "〔某人〕" },
  { kind: "words", name: "高校", words: ["天津样例大学", "天津"], replacement: "〔某高校〕" },
  { kind: "pattern", name: "电话", pattern: "phone", replacement: "〔电话〕" },
];
const [sample] = fc.sample(arbitrarySession(), { numRuns: 1, seed: 3 }) as [Session];
const note = {
  ...{ id: "n1", t: 1, question: null, type: "要点" as const, verbatim: false, codes: [], strength: null },
  sensitive: false,
};
const session: Session = {
  ...sample,
  notes: [
    { ...note, text: "张三😀在天津样例大学，电话13800001234。" },
    { ...note, id: "n2", text: "张三说减负有用；老张也在。" },
  ],
  summary: "天津的做法",
  observation: "张三很累",
  reflection: "我认识张三",
};

describe("a session that leaves the study", () => {
  it("carries the replaced words in notes, summary and observation, and nothing else is touched", () => {
    const left = deidentifySession(session, rules, []);
    expect(left.notes.map(({ text }) => text)).toEqual([
      "〔某人〕😀在〔某高校〕，电话〔电话〕。",
      "〔某人〕说减负有用；老张也在。",
    ]);
    expect([left.summary, left.observation]).toEqual(["〔某高校〕的做法", "〔某人〕很累"]);
    const { notes, summary, observation, ...rest } = left;
    expect(rest).toEqual({ ...session, notes: undefined, summary: undefined, observation: undefined });
  });

  it("keeps what a person keeps, says what a person says, and takes what a person adds", () => {
    const decisions = [
      { text: "天津", replacement: null },
      { text: "天津样例大学", replacement: "甲校" },
      { text: "老张", replacement: "〔某同事〕" },
    ];
    const left = deidentifySession(session, rules, decisions);
    expect(left.summary).toBe("天津的做法");
    expect(left.notes.map(({ text }) => text)).toEqual([
      "〔某人〕😀在甲校，电话〔电话〕。",
      "〔某人〕说减负有用；〔某同事〕也在。",
    ]);
    const words = listSessionWords(session, rules, [...decisions, { text: "李四", replacement: "〔某人〕" }]);
    expect(words.map(({ text, rule, replacement, count }) => [text, rule, replacement, count])).toEqual([
      ["张三", "姓名", "〔某人〕", 3],
      ["天津样例大学", "高校", "甲校", 1],
      ["13800001234", "电话", "〔电话〕", 1],
      ["老张", "", "〔某同事〕", 1],
      ["天津", "高校", "〔某高校〕", 1],
      ["李四", "", "〔某人〕", 0],
    ]);
    expect(words[0]?.place).toEqual({ part: "notes", before: "", after: "😀在天津样例大学，电话1380" });
  });

  it("leaves no word of a rule in any session, whatever was typed, and the session valid", () => {
    const words = fc.constantFrom("评", "评审", "𠮷", "😀", "a");
    fc.assert(
      fc.property(arbitrarySession(), fc.uniqueArray(words, { minLength: 1 }), (one, found) => {
        const rule: DeidentifyRule = { kind: "words", name: "x", words: found, replacement: "〔某〕" };
        const left = deidentifySession(one, [rule], []);
        const said = [...left.notes.map(({ text }) => text), left.summary, left.observation].join("\n");
        for (const word of found) expect(said).not.toContain(word);
        expect(sessionSchema.safeParse(left).error).toBeUndefined();
        expect(listSessionWords(one, [rule], []).every(({ count }) => count > 0)).toBe(true);
      }),
    );
  });
});
