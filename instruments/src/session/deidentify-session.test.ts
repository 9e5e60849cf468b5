import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeidentifyRule } from "../model/deidentify.ts";
import { brandAs, type PersonCode } from "../model/ids.ts";
import type { MeetingRecord } from "../model/meeting.ts";
import type { PlanItem } from "../model/plan.ts";
import type { Session } from "../model/session.ts";
import { sessionSchema } from "../schema/session-schema.ts";
import { arbitrarySession } from "../testing/arbitrary-session.ts";
import { deidentifyPlanItem, deidentifySession, listSessionWords } from "./deidentify-session.ts";

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

  it("carries them in title, seats, meeting and foot, too, and in the plan, which loses what only those who go need", () => {
    const person = {
      ...{ person: brandAs<PersonCode>("E1"), role: "参会" as const, category: "张三的同事", consents: [] },
    };
    const seat = { unit: "天津样例大学", position: "院长", field: "化学", kind: "专家" as const };
    const opinion = { id: "o1", speaker: person.person, kind: "意见" as const, adoption: null, chapter: "" };
    const meeting: MeetingRecord = {
      ...{ sequence: 1, place: "天津", organiser: "天津样例大学", undertaker: "", chair: "张三", expected: 3 },
      ...{ present: 3, online: 0, agenda: "张三汇报", documents: "", consensus: "", reserved: "", scores: [] },
      opinions: [{ ...opinion, point: "张三的意见", reason: "天津已做" }],
      decisions: [{ id: "d1", matter: "联系张三", owner: "张三", due: null, state: "未开始" }],
      panel: { leader: null, heard: "", conclusions: ["张三完成了任务"], problems: "", verdict: null },
      ...{ signedBy: "张三", signedOn: null },
    };
    const held: Session = {
      ...session,
      title: "天津样例大学张三访谈",
      participants: [{ ...person, seat: { ...seat, attendance: "纸质签到" } }],
      meeting,
    };
    const left = deidentifySession(held, rules, []);
    expect(left.title).toBe("〔某高校〕〔某人〕访谈");
    expect(left.participants[0]).toMatchObject({
      person: "E1",
      category: "〔某人〕的同事",
      seat: { unit: "〔某高校〕" },
    });
    expect(JSON.stringify(left.meeting)).not.toMatch(/张三|天津/);
    expect(listSessionWords(held, rules, [])[0]?.place?.part).toBe("title");
    const item = {
      ...{ title: "访张三", note: "找张三", moves: [], cancelled: "张三出差" },
      ...{ participants: [person], assignees: ["u"] },
    };
    const planned = deidentifyPlanItem(item as unknown as PlanItem, rules, [{ text: "张三", replacement: "〔甲〕" }]);
    expect(planned).toMatchObject({ title: "访〔甲〕", note: "", cancelled: "〔甲〕出差", assignees: [] });
    expect(planned.participants[0]?.category).toBe("〔甲〕的同事");
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
        const people = left.participants.map(({ category }) => category);
        const notes = left.notes.map(({ text }) => text);
        const said = [left.title, ...people, ...notes, left.summary, left.observation].join("\n");
        for (const word of found) expect(said).not.toContain(word);
        expect(sessionSchema.safeParse(left).error).toBeUndefined();
        expect(listSessionWords(one, [rule], []).every(({ count }) => count > 0)).toBe(true);
      }),
    );
  });
});
