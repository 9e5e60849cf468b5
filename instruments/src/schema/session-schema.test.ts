import { describe, expect, it } from "vitest";
import { sessionSchema } from "./session-schema.ts";

const session = {
  id: "0193c7a0-0000-7000-8000-000000000001",
  number: "T4-SITE03-I07",
  type: "个别访谈",
  mode: "现场",
  status: "held",
  title: "模拟访谈",
  day: "2025-03-01",
  startTime: "09:30",
  minutes: 65,
  site: { unit: "U-1", unitType: "市属高校", pilotLevel: "非试点", keyUnit: false, district: "南开" },
  protocol: "P-C",
  participants: [
    {
      person: "P-1",
      role: "受访",
      category: "基础研究，副高",
      consents: [{ kind: "participate", granted: true, method: "口头", at: "2025-03-01T01:30:00.000Z" }],
    },
  ],
  notes: [
    {
      id: "n1",
      t: 75,
      question: "Q1",
      type: "原话",
      text: "评审的人懂不懂，谈三句话就知道。",
      verbatim: true,
      codes: ["c2-1"],
      strength: 3,
      sensitive: false,
    },
  ],
  summary: "",
  observation: "",
  reflection: "",
  revision: 0,
} as const;

const [participant] = session.participants;
const [note] = session.notes;

describe("sessionSchema", () => {
  it("accepts a session and gives it back unchanged", () => {
    expect(sessionSchema.parse(session)).toEqual(session);
    const planned = { ...session, status: "planned", startTime: "", protocol: null, participants: [], notes: [] };
    expect(sessionSchema.parse(planned)).toEqual(planned);
  });

  it.each([
    ["an unknown key", { ...session, mood: "good" }, []],
    [
      "a name beside the person code",
      { ...session, participants: [{ ...participant, name: "某某" }] },
      ["participants", 0],
    ],
    ["a location beside the site", { ...session, site: { ...session.site, gps: "117,39" } }, ["site"]],
    ["an id that is no UUID", { ...session, id: "1" }, ["id"]],
    ["a day that does not exist", { ...session, day: "2025-02-30" }, ["day"]],
    ["a time past midnight", { ...session, startTime: "24:00" }, ["startTime"]],
    ["an unknown pilot level", { ...session, site: { ...session.site, pilotLevel: "市级" } }, ["site", "pilotLevel"]],
    ["a strength beyond 3", { ...session, notes: [{ ...note, strength: 4 }] }, ["notes", 0, "strength"]],
    ["a note before the start", { ...session, notes: [{ ...note, t: -1 }] }, ["notes", 0, "t"]],
    [
      "a note of 20,001 characters",
      { ...session, notes: [{ ...note, text: "字".repeat(20_001) }] },
      ["notes", 0, "text"],
    ],
    ["5,001 notes", { ...session, notes: Array(5_001).fill(note) }, ["notes"]],
    ["a summary of 100,001 characters", { ...session, summary: "字".repeat(100_001) }, ["summary"]],
    ["half a revision", { ...session, revision: 0.5 }, ["revision"]],
    ["no reflection", { ...session, reflection: undefined }, ["reflection"]],
  ])("refuses %s and names the place", (_, value, path) => {
    const outcome = sessionSchema.safeParse(value);
    expect(outcome.error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
