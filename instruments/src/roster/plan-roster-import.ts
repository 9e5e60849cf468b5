import type { PersonCode } from "../model/ids.ts";
import type { RosterEntry, RosterPerson, RosterUnit } from "../model/roster.ts";
import { plainName } from "./near-names.ts";
import { type SettledUnit, settleUnits, type UnitDecisions } from "./settle-units.ts";

/** What a person decided of a row that looks like somebody known: leave it out, take it as another person, or take its values. */
export type RowDecision = "skip" | "add" | { readonly update: string };

/** What a person decided of the doubtful units and rows of a file. */
export interface RosterDecisions {
  readonly units: UnitDecisions;
  /** By number of the row. */
  readonly rows: Readonly<Record<string, RowDecision>>;
}

/** Somebody a row may be: a person of the roster, or an earlier row of the file. */
export interface RosterTwin {
  readonly why: "sameNameUnit" | "samePhone";
  readonly person: PersonCode | null;
  readonly row: number | null;
}

/** What becomes of a row. `unit` is a known code, or the name of a unit to be made. */
export type RosterLine =
  | { readonly row: number; readonly kind: "new" | "unchanged" | "skipped" }
  | { readonly row: number; readonly kind: "update"; readonly person: PersonCode }
  | { readonly row: number; readonly kind: "renamed"; readonly unit: RosterUnit }
  | { readonly row: number; readonly kind: "askUnit"; readonly name: string; readonly candidates: readonly string[] }
  | { readonly row: number; readonly kind: "askPerson"; readonly twins: readonly RosterTwin[] };

/** What an import would do: units and people to be made or changed, and a line for every row. */
export interface RosterImportPlan {
  readonly lines: readonly RosterLine[];
  readonly newUnits: readonly Omit<RosterUnit, "code">[];
  /** Known units as they are with the other names the file gives them. */
  readonly renamedUnits: readonly RosterUnit[];
  readonly newPeople: readonly RosterEntry[];
  readonly updates: readonly { readonly person: PersonCode; readonly entry: RosterEntry }[];
  /** The unit of a name in the file. */
  unitOf(name: string): SettledUnit | undefined;
}

interface Known {
  readonly units: readonly RosterUnit[];
  readonly people: readonly RosterPerson[];
}

/** A person under the names by which twins are found. */
interface Keyed {
  readonly place: string;
  readonly phone: string;
  readonly whole: string;
  readonly person: PersonCode | null;
  readonly row: number | null;
}

/**
 * Works out what an import does. A row that is word for word somebody of the roster changes nothing, so a file taken twice
 * adds nothing. A row with the name and unit or the phone of somebody else, known or of an earlier row, waits for a decision;
 * so does a unit whose name is near to another's. Nothing is merged without one. A known unit gets the other names that a
 * file of units gives it, save those another unit bears.
 */
export function planRosterImport(
  known: Known,
  entries: readonly RosterEntry[],
  decisions: RosterDecisions,
): RosterImportPlan {
  const settled = settleUnits(known.units, entries, decisions.units);
  const unitOf = (name: string) => settled.get(plainName(name));
  const lines = new Map<number, RosterLine>();
  const rows: { readonly entry: RosterEntry; readonly keyed: Keyed }[] = [];
  for (const entry of entries) {
    const unit = unitOf(entry.unit.name);
    if (unit?.kind === "near") {
      lines.set(entry.row, { row: entry.row, kind: "askUnit", name: unit.name, candidates: unit.candidates });
    } else if (entry.person === null) lines.set(entry.row, settleUnitRow(entry, unit, unitOf));
    else rows.push({ entry, keyed: keyRow(entry, unit) });
  }
  const people = settlePeople(known.people.map(keyPerson), rows, decisions.rows);
  for (const line of people) lines.set(line.row, line);
  const kinds = new Map(people.map((line) => [line.row, line]));
  const taken = entries.filter(({ row, person }) => person !== null && kinds.get(row)?.kind === "new");
  const updates = rows.flatMap(({ entry }) => {
    const line = kinds.get(entry.row);
    return line?.kind === "update" ? [{ person: line.person, entry }] : [];
  });
  const needed = new Set(
    [...taken, ...updates.map(({ entry }) => entry), ...entries.filter(({ person }) => person === null)].map(
      ({ unit }) => unitOf(unit.name),
    ),
  );
  const newUnits = [...new Set(settled.values())].flatMap((unit) => {
    if (unit.kind !== "new" || !needed.has(unit)) return [];
    const described = entries.find(({ row }) => row === unit.row)?.unit;
    if (described?.aliases === undefined) return described === undefined ? [] : [described];
    return [{ ...described, aliases: described.aliases.filter((alias) => unitOf(alias) === unit) }];
  });
  const inOrder = entries.flatMap(({ row }) => lines.get(row) ?? []);
  const renamedUnits = inOrder.flatMap((line) => (line.kind === "renamed" ? [line.unit] : []));
  return { lines: inOrder, newUnits, renamedUnits, newPeople: taken, updates, unitOf };
}

function settleUnitRow(
  { row, unit: described }: RosterEntry,
  settled: SettledUnit | undefined,
  unitOf: RosterImportPlan["unitOf"],
): RosterLine {
  if (settled?.kind !== "known") {
    return { row, kind: settled?.kind === "new" && settled.row === row ? "new" : "unchanged" };
  }
  const { unit } = settled;
  const fresh = (described.aliases ?? []).filter((alias) => unitOf(alias) === undefined);
  if (fresh.length === 0) return { row, kind: "unchanged" };
  return { row, kind: "renamed", unit: { ...unit, aliases: [...(unit.aliases ?? []), ...fresh] } };
}

function settlePeople(
  known: readonly Keyed[],
  rows: readonly { readonly entry: RosterEntry; readonly keyed: Keyed }[],
  decisions: RosterDecisions["rows"],
): readonly RosterLine[] {
  const lines: RosterLine[] = [];
  const whole = new Map<string, number>();
  for (const one of known) whole.set(one.whole, (whole.get(one.whole) ?? 0) + 1);
  const open = rows.filter(({ keyed }) => {
    const left = whole.get(keyed.whole) ?? 0;
    if (left === 0) return true;
    whole.set(keyed.whole, left - 1);
    lines.push({ row: keyed.row ?? 0, kind: "unchanged" });
    return false;
  });
  const places = groupBy(known, ({ place }) => place);
  const phones = groupBy(known, ({ phone }) => phone);
  const updated = new Set<PersonCode>();
  for (const { entry, keyed } of open) {
    const twins = listTwins(keyed, places, phones);
    const line = settleRow(entry.row, twins, decisions[String(entry.row)], updated);
    lines.push(line);
    if (line.kind === "new") {
      places.set(keyed.place, [...(places.get(keyed.place) ?? []), keyed]);
      phones.set(keyed.phone, [...(phones.get(keyed.phone) ?? []), keyed]);
    }
  }
  return lines;
}

function settleRow(
  row: number,
  twins: readonly RosterTwin[],
  decision: RowDecision | undefined,
  updated: Set<PersonCode>,
): RosterLine {
  if (twins.length === 0 || decision === "add") return { row, kind: "new" };
  if (decision === "skip") return { row, kind: "skipped" };
  const chosen = twins.find(({ person }) => person !== null && person === decision?.update)?.person;
  if (chosen == null || updated.has(chosen)) return { row, kind: "askPerson", twins };
  updated.add(chosen);
  return { row, kind: "update", person: chosen };
}

const mostTwins = 5;

function listTwins(
  keyed: Keyed,
  places: ReadonlyMap<string, readonly Keyed[]>,
  phones: ReadonlyMap<string, readonly Keyed[]>,
): readonly RosterTwin[] {
  const same = places.get(keyed.place) ?? [];
  const reached = keyed.phone === "" ? [] : (phones.get(keyed.phone) ?? []).filter((one) => !same.includes(one));
  const toTwin =
    (why: RosterTwin["why"]) =>
    ({ person, row }: Keyed) => ({ why, person, row });
  return [...same.map(toTwin("sameNameUnit")), ...reached.map(toTwin("samePhone"))].slice(0, mostTwins);
}

function groupBy(known: readonly Keyed[], keyOf: (one: Keyed) => string): Map<string, readonly Keyed[]> {
  const groups = new Map<string, Keyed[]>();
  for (const one of known) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function keyPerson({ person, unit, ...rest }: RosterPerson): Keyed {
  return { ...keysOf(rest, unit ?? ""), person, row: null };
}

function keyRow({ row, person, unit }: RosterEntry, settled: SettledUnit | undefined): Keyed {
  const place = settled?.kind === "known" ? settled.unit.code : `name:${plainName(unit.name)}`;
  if (person === null) throw new Error("a row of units has no person");
  return { ...keysOf(person, place), person: null, row };
}

function keysOf(one: Omit<RosterPerson, "person" | "unit">, unit: string): Pick<Keyed, "place" | "phone" | "whole"> {
  const { name, phone, email, category, title, ageBand, education, field, level } = one;
  const place = JSON.stringify([plainName(name), unit]);
  return {
    place,
    phone,
    whole: JSON.stringify([place, phone, email, category, title, ageBand, education, field, level]),
  };
}
