import {
  brandAs,
  hashJson,
  type Json,
  planRosterImport,
  type RosterCells,
  type RosterDecisions,
  type RosterEntry,
  type RosterFault,
  type RosterImportPlan,
  type RosterKind,
  type RosterLine,
  readRosterRow,
  type UnitCode,
} from "@diaoyan/instruments";
import { dayOf } from "../ports/clock.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller } from "../ports/ports.ts";
import type { StoredPerson, StoredUnit } from "../ports/roster-store.ts";
import { found, problem } from "../problems.ts";
import { type NamedPerson, type RosterPorts, readEverybody, readUnits, unitContext } from "./read-roster.ts";

/** A row of a roster file with its number in the sheet. */
export interface RosterRow {
  readonly row: number;
  readonly cells: RosterCells;
}

export interface RosterFile {
  readonly study: string;
  readonly kind: RosterKind;
  /** Where the list came from and on what basis it is kept; stands with every record. */
  readonly source: string;
  readonly rows: readonly RosterRow[];
  readonly decisions: RosterDecisions;
  /** Say what would happen, store nothing. */
  readonly check: boolean;
}

/** A twin with what a person needs to decide. */
interface ShownTwin {
  readonly why: "sameNameUnit" | "samePhone";
  readonly person: string | null;
  readonly row: number | null;
  readonly name: string;
  readonly unit: string;
  readonly phone: string;
}

export type RosterQuestion =
  | { readonly ask: "unit"; readonly row: number; readonly name: string; readonly candidates: readonly string[] }
  | { readonly ask: "person"; readonly row: number; readonly name: string; readonly twins: readonly ShownTwin[] };

/** What an import did or would do; rows with faults or open questions are left out. */
export interface RosterImportReport {
  readonly stored: boolean;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly units: number;
  readonly questions: readonly RosterQuestion[];
  readonly faults: readonly (RosterFault & { readonly row: number })[];
}

const attempts = 4;

/**
 * Takes a roster file: every good row that is new, and those a person decided about. The file taken again adds nothing; two
 * imports at once go one after the other.
 */
export async function importRoster(ports: RosterPorts, caller: Caller, file: RosterFile): Promise<RosterImportReport> {
  found(await ports.studies.find(file.study), "study.notFound", file.study);
  refuseDoubledRows(file.rows);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await importOnce(ports, caller, file);
    } catch (error) {
      const raced = error instanceof StorageConflict && error.table === "edits";
      if (!raced || attempt === attempts) throw error;
    }
  }
}

function refuseDoubledRows(rows: readonly RosterRow[]): void {
  const seen = new Set<number>();
  for (const { row } of rows) {
    if (seen.has(row)) throw problem("request.invalid", `rows: row ${row} came twice; every row must come once`);
    seen.add(row);
  }
}

async function importOnce(ports: RosterPorts, caller: Caller, file: RosterFile): Promise<RosterImportReport> {
  const { study, kind } = file;
  const revision = await ports.roster.findRevision(study);
  const on = dayOf(ports.clock.now());
  const read = file.rows.map(({ row, cells }) => ({ row, ...readRosterRow(row, cells, { kind, on }) }));
  const entries = read.flatMap(({ entry }) => entry ?? []);
  const faults = read.flatMap(({ row, faults: found }) => found.map((fault) => ({ row, ...fault })));
  const units = await readUnits(ports, study);
  const people = kind === "people" ? await readEverybody(ports, study) : [];
  const plan = planRosterImport({ units, people }, entries, file.decisions);
  const writes = file.check ? [] : await writePlan(ports, file, plan);
  if (writes.length > 0) {
    const next = revision + 1;
    const contentHash = hashJson(plan.lines as unknown as Json);
    const claim = ports.journal.claim(study, { kind: "roster", id: "roster", revision: next, contentHash });
    const subject = `${plan.newPeople.length} + ${plan.updates.length}, ${plan.newUnits.length}`;
    await ports.journal.commit(study, { actor: caller.id, action: "roster.import", subject }, [
      claim,
      ports.roster.putRevision(study, next),
      ...writes,
    ]);
  }
  return report({ plan, faults, people, units, entries, stored: !file.check });
}

/** Units first, since people point to them. */
async function writePlan(ports: RosterPorts, file: RosterFile, plan: RosterImportPlan): Promise<readonly Write[]> {
  const { study, source } = file;
  if (plan.newUnits.length + plan.newPeople.length + plan.updates.length === 0) return [];
  const box = await ports.keys.boxOf(study);
  const codes = new Map<string, UnitCode>();
  const units = await Promise.all(
    plan.newUnits.map(async ({ name, ...rest }): Promise<StoredUnit> => {
      const code = brandAs<UnitCode>(`u-${ports.ids.slug()}`);
      codes.set(name, code);
      return { ...rest, code, sealedName: await box.seal(unitContext(code), name), revision: 1 };
    }),
  );
  const unitOf = (name: string): UnitCode | null => {
    const settled = plan.unitOf(name);
    if (settled?.kind === "known") return settled.unit.code;
    return settled?.kind === "new" ? (codes.get(settled.name) ?? null) : null;
  };
  const taken = [
    ...plan.newPeople.map((entry) => ({ person: ports.ids.slug(), entry })),
    ...plan.updates.map(({ person, entry }) => ({ person: person as string, entry })),
  ];
  const texts = new Map<string, string>();
  const stored: StoredPerson[] = [];
  for (const { person, entry } of taken) {
    if (entry.person === null) continue;
    const { name, phone, email, ...attributes } = entry.person;
    texts.set(person, JSON.stringify({ name, phone, email }));
    stored.push({ ...attributes, person, unit: unitOf(entry.unit.name), source });
  }
  const { sealed, write } = await ports.keys.sealPeople(study, texts);
  return [
    ports.roster.putUnits(study, units),
    write,
    ports.personal.putAll(study, sealed, ports.clock.now()),
    ports.roster.putPeople(study, stored),
  ];
}

interface Done {
  readonly plan: RosterImportPlan;
  readonly faults: RosterImportReport["faults"];
  readonly people: readonly NamedPerson[];
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly entries: readonly RosterEntry[];
  readonly stored: boolean;
}

function report({ plan, faults, people, units, entries, stored }: Done): RosterImportReport {
  const count = (kind: RosterLine["kind"]) => plan.lines.filter((line) => line.kind === kind).length;
  const known = new Map<string, NamedPerson>(people.map((one) => [one.person, one]));
  const rows = new Map(entries.map((entry) => [entry.row, entry]));
  const names = new Map<string, string>(units.map(({ code, name }) => [code, name]));
  const showTwin = ({ why, person, row }: { why: ShownTwin["why"]; person: string | null; row: number | null }) => {
    const one = person === null ? undefined : known.get(person);
    const entry = row === null ? undefined : rows.get(row);
    return {
      why,
      person,
      row,
      name: one?.name ?? entry?.person?.name ?? "",
      unit: one === undefined ? (entry?.unit.name ?? "") : (names.get(one.unit ?? "") ?? ""),
      phone: one?.phone ?? entry?.person?.phone ?? "",
    };
  };
  const questions = plan.lines.flatMap((line): RosterQuestion[] => {
    if (line.kind === "askUnit") return [{ ask: "unit", row: line.row, name: line.name, candidates: line.candidates }];
    if (line.kind !== "askPerson") return [];
    return [
      { ask: "person", row: line.row, name: rows.get(line.row)?.person?.name ?? "", twins: line.twins.map(showTwin) },
    ];
  });
  return {
    stored,
    added: plan.newPeople.length,
    updated: count("update"),
    unchanged: count("unchanged"),
    skipped: count("skipped"),
    units: plan.newUnits.length,
    questions,
    faults,
  };
}
