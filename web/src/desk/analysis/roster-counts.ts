import { routes } from "@diaoyan/api/contract";
import { rosterAxes, type Variable } from "@diaoyan/instruments";
import { client } from "../api.ts";
import { countKey, fillFromCounts, type RosterCounts } from "./margins.ts";

type Axis = (typeof rosterAxes)[number];
type Totals = Readonly<Record<string, number>>;

const sizeOf = (totals: Totals): number => Object.keys(totals).length;

/** Reads how many people of a roster there are by a property, or by two. */
export type ReadCounts = (by: Axis, across?: Axis) => Promise<RosterCounts>;

/** What the roster knows of a margin's cells; counts that are kept back for being small are left out. */
export async function totalsFromRoster(read: ReadCounts, variables: readonly Variable[]): Promise<Totals> {
  const [first, second] = variables;
  if (first === undefined) return {};
  const counts = await Promise.all(rosterAxes.map(async (by) => ({ by, counts: await read(by) })));
  const best = (variable: Variable) =>
    counts
      .map(({ by, counts: known }) => ({ by, totals: fillFromCounts([variable], known) }))
      .reduce((most, one) => (sizeOf(one.totals) > sizeOf(most.totals) ? one : most));
  const rows = best(first);
  if (second === undefined) return rows.totals;
  const columns = best(second);
  if (sizeOf(rows.totals) === 0 || sizeOf(columns.totals) === 0 || rows.by === columns.by) return {};
  return fillFromCounts(variables, await read(rows.by, columns.by));
}

/** Reads counts of a study's roster from the server. */
export function rosterOf(study: string): ReadCounts {
  return async (by, across) => {
    const query = across === undefined ? { by } : { by, across };
    const { table } = await client.call(routes.getRosterStructure, { params: { study }, query });
    return countsOf(table, across !== undefined);
  };
}

/** What a table of a roster's structure holds: counts of its rows, or of its cells. */
interface Structure {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
}

const isKnown = (name: string): boolean => name !== "" && name !== "*";

/** Counts by the words of a table's rows, `crossed` with those of its columns; none of who is not known and of what is kept back. */
export function countsOf({ rows, columns, cells, rowTotals }: Structure, crossed: boolean): RosterCounts {
  const pairs = rows.flatMap((row, at) =>
    (crossed ? columns : [null]).flatMap((column, place) => {
      if (!isKnown(row) || (column !== null && !isKnown(column))) return [];
      const count = column === null ? rowTotals[at] : cells[at]?.[place];
      return count == null ? [] : [[column === null ? countKey(row) : countKey(row, column), count] as const];
    }),
  );
  return new Map(pairs);
}
