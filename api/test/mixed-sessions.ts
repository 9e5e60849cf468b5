import { makeSession } from "./session.ts";

const agreed = { kind: "participate", granted: true, method: "口头", at: "2026-10-12T01:30:00.000Z" };
const refused = { ...agreed, granted: false };
const someone = (person: string, role = "受访", consents: readonly object[] = [agreed]) => ({
  person,
  role,
  category: "基础研究，副高",
  consents,
});
const site = { unitType: "高校", keyUnit: true, district: "南开区", pilotLevel: "国家试点单位" };

/** Pilot and other units, repeated persons, companions, unconsented and cancelled sessions, one planned. 模拟数据 */
export const mixedSessions = (
  [
    { number: "I01", participants: [someone("P1"), someone("P2"), someone("R1", "调研组"), someone("C1", "陪同", [])] },
    { number: "I02", participants: [someone("P1"), someone("P3", "受访", [refused]), someone("R1", "调研组")] },
    { number: "I03", site: { ...site, unit: "U02", pilotLevel: "非试点" }, participants: [someone("P4")] },
    { number: "I04", status: "cancelled", participants: [someone("P5")] },
    { number: "I05", status: "planned", participants: [someone("P6", "受访", [])] },
    { number: "M01", type: "研讨会", notes: [], participants: [someone("P7"), someone("E1", "参会", [])] },
  ] as const
).map((changes, index) => {
  const id = `019a0000-0000-7000-8000-00000000000${index + 1}`;
  return makeSession(id, { site: { ...site, unit: "U01" }, ...changes });
});

/** Obligations that read the mixed sessions in both readings of 人次, by meetings, persons and units. */
export const mixedObligations = `obligations:
  - { id: pilots, label: { zh: 深入试点单位调研 }, measure: interviewPersonTimes, atLeast: 5, unit: 人次, filter: { pilotLevels: [国家试点单位] } }
  - { id: sent, label: { zh: 调研出动 }, measure: fieldworkerPersonTimes, atLeast: 0, unit: 人次 }
  - { id: seminars, label: { zh: 召开研讨会 }, measure: meetings, atLeast: 3, unit: 场 }
  - { id: people, label: { zh: 访谈人数 }, measure: persons, atLeast: 3, unit: 人 }
  - { id: units, label: { zh: 调研单位 }, measure: units, atLeast: 2, unit: 家 }
  - { id: report, label: { zh: 研究报告1份 }, measure: report, atLeast: 1, unit: 份 }
deliverables:`;
