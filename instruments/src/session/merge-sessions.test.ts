import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs } from "../model/ids.ts";
import type { NoteRow, Participant, Session } from "../model/session.ts";
import { sessionSchema } from "../schema/session-schema.ts";
import { arbitraryEdit, arbitrarySession } from "../testing/arbitrary-session.ts";
import { mergeSessions } from "./merge-sessions.ts";

const twoEdits = arbitrarySession().chain((base) =>
  fc.record({ base: fc.constant(base), mine: arbitraryEdit(base, "A"), theirs: arbitraryEdit(base, "B") }),
);

const [sample] = fc.sample(arbitrarySession(), { numRuns: 1, seed: 1 }) as [Session];
const note = (id: string, text: string): NoteRow => ({
  id,
  t: 60,
  question: null,
  type: "要点",
  text,
  verbatim: false,
  codes: [],
  strength: null,
  sensitive: false,
});
const base: Session = { ...sample, notes: [note("n1", "一"), note("n2", "二")], participants: [], summary: "" };

describe("mergeSessions", () => {
  it("takes the edit of the one side that edited", () => {
    fc.assert(
      fc.property(twoEdits, ({ base: was, mine }) => {
        expect(mergeSessions(was, mine, was).session).toEqual({ ...mine, revision: was.revision });
        expect(mergeSessions(was, was, mine).session).toEqual(mine);
      }),
    );
  });

  it("loses no text either side typed, keeps every row once, and stays a valid session", () => {
    fc.assert(
      fc.property(twoEdits, ({ base: was, mine, theirs }) => {
        const { session } = mergeSessions(was, mine, theirs);
        const said = session.notes.map(({ text }) => text).join("\n");
        for (const side of [mine, theirs]) {
          const typed = side.notes.filter(({ id, text }) => was.notes.find((one) => one.id === id)?.text !== text);
          for (const { text } of typed) expect(said).toContain(text);
          if (side.summary !== was.summary) expect(session.summary).toContain(side.summary);
        }
        const ids = session.notes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(sessionSchema.safeParse(session).error).toBeUndefined();
      }),
    );
  });

  it("keeps the rows of each side in the order they were written, whatever their stamps and ids say", () => {
    fc.assert(
      fc.property(twoEdits, ({ base: was, mine, theirs }) => {
        const merged = mergeSessions(was, mine, theirs).session.notes.map(({ id }) => id);
        const ours = mine.notes.map(({ id }) => id).filter((id) => merged.includes(id));
        expect(merged.filter((id) => ours.includes(id))).toEqual(ours);
        const added = theirs.notes.map(({ id }) => id).filter((id) => !was.notes.some((one) => one.id === id));
        expect(merged.filter((id) => added.includes(id))).toEqual(added);
      }),
    );
    const stamped = (t: number, id: string) => ({ ...note(id, "时钟被调回"), t });
    const back = { ...base, notes: [stamped(300, "z"), stamped(20, "a"), stamped(10, "m")] };
    expect(
      mergeSessions({ ...base, notes: [] }, back, { ...base, notes: [] }).session.notes.map(({ id }) => id),
    ).toEqual(["z", "a", "m"]);
  });

  it("tells the value that gave way in a row, once however often it is merged", () => {
    fc.assert(
      fc.property(twoEdits, ({ base: was, mine, theirs }) => {
        const { session, conflicts } = mergeSessions(was, mine, theirs);
        expect(session.notes.filter(({ text }) => text.startsWith("合并提示")).length).toBe(conflicts.length);
        expect(mergeSessions(theirs, session, theirs).session).toEqual(session);
        expect(mergeSessions(was, session, theirs).session.notes.length).toBe(session.notes.length);
      }),
    );
  });

  it("lets an edited row outlive its deletion, and a deletion stand where nobody edited", () => {
    const mine = { ...base, notes: [note("n1", "一，补充")] };
    const theirs = { ...base, notes: [note("n2", "二")] };
    expect(mergeSessions(base, mine, theirs).session.notes.map(({ text }) => text)).toEqual(["一，补充"]);
  });

  it("puts two texts of one row one after the other", () => {
    const mine = { ...base, notes: [note("n1", "甲写的")] };
    const theirs = { ...base, notes: [note("n1", "乙写的"), note("n2", "二")] };
    expect(mergeSessions(base, mine, theirs).session.notes).toEqual([note("n1", "甲写的\n【另一台设备】乙写的")]);
  });

  it("keeps two people apart whom two devices gave one code", () => {
    const person = (category: string): Participant => ({
      person: brandAs<Participant["person"]>("P-02"),
      role: "受访",
      category,
      consents: [],
    });
    const mine = { ...base, participants: [person("高校，副高")] };
    const theirs = { ...base, participants: [person("企业，工程师")] };
    const { participants } = mergeSessions(base, mine, theirs).session;
    expect(participants.map((one) => `${one.person} ${one.category}`)).toEqual([
      "P-02 高校，副高",
      "P-02-2 企业，工程师",
    ]);
  });

  it("keeps rows that share a key", () => {
    const twice = { ...base, notes: [note("n1", "甲"), note("n1", "乙")] };
    const theirs = { ...base, notes: [...base.notes, note("n3", "丙")] };
    const said = mergeSessions(base, twice, theirs).session.notes.map(({ text }) => text);
    expect(said).toEqual(expect.arrayContaining(["甲", "乙", "丙"]));
  });

  it("keeps my day where both moved the session, and says the other", () => {
    const day = (value: string) => brandAs<Session["day"]>(value);
    const { session } = mergeSessions(base, { ...base, day: day("2025-03-02") }, { ...base, day: day("2025-03-03") });
    expect(session.day).toBe("2025-03-02");
    expect(session.notes.at(-1)?.text).toBe("合并提示：day 本机为“2025-03-02”，另一台设备为“2025-03-03”，已保留前者。");
  });
});
