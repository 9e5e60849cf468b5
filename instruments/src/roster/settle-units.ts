import type { RosterEntry, RosterUnit } from "../model/roster.ts";
import { type ComparedName, compareName, isNear, plainName } from "./near-names.ts";

/** Which unit a name of the file means, by the name of another unit; its own name where it is one of its own. */
export type UnitDecisions = Readonly<Record<string, string>>;

/** A name of the file: a known unit, one to be made, or names of units that it may mean, for a person to decide. */
export type SettledUnit =
  | { readonly kind: "known"; readonly unit: RosterUnit }
  | { readonly kind: "new"; readonly name: string; readonly row: number }
  | { readonly kind: "near"; readonly name: string; readonly candidates: readonly string[] };

const mostCandidates = 5;

/** A name of a unit made ready to compare, with the name the unit goes by. */
interface Compared {
  readonly name: string;
  readonly compared: ComparedName;
}

/**
 * Finds the unit of every name in a file, by the name as `plainName` writes it. The same name is the same unit, and so is
 * another name it was declared to bear. A name two units bear, one near to that of another unit, and a new unit with a name
 * another one bears mean that unit only if a person says so.
 */
export function settleUnits(
  known: readonly RosterUnit[],
  entries: readonly RosterEntry[],
  decisions: UnitDecisions,
): ReadonlyMap<string, SettledUnit> {
  const settled = new Map<string, SettledUnit>();
  const names: Compared[] = known.flatMap((unit) =>
    namesOf(unit).map((name) => ({ name: unit.name, compared: compareName(name) })),
  );
  for (const [plain, unit] of findBearers(known)) settled.set(plain, { kind: "known", unit });
  const ofFile = new Map<string, string>();
  for (const { row, unit } of entries) {
    const { name } = unit;
    const compared = compareName(name);
    if (settled.has(compared.plain)) continue;
    const near = listNear(names, unit);
    const chosen = decisions[name];
    if (near.length > 0 && chosen === undefined) {
      settled.set(compared.plain, { kind: "near", name, candidates: near });
    } else if (chosen !== undefined && plainName(chosen) !== compared.plain) {
      ofFile.set(compared.plain, plainName(chosen));
      settled.set(compared.plain, { kind: "near", name, candidates: [chosen] });
    } else {
      const made = { kind: "new", name, row } as const;
      for (const plain of namesOf(unit).map(plainName)) if (!settled.has(plain)) settled.set(plain, made);
    }
    for (const own of namesOf(unit)) names.push({ name, compared: compareName(own) });
  }
  for (const [name, meant] of ofFile) {
    const target = settled.get(meant);
    if (target !== undefined) settled.set(name, target);
  }
  return settled;
}

/** The name a unit goes by and its other names. */
export function namesOf({ name, aliases = [] }: Pick<RosterUnit, "name" | "aliases">): readonly string[] {
  return [name, ...aliases];
}

/** Units by every name that one of them alone bears; the name a unit goes by comes before another's alias. */
function findBearers(known: readonly RosterUnit[]): ReadonlyMap<string, RosterUnit> {
  const bearers = new Map<string, RosterUnit | null>();
  for (const unit of known) {
    for (const plain of new Set((unit.aliases ?? []).map(plainName)))
      bearers.set(plain, bearers.has(plain) ? null : unit);
  }
  for (const unit of known) bearers.set(plainName(unit.name), unit);
  return new Map([...bearers].flatMap(([plain, unit]) => (unit === null ? [] : [[plain, unit] as const])));
}

/** Names of the units a new name may mean: near to one of theirs, or one of theirs. */
function listNear(names: readonly Compared[], unit: Pick<RosterUnit, "name" | "aliases">): readonly string[] {
  const own = namesOf(unit).map(compareName);
  const near = names.filter(({ compared }) => own.some((one) => isNear(compared, one) || compared.plain === one.plain));
  return [...new Set(near.map(({ name }) => name))].slice(0, mostCandidates);
}
