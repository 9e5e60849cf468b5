import { isMargin, type MarginTable } from "./margin-table.ts";

/** What a reader can work out about a hidden count: no less than `low`, no more than `high`. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const plenty = Number.MAX_SAFE_INTEGER;

/**
 * The exact bounds that published counts and totals leave for a hidden one. Changing a cell means changing others of its
 * row and column along a closed way of hidden cells, so how far it can go is a maximum flow from its row to its column;
 * counts do not fall below nought. A shown count is bounded by itself.
 */
export function findBounds(table: MarginTable, at: number): Bounds {
  const count = table.counts[at] ?? 0;
  if (!table.hidden[at]) return { low: count, high: count };
  const [up, down] = [flowAround(table, at, 1), flowAround(table, at, -1)];
  // a total stands in the grid with a minus: when it rises, its place in the grid falls
  const [rise, fall] = isMargin(table, at) ? [down, up] : [up, down];
  return { low: count - Math.min(count, fall), high: rise >= plenty ? Number.POSITIVE_INFINITY : count + rise };
}

/** How far the other cells can make up for a change of one place by `sign`: a flow from its row to its column. */
function flowAround(table: MarginTable, at: number, sign: 1 | -1): number {
  const { height, width } = table;
  const room = roomOf(table, at, sign);
  const [source, sink] = [Math.floor(at / width), height + (at % width)];
  let total = 0;
  for (;;) {
    const way = findWay(room, source, sink);
    if (way === null) return total;
    const amount = Math.min(...way.map(([from, to]) => room[from]?.[to] ?? 0));
    if (amount >= plenty) return plenty;
    for (const [from, to] of way) pushAlong(room, from, to, amount);
    total += amount;
  }
}

/** Room of each way between the lines of the grid: from a row over a cell that gives way, from a column over one that takes on. */
function roomOf(table: MarginTable, skipped: number, sign: 1 | -1): number[][] {
  const { height, width, counts, hidden } = table;
  const room = Array.from({ length: height + width }, () => new Array<number>(height + width).fill(0));
  for (const [at, count] of counts.entries()) {
    if (!hidden[at] || at === skipped) continue;
    const [row, column] = [Math.floor(at / width), height + (at % width)];
    // cells can lose what they hold and gain without end, totals (with their minus) the other way round
    const [lose, gain] = isMargin(table, at) ? [plenty, count] : [count, plenty];
    const [against, along] = sign === 1 ? [lose, gain] : [gain, lose];
    (room[row] as number[])[column] = against;
    (room[column] as number[])[row] = along;
  }
  return room;
}

function pushAlong(room: number[][], from: number, to: number, amount: number): void {
  const [there, back] = [room[from] as number[], room[to] as number[]];
  there[to] = (there[to] ?? 0) >= plenty ? plenty : (there[to] ?? 0) - amount;
  back[from] = (back[from] ?? 0) >= plenty ? plenty : (back[from] ?? 0) + amount;
}

/** The shortest way with room left, as steps; null when there is none. */
function findWay(
  room: readonly (readonly number[])[],
  source: number,
  sink: number,
): (readonly [number, number])[] | null {
  const before = new Map<number, number>([[source, source]]);
  const waiting = [source];
  for (let at = waiting.shift(); at !== undefined && !before.has(sink); at = waiting.shift()) {
    for (const [next, left] of (room[at] ?? []).entries()) {
      if (left <= 0 || before.has(next)) continue;
      before.set(next, at);
      waiting.push(next);
    }
  }
  if (!before.has(sink)) return null;
  const way: (readonly [number, number])[] = [];
  for (let at = sink; at !== source; at = before.get(at) ?? source) way.unshift([before.get(at) ?? source, at]);
  return way;
}
