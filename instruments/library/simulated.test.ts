import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { countObligations } from "../src/ledger/count-obligations.ts";
import { brandAs } from "../src/model/ids.ts";
import type { Session } from "../src/model/session.ts";
import type { Obligation, Study } from "../src/model/study.ts";
import { sessionSchema } from "../src/schema/session-schema.ts";
import { parseTranscript } from "../src/transcript/parse-transcript.ts";

const packs = ["evaluation-reform", "talent-development"] as const;
const pilotLevels = ["国家试点单位", "国家试点地方内单位", "本省市自设试点"];
const meetingTypes = ["研讨会", "专家论证会"];

const simulatedSession = sessionSchema.omit({ id: true, revision: true }).extend({
  transcript: z.string().nullable(),
  caseKind: z.enum(["reform", "person"]).nullable(),
  caseTitle: z.string().nullable(),
  attributes: z.record(z.string(), z.string().min(1)),
});
const simulatedFile = z.strictObject({ mark: z.literal("模拟数据"), sessions: z.array(simulatedSession) });

type SimulatedSession = z.infer<typeof simulatedSession>;

function readLibrary(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

function readSessions(pack: string): readonly SimulatedSession[] {
  return simulatedFile.parse(parse(readLibrary(`${pack}/simulated/sessions.yaml`))).sessions;
}

function readTranscripts(pack: string): ReadonlyMap<string, string> {
  const folder = `${pack}/simulated/transcripts`;
  const names = readdirSync(new URL(folder, import.meta.url)).sort();
  return new Map(names.map((name) => [name, readLibrary(`${folder}/${name}`)]));
}

function listInterviewees({ participants }: SimulatedSession) {
  return participants.filter(
    ({ role, consents }) => role === "受访" && consents.some(({ kind, granted }) => kind === "participate" && granted),
  );
}

/** Every pair of texts with a stretch of `length` characters in common. */
function findShared(texts: ReadonlyMap<string, string>, length: number): readonly string[] {
  const seen = new Map<string, string>();
  const shared = new Set<string>();
  for (const [name, text] of texts) {
    const characters = [...text.replace(/\s/gu, "")];
    for (let start = 0; start + length <= characters.length; start += 1) {
      const stretch = characters.slice(start, start + length).join("");
      const other = seen.get(stretch);
      if (other && other !== name) shared.add(`${other} / ${name}: ${stretch}`);
      seen.set(stretch, name);
    }
  }
  return [...shared];
}

function countPersonTimes(sessions: readonly SimulatedSession[], filter: NonNullable<Obligation["filter"]>): number {
  const obligation: Obligation = {
    id: "interviews",
    label: { zh: "调研人次" },
    measure: "interviewPersonTimes",
    atLeast: 20,
    unit: "人次",
    filter,
  };
  const stored = sessions.map((session) => ({ ...session, id: session.number, revision: 1 }) as unknown as Session);
  const study: Study = {
    id: brandAs("simulated"),
    title: { zh: "模拟" },
    topic: "",
    commissioner: "",
    undertaker: "",
    lead: "",
    period: { from: brandAs("2025-01-01"), to: brandAs("2025-12-31") },
    reportYear: 2025,
    region: "",
    obligations: [obligation],
    deliverables: [],
    simulated: true,
    mainlandPersonalInformation: false,
  };
  const [counted] = countObligations(study, { sessions: stored, responses: [], reports: [], caseCollections: [] });
  return counted?.count ?? 0;
}

describe("simulated transcripts", () => {
  const all = new Map(packs.flatMap((pack) => [...readTranscripts(pack)]));

  it("are at least 20 texts of at least 800 Han characters, each marked as simulated", () => {
    expect(all.size).toBeGreaterThanOrEqual(20);
    for (const [name, text] of all) {
      expect([name, text.match(/\p{Script=Han}/gu)?.length]).toSatisfy(([, count]) => count >= 800);
      expect(text.startsWith(`【模拟数据】${name.slice(0, -".txt".length)} `)).toBe(true);
    }
  });

  it("share no stretch of 30 characters", () => {
    expect(findShared(all, 30)).toEqual([]);
  });

  it("fall into turns of an interviewer and interviewees", () => {
    for (const [name, text] of all) {
      const speakers = new Set(parseTranscript(text).turns.map(({ speaker }) => speaker));
      expect([name, ...speakers].slice(1).every((speaker) => /^(访谈员|受访者[甲乙丙丁]?)$/u.test(speaker))).toBe(true);
      expect(speakers.has("访谈员")).toBe(true);
    }
  });
});

describe.each(packs)("simulated sessions of %s", (pack) => {
  const sessions = readSessions(pack);
  const transcripts = readTranscripts(pack);
  const held = sessions.filter(({ status }) => status === "held");

  it("have a transcript each, and each transcript a session with as many speakers as interviewees", () => {
    const named = sessions.flatMap(({ transcript }) => transcript ?? []);
    expect([...named].sort()).toEqual([...transcripts.keys()]);
    for (const session of sessions.filter(({ transcript }) => transcript !== null)) {
      const turns = parseTranscript(transcripts.get(session.transcript ?? "") ?? "").turns;
      const speakers = new Set(turns.map(({ speaker }) => speaker).filter((speaker) => speaker !== "访谈员"));
      expect([session.number, speakers.size]).toEqual([session.number, listInterviewees(session).length]);
    }
  });

  it("have coded participants, asked for consent before the interview", () => {
    for (const { number, type, day, participants } of held) {
      expect(participants.every(({ person, category }) => /^P-\d{4}$/.test(person) && category !== "")).toBe(true);
      expect(new Set(participants.map(({ person }) => person)).size).toBe(participants.length);
      expect(participants.some(({ role }) => role === "调研组")).toBe(true);
      const interviewees = participants.filter(({ role }) => role === "受访");
      expect([number, interviewees.length > 0]).toEqual([number, !meetingTypes.includes(type)]);
      for (const { consents } of interviewees) {
        expect(consents.find(({ kind }) => kind === "participate")?.at.startsWith(day)).toBe(true);
      }
    }
  });

  it("lie in the study period, one number each, with one description a unit", () => {
    expect(sessions.every(({ day }) => day >= "2025-01-01" && day <= "2025-12-31")).toBe(true);
    expect(new Set(sessions.map(({ number }) => number)).size).toBe(sessions.length);
    const sites = new Set(sessions.map(({ site }) => JSON.stringify(site)));
    expect(new Set(sessions.map(({ site }) => site.unit)).size).toBe(sites.size);
  });

  it("quote word for word, in order of time, with codes of the codebook", () => {
    const codebook = z
      .object({ codes: z.array(z.object({ id: z.string() })) })
      .parse(parse(readLibrary("common/codebook.yaml")));
    const codes = new Set(codebook.codes.map(({ id }) => id));
    for (const { number, notes, minutes, transcript } of held) {
      const text = transcript === null ? "" : (transcripts.get(transcript) ?? "");
      expect([number, notes.length]).toSatisfy(([, count]) => count >= 4 && count <= 8);
      expect(notes.filter(({ verbatim }) => verbatim).filter((note) => !text.includes(note.text))).toEqual([]);
      expect(notes.flatMap((note) => note.codes).filter((code) => !codes.has(code))).toEqual([]);
      const times = notes.map(({ t }) => t);
      expect([number, times]).toEqual([number, [...times].sort((a, b) => a - b)]);
      expect(Math.max(...times)).toBeLessThan(minutes * 60);
    }
  });

  it("hold meetings, a cancelled session, and a title for every case", () => {
    expect(held.filter(({ type }) => meetingTypes.includes(type)).length).toBeGreaterThanOrEqual(3);
    expect(sessions.some(({ status }) => status === "cancelled")).toBe(true);
    const cases = sessions.filter(({ caseKind }) => caseKind !== null);
    expect(cases.length).toBeGreaterThanOrEqual(5);
    expect(cases.every(({ caseTitle }) => caseTitle !== null)).toBe(true);
  });
});

describe("person-times of the simulated sessions", () => {
  it("reach 20 at pilot sites and 20 at key units", () => {
    expect(countPersonTimes(readSessions("evaluation-reform"), { pilotLevels })).toBeGreaterThanOrEqual(20);
    expect(countPersonTimes(readSessions("talent-development"), { keyUnitsOnly: true })).toBeGreaterThanOrEqual(20);
  });

  it("leave out the one who refused", () => {
    const sessions = readSessions("evaluation-reform");
    const refused = sessions.flatMap((session) =>
      session.participants.filter(({ consents }) => consents.some((c) => c.kind === "participate" && !c.granted)),
    );
    expect(refused.length).toBe(1);
    const invited = sessions
      .filter(({ status }) => status === "held")
      .flatMap(({ participants }) => participants.filter(({ role }) => role === "受访"));
    expect(countPersonTimes(sessions, {})).toBe(invited.length - 1);
  });
});
