import gammaln from "@stdlib/math-base-special-gammaln";

/** What is left of the row totals once some columns are filled, with the ways on and the largest and smallest weight to the end. */
interface Node {
  readonly left: readonly number[];
  readonly arcs: Arc[];
  /** log of the sum of all weights from here to the end. */
  readonly total: number;
  longest: number;
  shortest: number;
  /** Ways from the start that are still undecided, by the logarithm of their weight. */
  readonly paths: Map<number, number>;
}

/** One column filled, with the logarithm of its weight 1/Πx!. */
interface Arc {
  readonly to: Node;
  readonly weight: number;
}

/** Sums are equal where they differ by rounding. */
function rounded(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}

/**
 * Logarithms of the weights 1/Πx! of all tables with these margins that weigh no more than e^limit, in lots, by the network
 * algorithm of Mehta & Patel (1983, JASA 78, p. 427): row totals left over are one node in whatever order, and a way is
 * settled as soon as its heaviest end is light enough or its lightest too heavy. Null beyond `mostWork` steps.
 */
export function sumLightTables(
  rows: readonly number[],
  columns: readonly number[],
  limit: number,
  mostWork: number,
): readonly number[] | null {
  const [short, long] = rows.length <= columns.length ? [rows, columns] : [columns, rows];
  const total = rows.reduce((sum, count) => sum + count, 0);
  const logs = Float64Array.from({ length: total + 1 }, (_, count) => gammaln(count + 1));
  const stages = layOut(descending(short), descending(long), { logs, mostWork });
  if (stages === null) return null;
  for (const stage of [...stages].reverse()) stage.forEach(boundEnds);
  stages[0]?.[0]?.paths.set(0, 1);
  const light: number[] = [];
  let work = 0;
  for (const stage of stages)
    for (const { paths, arcs } of stage) {
      work += (arcs.length * paths.size) / 10;
      if (work > mostWork) return null;
      for (const { to, weight } of arcs)
        for (const [sum, ways] of paths) {
          const next = rounded(sum + weight);
          if (next + to.longest <= limit) light.push(next + to.total + Math.log(ways));
          else if (next + to.shortest <= limit) to.paths.set(next, (to.paths.get(next) ?? 0) + ways);
        }
      paths.clear();
    }
  return light;
}

function descending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => b - a);
}

interface Layout {
  /** log n! by n. */
  readonly logs: Float64Array;
  readonly mostWork: number;
}

/** Nodes after each column, the first with all row totals; null beyond the work. */
function layOut(
  rows: readonly number[],
  columns: readonly number[],
  { logs, mostWork }: Layout,
): readonly (readonly Node[])[] | null {
  let work = 0;
  let stage: readonly Node[] = [makeNode(rows, columns, logs)];
  const stages = [stage];
  for (const [place, column] of columns.entries()) {
    const next = new Map<string, Node>();
    const rest = columns.slice(place + 1);
    for (const { left, arcs } of stage) {
      eachSplit(column, left, (split) => {
        work += 1;
        const remaining = left.map((count, row) => count - (split[row] ?? 0)).sort((a, b) => b - a);
        const key = remaining.join();
        let to = next.get(key);
        if (to === undefined) {
          to = makeNode(remaining, rest, logs);
          next.set(key, to);
        }
        arcs.push({ to, weight: split.reduce((sum, count) => sum - (logs[count] ?? 0), 0) });
        return work <= mostWork;
      });
      if (work > mostWork) return null;
    }
    stage = [...next.values()];
    stages.push(stage);
  }
  return stages;
}

function makeNode(left: readonly number[], columns: readonly number[], logs: Float64Array): Node {
  const sum = left.reduce((all, count) => all + count, 0);
  const total = [...left, ...columns].reduce((log, count) => log - (logs[count] ?? 0), logs[sum] ?? 0);
  return { left, arcs: [], total, longest: 0, shortest: 0, paths: new Map() };
}

function boundEnds(node: Node): void {
  if (node.arcs.length === 0) return;
  [node.longest, node.shortest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { to, weight } of node.arcs) {
    node.longest = Math.max(node.longest, weight + to.longest);
    node.shortest = Math.min(node.shortest, weight + to.shortest);
  }
}

/** Hands over every way to take `amount` from the row totals left, until it is told to stop. The list is used again. */
function eachSplit(amount: number, left: readonly number[], take: (split: readonly number[]) => boolean): void {
  const split = left.map(() => 0);
  const after = left.map((_, row) => left.slice(row + 1).reduce((sum, count) => sum + count, 0));
  const fill = (row: number, rest: number): boolean => {
    if (row === left.length - 1) {
      split[row] = rest;
      return take(split);
    }
    const most = Math.min(rest, left[row] ?? 0);
    for (let here = Math.max(0, rest - (after[row] ?? 0)); here <= most; here += 1) {
      split[row] = here;
      if (!fill(row + 1, rest - here)) return false;
    }
    return true;
  };
  fill(0, amount);
}
