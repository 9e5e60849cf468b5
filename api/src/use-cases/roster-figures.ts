import {
  AnalysisError,
  drawSample,
  groupRoster,
  guardRosterTable,
  type RosterAxis,
  type SampleDesign,
  tabulateRoster,
} from "@diaoyan/analysis";
import type { Role } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StoredSample } from "../ports/roster-store.ts";
import { found, problem } from "../problems.ts";
import { steeringRoles } from "./counts-as-seen.ts";
import { type NamedPerson, openPeople, type RosterPorts, readUnits } from "./read-roster.ts";
import { readSmallCell } from "./small-cell.ts";

/**
 * 数量、结构、分布 of the roster by one axis or two. Exact to those who steer; to others small groups are put together, small
 * cells and what protects them left out, and counts told in lots; single units are not told apart (`access.role`).
 */
export async function readStructure(
  ports: Pick<Ports, "roster" | "keys" | "studies" | "progress">,
  {
    study,
    role,
    axes,
  }: { readonly study: string; readonly role: Role; readonly axes: readonly [RosterAxis, RosterAxis?] },
) {
  const steers = steeringRoles.includes(role);
  if (!steers && axes.includes("unit")) {
    throw problem("access.role", "by: only lead and researcher see single units", {
      remedy: "count by type or district",
    });
  }
  const smallCell = await readSmallCell(ports, study);
  const [units, people] = [await readUnits(ports, study), await ports.roster.listPeople(study)];
  const exact = tabulateRoster(people, units, axes);
  const table = steers ? exact : guardRosterTable(exact, smallCell);
  const unitTable = tabulateRoster(units.map(asCounted), units, [axisOfUnits(axes)]);
  return {
    guarded: !steers,
    smallCell,
    units: units.length,
    unitRows: unitTable.rows.map((label, at) => ({ label, count: unitTable.rowTotals[at] ?? 0 })),
    table,
  };
}

/** Units counted as if each were one person of it. */
function asCounted({ code }: { readonly code: string }) {
  return { unit: code, category: "", title: "", ageBand: "", education: "", field: "", level: "" };
}

/** Units are counted by the first axis that is one of theirs, else by type. */
function axisOfUnits(axes: readonly [RosterAxis, RosterAxis?]): RosterAxis {
  return axes.find((axis) => axis === "district" || axis === "pilotLevel") ?? "unitType";
}

interface Draw extends SampleDesign {
  readonly study: string;
  readonly id: string;
  readonly by: RosterAxis | "";
}

/** Draws a sample of the roster and keeps it with its seed and chances. The same draw sent again is answered as it stands. */
export async function drawRosterSample(ports: RosterPorts, caller: Caller, draw: Draw): Promise<StoredSample> {
  const { study, id, by, seed, total, allocation, reserves } = draw;
  found(await ports.studies.find(study), "study.notFound", study);
  const design = { seed, total, allocation, reserves };
  const before = await ports.roster.findSample(study, id);
  if (before !== undefined) return before;
  const [units, people] = [await readUnits(ports, study), await ports.roster.listPeople(study)];
  const strata = by === "" ? [] : groupRoster(people, units, by);
  const frame = people.map(({ person }, at) => ({ id: person, stratum: strata[at] ?? "" }));
  const sample: StoredSample = { ...drawOrRefuse(frame, design), id, by, drawnAt: ports.clock.now() };
  const note = {
    actor: caller.id,
    action: "roster.sample",
    subject: `${id}: ${sample.drawn.length}/${sample.frameSize}`,
  };
  await ports.journal.commit(study, note, [ports.roster.addSample(study, sample)]);
  return sample;
}

function drawOrRefuse(...[frame, design]: Parameters<typeof drawSample>) {
  try {
    return drawSample(frame, design);
  } catch (error) {
    if (error instanceof AnalysisError) throw problem("roster.sample", error.message);
    throw error;
  }
}

export interface NamedSample {
  readonly sample: StoredSample;
  /** By person code; who was erased since is not among them. */
  readonly people: ReadonlyMap<string, NamedPerson>;
  /** Names of units by code. */
  readonly units: ReadonlyMap<string, string>;
}

/** A sample with the names of those in it; reading them enters the audit log. */
export async function readSample(
  ports: RosterPorts,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
): Promise<NamedSample> {
  const sample = found(await ports.roster.findSample(study, id), "roster.sampleNotFound", id);
  const wanted = new Set([...sample.drawn, ...sample.reserves].map((one) => one.id));
  const sealed = (await ports.roster.listPeople(study)).filter(({ person }) => wanted.has(person));
  const people = await openPeople(ports, study, sealed);
  await ports.journal.commit(study, { actor: caller.id, action: "roster.read", subject: `${people.length}` }, []);
  return {
    sample,
    people: new Map(people.map((one) => [one.person, one])),
    units: new Map((await readUnits(ports, study)).map(({ code, name }) => [code, name])),
  };
}
