import { pilotLevels, type RosterAttributes, type RosterUnit } from "@diaoyan/instruments";
import { type ShownCount, suppressTable } from "../disclosure/suppress-table.ts";

/** By what people of a roster can be counted: what they are, or where their unit stands. */
export type RosterAxis = keyof RosterAttributes | "unitType" | "pilotLevel" | "district" | "unit";

/** A person as far as counting needs. */
export type CountedPerson = RosterAttributes & { readonly unit: string | null };

/** People by one axis or two; without a second axis there is one column, "". What is not known is counted under "". */
export interface RosterTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly ShownCount[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  readonly total: ShownCount;
}

/** Counts people by one axis or two; groups of a rank in its order, others by size, what is not known last. */
export function tabulateRoster(
  people: readonly CountedPerson[],
  units: readonly RosterUnit[],
  [first, second]: readonly [RosterAxis, RosterAxis?],
): RosterTable {
  const rowGroups = groupRoster(people, units, first);
  const columnGroups = second === undefined ? people.map(() => "") : groupRoster(people, units, second);
  const rows = orderGroups(rowGroups, first);
  const columns = second === undefined ? [""] : orderGroups(columnGroups, second);
  const cells = rows.map(() => columns.map(() => 0));
  const [rowAt, columnAt] = [placesOf(rows), placesOf(columns)];
  for (const [person, row] of rowGroups.entries()) {
    const line = cells[rowAt.get(row) ?? 0];
    const at = columnAt.get(columnGroups[person] ?? "") ?? 0;
    if (line !== undefined) line[at] = (line[at] ?? 0) + 1;
  }
  return withTotals(rows, columns, cells);
}

/** The group of each person by one axis, in their order: the strata of a sample. */
export function groupRoster(
  people: readonly CountedPerson[],
  units: readonly RosterUnit[],
  axis: RosterAxis,
): readonly string[] {
  const known = new Map<string, RosterUnit>(units.map((unit) => [unit.code, unit]));
  return people.map((person) => groupOf(person, known, axis));
}

const placesOf = (names: readonly string[]) => new Map(names.map((name, at) => [name, at]));
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

function withTotals(rows: readonly string[], columns: readonly string[], cells: readonly (readonly number[])[]) {
  const rowTotals = cells.map(sum);
  const columnTotals = columns.map((_, at) => sum(cells.map((line) => line[at] ?? 0)));
  return { rows, columns, cells, rowTotals, columnTotals, total: sum(rowTotals) };
}

function groupOf(person: CountedPerson, units: ReadonlyMap<string, RosterUnit>, axis: RosterAxis): string {
  const unit = person.unit === null ? undefined : units.get(person.unit);
  if (axis === "unit") return unit?.name ?? "";
  if (axis === "unitType" || axis === "pilotLevel" || axis === "district") return unit?.[axis] ?? "";
  return person[axis];
}

/** Groups that have an order of their own, highest first; a group is known by how it begins (正高, 正高级). */
const ranks: { readonly [axis in RosterAxis]?: readonly string[] } = {
  title: ["正高", "副高", "中级", "初级", "员级", "未评"],
  education: ["博士", "硕士", "本科", "大专", "专科"],
  level: ["国家级", "市级", "区级", "无"],
  pilotLevel: pilotLevels,
};

/** Ages and ranks in their order, everything else by size and then by name; "" last. */
function orderGroups(groups: readonly string[], axis: RosterAxis): readonly string[] {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const named = [...counts.keys()].filter((group) => group !== "").sort();
  const ranked = ranks[axis] ?? [];
  const rank = (group: string): number => {
    const at = ranked.findIndex((one) => group.startsWith(one));
    return at < 0 ? ranked.length : at;
  };
  const size = (group: string): number => counts.get(group) ?? 0;
  if (axis !== "ageBand") named.sort((one, other) => rank(one) - rank(other) || size(other) - size(one));
  return counts.has("") ? [...named, ""] : named;
}

/** Stands for all groups that are too small to be told apart. */
export const smallGroups = "*";

/**
 * A table for roles that may not see single persons: groups of fewer than `smallCell` people become one, `smallGroups`;
 * small cells and as many others as protect them are null; every count left is told in whole lots of `smallCell`, so that
 * no two readings tell who came or went.
 */
export function guardRosterTable(table: RosterTable, smallCell: number): RosterTable {
  const rows = foldSmall(table.rows, table.cells as readonly (readonly number[])[], smallCell);
  const turned = foldSmall(table.columns, transpose(rows.cells, table.columns.length), smallCell);
  const cells = transpose(turned.cells, rows.names.length);
  const shown = suppressTable(cells, smallCell);
  const lot = (count: ShownCount): ShownCount => (count === null ? null : count - (count % smallCell));
  return {
    rows: rows.names,
    columns: turned.names,
    cells: shown.cells.map((line) => line.map(lot)),
    rowTotals: shown.rowTotals.map(lot),
    columnTotals: shown.columnTotals.map(lot),
    total: lot(shown.total),
  };
}

function foldSmall(names: readonly string[], cells: readonly (readonly number[])[], smallCell: number) {
  const small = names.flatMap((_, at) => (sum(cells[at] ?? []) < smallCell ? [at] : []));
  if (names.length < 2 || small.length === 0) return { names, cells };
  const kept = names.flatMap((_, at) => (small.includes(at) ? [] : [at]));
  const width = cells[0]?.length ?? 0;
  const folded = Array.from({ length: width }, (_, column) => sum(small.map((at) => cells[at]?.[column] ?? 0)));
  return {
    names: [...kept.map((at) => names[at] ?? ""), smallGroups],
    cells: [...kept.map((at) => cells[at] ?? []), folded],
  };
}

function transpose(cells: readonly (readonly number[])[], width: number): readonly (readonly number[])[] {
  return Array.from({ length: width }, (_, column) => cells.map((line) => line[column] ?? 0));
}
