import { brandAs, type PersonCode, type UnitCode } from "../model/ids.ts";
import type { PlanItem } from "../model/plan.ts";
import type { RosterUnit } from "../model/roster.ts";
import type { Participant, Session } from "../model/session.ts";

/** The session a planned item begins as: same id, everything known filled in, nobody asked for consent yet. */
export function sessionFromPlan(item: PlanItem, unit: Omit<RosterUnit, "name" | "aliases"> | undefined): Session {
  return {
    id: item.id,
    number: item.number,
    type: item.type,
    mode: item.mode,
    status: "planned",
    title: item.title,
    day: item.window.from,
    startTime: "09:00",
    minutes: item.minutes,
    site: {
      unit: unit?.code ?? item.unit ?? brandAs<UnitCode>(""),
      unitType: unit?.unitType ?? "",
      pilotLevel: unit?.pilotLevel ?? "不清楚",
      keyUnit: unit?.keyUnit ?? false,
      district: unit?.district ?? "",
    },
    protocol: item.protocol,
    participants: listExpected(item),
    notes: [],
    summary: "",
    observation: "",
    reflection: "",
    revision: 0,
  };
}

/** Those named in the plan, then as many 受访 without a name as are planned beyond them. */
function listExpected({ participants, personTimes }: PlanItem): readonly Participant[] {
  const named = participants.map((one): Participant => ({ ...one, consents: [] }));
  const taken = new Set<string>(named.map(({ person }) => person));
  const missing = personTimes - named.filter(({ role }) => role === "受访").length;
  const rest: Participant[] = [];
  for (let number = 1; rest.length < missing; number += 1) {
    const person = brandAs<PersonCode>(`P-${String(number).padStart(2, "0")}`);
    if (!taken.has(person)) rest.push({ person, role: "受访", category: "", consents: [] });
  }
  return [...named, ...rest];
}
