import {
  brandAs,
  hashJson,
  type Json,
  type PersonCode,
  planRosterImport,
  type RosterCells,
  type RosterEntry,
  readRosterRow,
  type UnitCode,
} from "@diaoyan/instruments";
import { dayOf } from "../ports/clock.ts";
import type { Caller } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { commitRoster, editRosterInTurn, writePeople } from "./commit-roster.ts";
import { type NamedPerson, type NamedUnit, type RosterPorts, readEverybody, readUnits } from "./read-roster.ts";

/** A person as a form gives them; cells are read as those of a file are. */
export interface PersonEdit {
  readonly study: string;
  readonly person: string;
  readonly unit: string;
  readonly cells: RosterCells;
  readonly source: string;
  /** `stateOf` of what was edited; "" for somebody new. */
  readonly state: string;
  /** Somebody looked at the likely doubles and says that this is another person. */
  readonly another: boolean;
}

/** Names what stands of a person, so that an edit of an older state is known. */
export function stateOf({ unit, person, source, ...cells }: NamedPerson): string {
  return hashJson({ person, unit, source, ...cells } as unknown as Json);
}

/**
 * Adds a person to the roster or changes one. Throws `roster.personInvalid` where a cell cannot be taken, `roster.likelyTwin`
 * where it may be somebody known and nobody said otherwise, `roster.personNotFound` after an erasure, `edit.conflict`.
 */
export async function savePerson(ports: RosterPorts, caller: Caller, edit: PersonEdit): Promise<NamedPerson> {
  found(await ports.studies.find(edit.study), "study.notFound", edit.study);
  return editRosterInTurn(() => saveOnce(ports, caller, edit));
}

async function saveOnce(ports: RosterPorts, caller: Caller, edit: PersonEdit): Promise<NamedPerson> {
  const { study, person: code, source } = edit;
  const revision = await ports.roster.findRevision(study);
  const units = await readUnits(ports, study);
  const unit = found(
    units.find((one) => one.code === edit.unit),
    "roster.unitNotFound",
    edit.unit,
  );
  const entry = readEntry(edit.cells, unit, dayOf(ports.clock.now()));
  const everybody = await readEverybody(ports, study);
  const standing = everybody.find(({ person }) => person === code);
  const saved = { ...entry.person, person: brandAs<PersonCode>(code), unit: unit.code, source };
  if (standing !== undefined && stateOf(standing) === stateOf(saved)) return saved;
  refuseOldState(edit, standing);
  // codes of people in invitations come from the same store
  if (standing === undefined && (await ports.personal.find(study, code)) !== undefined) {
    throw problem("edit.conflict", `person ${code} is somebody else's code`, { remedy: "choose another code" });
  }
  if (!edit.another) {
    const others = everybody.filter(({ person }) => person !== code);
    refuseTwins({ entry, units, others, before: standing });
  }
  await commitRoster(ports, study, {
    revision,
    content: { person: code, state: stateOf(saved) },
    note: { actor: caller.id, action: "roster.person", subject: code },
    writes: await writePeople(ports, study, [saved]),
  });
  return saved;
}

type PersonEntry = RosterEntry & { readonly person: NonNullable<RosterEntry["person"]> };

function readEntry(cells: RosterCells, unit: NamedUnit, on: string): PersonEntry {
  const { entry, faults } = readRosterRow(1, { ...cells, unit: unit.name }, { kind: "people", on });
  if (entry?.person != null) return { ...entry, person: entry.person };
  const errors = faults.map(({ field, reason }) => ({
    code: reason,
    place: `person.${field}`,
    message: `the ${field} cannot be taken (${reason})`,
  }));
  throw problem("roster.personInvalid", errors.map(({ place, message }) => `${place}: ${message}`).join("; "), {
    errors,
  });
}

function refuseOldState({ person, state }: PersonEdit, standing: NamedPerson | undefined): void {
  if (standing === undefined && state !== "") throw problem("roster.personNotFound", `person ${person} was erased`);
  if (standing === undefined || stateOf(standing) === state) return;
  throw problem("edit.conflict", `person ${person} was changed meanwhile`, {
    remedy: "load the present state and edit that",
  });
}

interface Compared {
  readonly entry: PersonEntry;
  readonly units: readonly NamedUnit[];
  readonly others: readonly NamedPerson[];
  readonly before: NamedPerson | undefined;
}

/** An edit that leaves name, phone and unit as they were was decided about before. */
function refuseTwins({ entry, units, others, before }: Compared): void {
  const { name, phone } = entry.person;
  const unit = units.find((one) => one.name === entry.unit.name)?.code ?? null;
  if (before !== undefined && before.name === name && before.phone === phone && before.unit === unit) return;
  const [line] = planRosterImport({ units, people: others }, [entry], { units: {}, rows: {} }).lines;
  if (line?.kind === "new") return;
  const twins = line?.kind === "askPerson" ? line.twins.map(({ person }) => person) : [];
  const shown = others.filter(
    (one) => twins.includes(one.person) || (line?.kind === "unchanged" && isSame(one, name, unit)),
  );
  const names = new Map<string, string>(units.map((one) => [one.code, one.name]));
  const errors = shown.map((one) => ({
    code: "twin",
    place: "person",
    message: [one.name, names.get(one.unit ?? ""), one.phone].filter(Boolean).join(" "),
  }));
  throw problem("roster.likelyTwin", `somebody of the roster has this name and unit, or this phone`, {
    errors,
    remedy: "edit that person, or say that this is another one",
  });
}

function isSame(one: NamedPerson, name: string, unit: UnitCode | null): boolean {
  return one.name === name && one.unit === unit;
}
