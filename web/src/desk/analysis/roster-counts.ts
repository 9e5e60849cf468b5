import { routes } from "@diaoyan/api/contract";
import { rosterAxes, type Variable } from "@diaoyan/instruments";
import { client } from "../api.ts";
import { countKey, fillFromCounts, type RosterCounts } from "./margins.ts";

type Axis = (typeof rosterAxes)[number];
type Totals = Readonly<Record<string, number>>;

const sizeOf = (totals: Totals): number => Object.keys(totals).length;

/** What the roster knows of a margin's cells; counts that are kept back for being small are left out. */
export async function totalsFromRoster(study: string, variables: readonly Variable[]): Promise<Totals> {
  const [first, second] = variables;
  if (first === undefined) return {};
  const counts = await Promise.all(rosterAxes.map(async (by) => ({ by, counts: await readCounts(study, by) })));
  const best = (variable: Variable) =>
    counts
      .map(({ by, counts: known }) => ({ by, totals: fillFromCounts([variable], known) }))
      .reduce((most, one) => (sizeOf(one.totals) > sizeOf(most.totals) ? one : most));
  const rows = best(first);
  if (second === undefined) return rows.totals;
  const columns = best(second);
  if (sizeOf(rows.totals) === 0 || sizeOf(columns.totals) === 0 || rows.by === columns.by) return {};
  return fillFromCounts(variables, await readCounts(study, rows.by, columns.by));
}

async function readCounts(study: string, by: Axis, across?: Axis): Promise<RosterCounts> {
  const query = across === undefined ? { by } : { by, across };
  const { table } = await client.call(routes.getRosterStructure, { params: { study }, query });
  const known = (name: string): boolean => name !== "" && name !== "*";
  const pairs = table.rows.flatMap((row, at) =>
    (across === undefined ? [null] : table.columns).flatMap((column, place) => {
      if (!known(row) || (column !== null && !known(column))) return [];
      const count = column === null ? table.rowTotals[at] : table.cells[at]?.[place];
      return count == null ? [] : [[column === null ? countKey(row) : countKey(row, column), count] as const];
    }),
  );
  return new Map(pairs);
}
