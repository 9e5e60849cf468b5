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

/**
 * Finds the unit of every name in a file, by the name as `plainName` writes it. The same name is the same unit; a name near
 * to that of another unit is one only if a person says so.
 */
export function settleUnits(
  known: readonly RosterUnit[],
  entries: readonly RosterEntry[],
  decisions: UnitDecisions,
): ReadonlyMap<string, SettledUnit> {
  const settled = new Map<string, SettledUnit>();
  const names: { readonly name: string; readonly compared: ComparedName }[] = [];
  for (const unit of known) {
    settled.set(plainName(unit.name), { kind: "known", unit });
    names.push({ name: unit.name, compared: compareName(unit.name) });
  }
  const ofFile = new Map<string, string>();
  for (const { row, unit } of entries) {
    const { name } = unit;
    const compared = compareName(name);
    if (settled.has(compared.plain)) continue;
    const near = names.filter((one) => isNear(one.compared, compared)).slice(0, mostCandidates);
    const chosen = decisions[name];
    if (near.length > 0 && chosen === undefined) {
      settled.set(compared.plain, { kind: "near", name, candidates: near.map((one) => one.name) });
    } else if (chosen !== undefined && plainName(chosen) !== compared.plain) {
      ofFile.set(compared.plain, plainName(chosen));
      settled.set(compared.plain, { kind: "near", name, candidates: [chosen] });
    } else settled.set(compared.plain, { kind: "new", name, row });
    names.push({ name, compared });
  }
  for (const [name, meant] of ofFile) {
    const target = settled.get(meant);
    if (target !== undefined) settled.set(name, target);
  }
  return settled;
}
