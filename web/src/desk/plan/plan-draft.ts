import {
  brandAs,
  type Day,
  type Participant,
  type PersonCode,
  type PlanItem,
  type SessionId,
} from "@diaoyan/instruments";

/** A planned item as its form holds it. */
export interface PlanDraft {
  readonly title: string;
  readonly number: string;
  readonly type: PlanItem["type"];
  readonly mode: PlanItem["mode"];
  /** "" for none of the roster. */
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number | null;
  /** "" for none. */
  readonly protocol: string;
  readonly personTimes: number | null;
  readonly people: readonly string[];
  readonly assignees: readonly string[];
  readonly note: string;
  readonly moveReason: string;
  readonly cancel: boolean;
  readonly cancelReason: string;
  /** "" for none. */
  readonly heldAs: string;
}

export function blankItem(id: string, today: string): PlanItem {
  const day = brandAs<Day>(today);
  return {
    id: brandAs<SessionId>(id),
    type: "个别访谈",
    mode: "现场",
    title: "",
    number: "",
    unit: null,
    window: { from: day, to: day },
    minutes: 60,
    protocol: null,
    personTimes: 1,
    participants: [],
    assignees: [],
    note: "",
    moves: [],
    cancelled: null,
    heldAs: null,
    revision: 0,
  };
}

export function toDraft(item: PlanItem): PlanDraft {
  const { title, number, type, mode, unit, window, minutes, protocol, personTimes, participants } = item;
  return {
    title,
    number,
    type,
    mode,
    unit: unit ?? "",
    ...window,
    minutes,
    protocol: protocol ?? "",
    personTimes,
    people: participants.filter(({ role }) => role === "受访").map(({ person }) => person),
    assignees: item.assignees,
    note: item.note,
    moveReason: "",
    cancel: item.cancelled !== null,
    cancelReason: item.cancelled ?? "",
    heldAs: item.heldAs ?? "",
  };
}

/** Whether a stored item gets another window, which wants a reason. */
export function isMoved({ revision, window }: PlanItem, { from, to }: Pick<PlanDraft, "from" | "to">): boolean {
  return revision > 0 && (window.from !== from || window.to !== to);
}

/** The item the form stands for; `kindOf` says the kind of a person of the roster, without a name. */
export function toItem(before: PlanItem, draft: PlanDraft, kindOf: (person: string) => string | undefined): PlanItem {
  const kept = new Map<string, Pick<Participant, "person" | "role" | "category">>(
    before.participants.map((one) => [one.person, one]),
  );
  const others = before.participants.filter(({ role }) => role !== "受访");
  const people = draft.people.map((person) => {
    const category = kindOf(person) ?? kept.get(person)?.category ?? "";
    return { person: brandAs<PersonCode>(person), role: "受访" as const, category };
  });
  const moved = isMoved(before, draft);
  return {
    ...before,
    title: draft.title.trim(),
    number: draft.number.trim(),
    type: draft.type,
    mode: draft.mode,
    unit: draft.unit === "" ? null : (draft.unit as PlanItem["unit"]),
    window: { from: brandAs<Day>(draft.from), to: brandAs<Day>(draft.to) },
    minutes: draft.minutes ?? 0,
    protocol: draft.protocol === "" ? null : draft.protocol,
    personTimes: Math.max(draft.personTimes ?? 0, people.length),
    participants: [...others, ...people],
    assignees: draft.assignees as PlanItem["assignees"],
    note: draft.note,
    moves: moved ? [...before.moves, { window: before.window, reason: draft.moveReason.trim() }] : before.moves,
    cancelled: draft.cancel ? draft.cancelReason.trim() : null,
    heldAs: draft.heldAs === "" ? null : brandAs<SessionId>(draft.heldAs),
  };
}
