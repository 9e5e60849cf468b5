import { describe, expect, it } from "vitest";
import { brandAs } from "../model/ids.ts";
import type { Consent, Participant, ParticipantRole, Session } from "../model/session.ts";
import type { Obligation, Study } from "../model/study.ts";
import { countObligations } from "./count-obligations.ts";
import { countReadings } from "./count-readings.ts";

const consent = (granted: boolean, at = "2025-03-01T01:00:00.000Z"): Consent => ({
  kind: "participate",
  granted,
  method: "口头",
  at: brandAs(at),
});

function person(
  code: string,
  role: ParticipantRole = "受访",
  consents: readonly Consent[] = [consent(true)],
): Participant {
  return { person: brandAs(code), role, category: "基础研究，副高", consents };
}

function session(
  id: string,
  more: Partial<Session> & {
    readonly unit?: string;
    readonly pilot?: Session["site"]["pilotLevel"];
    readonly key?: boolean;
  },
): Session {
  const { unit = "U1", pilot = "国家试点单位", key = true, ...rest } = more;
  return {
    id: brandAs(id),
    number: id,
    type: "个别访谈",
    mode: "现场",
    status: "held",
    title: "模拟访谈",
    day: brandAs("2025-03-01"),
    startTime: "09:00",
    minutes: 60,
    protocol: "P-C",
    participants: [],
    notes: [],
    summary: "",
    observation: "",
    reflection: "",
    revision: 1,
    site: { unit: brandAs(unit), unitType: "市属高校", pilotLevel: pilot, keyUnit: key, district: "南开" },
    ...rest,
  };
}

const note: Session["notes"][number] = {
  id: "n1",
  t: 60,
  question: null,
  type: "要点",
  text: "模拟记录",
  verbatim: false,
  codes: [],
  strength: null,
  sensitive: false,
};

/** Pilot and other units, repeated persons, companions, refused and withdrawn consents, a cancelled session, meetings with and without notes. */
const sessions: readonly Session[] = [
  session("s1", { participants: [person("P1"), person("P2"), person("R1", "调研组"), person("C1", "陪同", [])] }),
  session("s2", { participants: [person("P1"), person("R1", "调研组"), person("R2", "调研组")] }),
  session("s3", {
    unit: "U2",
    pilot: "非试点",
    key: false,
    participants: [person("P3"), person("P4", "受访", [consent(false)])],
  }),
  session("s4", { status: "cancelled", participants: [person("P5")] }),
  session("s5", { participants: [person("P6", "受访", [consent(false, "2025-03-02T01:00:00.000Z"), consent(true)])] }),
  session("m1", { type: "研讨会", notes: [note], participants: [person("E1", "参会", []), person("P7")] }),
  session("m2", { type: "专家论证会", participants: [person("E1", "参会", []), person("P10")] }),
  session("m3", { type: "座谈", unit: "U3", participants: [person("P8"), person("P8"), person("P9")] }),
];

function count(obligation: Partial<Obligation> & Pick<Obligation, "measure">) {
  const one: Obligation = { id: "o", label: { zh: "要求" }, atLeast: 3, unit: "人次", ...obligation };
  const study = { obligations: [one] } as unknown as Study;
  const [counted] = countObligations(study, {
    sessions,
    responses: ["r1", "r2", "r1"],
    reports: [],
    caseCollections: ["c"],
  });
  return { count: counted?.count, met: counted?.met, gap: counted?.gap, evidence: counted?.evidence };
}

/** Reasons of what an obligation leaves out, by session and person. */
function leftOut(obligation: Partial<Obligation> & Pick<Obligation, "measure">, among = sessions) {
  const one: Obligation = { id: "o", label: { zh: "要求" }, atLeast: 3, unit: "人次", ...obligation };
  const study = { obligations: [one] } as unknown as Study;
  const none = { responses: [], reports: [], caseCollections: [] };
  const [counted] = countObligations(study, { sessions: among, ...none });
  const lines = (counted?.lines ?? []).filter(({ reason }) => reason !== null);
  return lines.map(({ session: at, person: who, reason }) => `${at} ${who ?? "-"} ${reason}`);
}

describe("countObligations", () => {
  it("says why each other session and person does not count", () => {
    expect(leftOut({ measure: "interviewPersonTimes", filter: { pilotLevels: ["国家试点单位"] } })).toEqual([
      "s1 R1 otherRole",
      "s1 C1 otherRole",
      "s2 R1 otherRole",
      "s2 R2 otherRole",
      "s3 P3 otherSite",
      "s3 P4 otherSite",
      "s4 P5 cancelled",
      "s5 P6 consentTakenBack",
      "m1 E1 otherRole",
      "m2 E1 otherRole",
      "m2 P10 noNotes",
      "m3 P8 repeated",
    ]);
    expect(leftOut({ measure: "persons" })).toContain("s2 P1 repeated");
    expect(leftOut({ measure: "units" })).toEqual([
      "s2 - repeated",
      "s4 - cancelled",
      "s5 - consentTakenBack",
      "m1 - repeated",
      "m2 - noNotes",
    ]);
    expect(leftOut({ measure: "meetings" })).toHaveLength(6);
  });

  it("foresees what planned sessions would add", () => {
    const planned = session("p1", {
      status: "planned",
      participants: [person("P1", "受访", []), person("P20", "受访", [])],
    });
    const foreseen = (measure: Obligation["measure"]) => {
      const study = { obligations: [{ id: "o", label: { zh: "要求" }, atLeast: 9, unit: "人次", measure }] };
      const none = { responses: [], reports: [], caseCollections: [] };
      return countObligations(study as unknown as Study, { sessions: [...sessions, planned], ...none })[0]?.planned;
    };
    expect(foreseen("interviewPersonTimes")).toBe(2);
    expect(foreseen("persons")).toBe(1);
    expect(foreseen("units")).toBe(0);
    expect(leftOut({ measure: "interviewPersonTimes" }, [planned])).toEqual(["p1 P1 planned", "p1 P20 planned"]);
  });

  it("counts interviewees by session, not companions, refusals, withdrawals or cancelled sessions", () => {
    expect(count({ measure: "interviewPersonTimes" })).toEqual({
      count: 7,
      met: true,
      gap: 0,
      evidence: ["s1", "s2", "s3", "m1", "m3"],
    });
  });

  it("counts the second reading: researchers sent out", () => {
    expect(count({ measure: "fieldworkerPersonTimes" })).toEqual({
      count: 3,
      met: true,
      gap: 0,
      evidence: ["s1", "s2"],
    });
  });

  it("reads the same sessions five ways", () => {
    expect(countReadings(undefined, sessions)).toEqual({
      sessions: 5,
      interviewees: 7,
      fieldworkers: 3,
      persons: 6,
      units: 3,
    });
    const pilots = countReadings({ pilotLevels: ["国家试点单位"] }, sessions);
    expect(pilots).toEqual({ sessions: 4, interviewees: 6, fieldworkers: 3, persons: 5, units: 2 });
  });

  it("keeps to pilot units and to key units where the obligation says so", () => {
    expect(
      count({ measure: "interviewPersonTimes", filter: { pilotLevels: ["国家试点单位"] } }).evidence,
    ).not.toContain("s3");
    expect(count({ measure: "interviewPersonTimes", filter: { keyUnitsOnly: true } }).count).toBe(6);
    expect(count({ measure: "interviewPersonTimes", filter: { participantCategories: ["应用"] } }).count).toBe(0);
  });

  it("counts persons and units once", () => {
    expect(count({ measure: "persons" }).count).toBe(6);
    expect(count({ measure: "units" })).toEqual({
      count: 3,
      met: true,
      gap: 0,
      evidence: ["s1", "s2", "s3", "m1", "m3"],
    });
  });

  it("counts seminars and validation meetings, and says the gap plainly", () => {
    expect(count({ measure: "meetings" })).toEqual({ count: 2, met: false, gap: 1, evidence: ["m1", "m2"] });
    expect(count({ measure: "meetings", filter: { sessionTypes: ["研讨会"] } }).count).toBe(1);
  });

  it("counts responses, reports and collections by id", () => {
    expect(count({ measure: "responses" })).toMatchObject({ count: 2, gap: 1 });
    expect(count({ measure: "report", atLeast: 1 })).toMatchObject({ count: 0, met: false });
    expect(count({ measure: "caseCollection", atLeast: 1 })).toMatchObject({ count: 1, met: true });
  });
});
