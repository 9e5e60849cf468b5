import {
  brandAs,
  hashJson,
  type Json,
  type PersonCode,
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
import type { Write } from "../ports/journal.ts";
import type { Caller } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { commitRoster, editRosterInTurn, writePeople } from "./commit-roster.ts";
import { type NamedPerson, type RosterPorts, readEverybody, readUnits, sealUnit } from "./read-roster.ts";

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

/**
 * Takes a roster file: every good row that is new, and those a person decided about. The file taken again adds nothing; two
 * imports at once go one after the other.
 */
export async function importRoster(ports: RosterPorts, caller: Caller, file: RosterFile): Promise<RosterImportReport> {
  found(await ports.studies.find(file.study), "study.notFound", file.study);
  refuseDoubledRows(file.rows);
  return editRosterInTurn(() => importOnce(ports, caller, file));
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
    const subject = `${plan.newPeople.length} + ${plan.updates.length}, ${plan.newUnits.length}`;
    await commitRoster(ports, study, {
      revision,
      content: plan.lines as unknown as Json,
      note: { actor: caller.id, action: "roster.import", subject },
      writes,
    });
  }
  return report({ plan, faults, people, units, entries, stored: !file.check });
}

/** Units first, since people point to them. */
async function writePlan(ports: RosterPorts, file: RosterFile, plan: RosterImportPlan): Promise<readonly Write[]> {
  const { study, source } = file;
  const { newUnits, renamedUnits, newPeople, updates } = plan;
  if (newUnits.length + renamedUnits.length + newPeople.length + updates.length === 0) return [];
  const box = await ports.keys.boxOf(study);
  const codes = new Map<string, UnitCode>();
  const units = await Promise.all(
    newUnits.map((unit) => {
      const code = brandAs<UnitCode>(`u-${ports.ids.slug()}`);
      codes.set(unit.name, code);
      return sealUnit(box, { ...unit, code, revision: 1 });
    }),
  );
  const renamed = await renameUnits(ports, study, renamedUnits);
  const unitOf = (name: string): UnitCode | null => {
    const settled = plan.unitOf(name);
    if (settled?.kind === "known") return settled.unit.code;
    return settled?.kind === "new" ? (codes.get(settled.name) ?? null) : null;
  };
  const taken = [
    ...plan.newPeople.map((entry) => ({ person: ports.ids.slug(), entry })),
    ...plan.updates.map(({ person, entry }) => ({ person: person as string, entry })),
  ];
  const people = taken.flatMap(({ person, entry }): NamedPerson[] =>
    entry.person === null
      ? []
      : [{ ...entry.person, person: brandAs<PersonCode>(person), unit: unitOf(entry.unit.name), source }],
  );
  return [ports.roster.putUnits(study, units), ...renamed, ...(await writePeople(ports, study, people))];
}

/** Claims the next revision of each, so that a form that was open meanwhile meets a conflict. */
async function renameUnits(
  ports: RosterPorts,
  study: string,
  renamed: RosterImportPlan["renamedUnits"],
): Promise<readonly Write[]> {
  const box = await ports.keys.boxOf(study);
  const revisions = new Map((await ports.roster.listUnits(study)).map(({ code, revision }) => [code, revision]));
  const writes = renamed.map(async (unit): Promise<readonly Write[]> => {
    const revision = (revisions.get(unit.code) ?? 0) + 1;
    const contentHash = hashJson(unit as unknown as Json);
    const claim = ports.journal.claim(study, { kind: "unit", id: unit.code, revision, contentHash });
    return [claim, ports.roster.putUnits(study, [await sealUnit(box, { ...unit, revision })])];
  });
  return (await Promise.all(writes)).flat();
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
    updated: count("update") + count("renamed"),
    unchanged: count("unchanged"),
    skipped: count("skipped"),
    units: plan.newUnits.length,
    questions,
    faults,
  };
}
