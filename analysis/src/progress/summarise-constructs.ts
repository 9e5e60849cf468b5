import type { Construct } from "@diaoyan/instruments";
import { studentCritical } from "../distributions/tails.ts";
import { cellCodes, type Tracked, type TrackedRow } from "./track-answers.ts";

/** A construct so far. Means are of each response's mean over its answered items, reversed ones turned round. */
export interface ConstructProgress {
  readonly id: string;
  /** Items it has in the questionnaire. */
  readonly items: number;
  /** Responses with at least one item answered by a code. */
  readonly n: number;
  /** Items shown, and of these answered (不清楚 and 不适用 are answers). */
  readonly shown: number;
  readonly answered: number;
  readonly mean: number | null;
  /** 95 % t interval of the mean; null below two responses. */
  readonly low: number | null;
  readonly high: number | null;
  /** Answers to all items together by code, lowest first. */
  readonly distribution: readonly { readonly code: number; readonly count: number }[];
}

/** How often an open question was answered, and shown. */
export interface OpenProgress {
  readonly variable: string;
  readonly answered: number;
  readonly shown: number;
}

/** How far constructs and open questions have come over all rows; pure sums, one pass a construct. */
export function summariseConstructs(
  tracked: Tracked,
  rows: readonly TrackedRow[],
): { readonly constructs: readonly ConstructProgress[]; readonly open: readonly OpenProgress[] } {
  const place = new Map(tracked.names.map((name, at) => [name, at]));
  return {
    constructs: tracked.constructs.map((construct) => summarise(construct, place, rows)),
    open: tracked.open.map((variable) => countOpen(variable, place.get(variable) ?? 0, rows)),
  };
}

function summarise(
  construct: Construct,
  place: ReadonlyMap<string, number>,
  rows: readonly TrackedRow[],
): ConstructProgress {
  const items = construct.items.flatMap((name) => {
    const at = place.get(name);
    return at === undefined ? [] : [{ at, turn: turnOf(construct, name) }];
  });
  const counts = new CodeCounts();
  let [shown, answered, n, mean, squares] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    let [codes, sum] = [0, 0];
    for (const { at, turn } of items) {
      const cell = row[at] ?? cellCodes.notShown;
      if (Number.isNaN(cell)) continue;
      shown += 1;
      if (cell !== cellCodes.skipped) answered += 1;
      if (!Number.isFinite(cell)) continue;
      const code = turn === null ? cell : turn - cell;
      counts.add(code);
      codes += 1;
      sum += code;
    }
    if (codes === 0) continue;
    n += 1;
    const apart = sum / codes - mean;
    mean += apart / n;
    squares += apart * (sum / codes - mean);
  }
  const half = n < 2 ? null : studentCritical(0.95, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return {
    id: construct.id,
    items: items.length,
    n,
    shown,
    answered,
    mean: n === 0 ? null : mean,
    low: half === null ? null : mean - half,
    high: half === null ? null : mean + half,
    distribution: counts.list(),
  };
}

const listedCodes = 100;

/** Counts codes; whole ones below 100, as nearly all are, without looking them up. */
class CodeCounts {
  readonly #listed = new Float64Array(listedCodes);
  readonly #others = new Map<number, number>();

  add(code: number): void {
    if (code >= 0 && code < listedCodes && Number.isInteger(code)) this.#listed[code] = (this.#listed[code] ?? 0) + 1;
    else this.#others.set(code, (this.#others.get(code) ?? 0) + 1);
  }

  list(): readonly { readonly code: number; readonly count: number }[] {
    const listed = [...this.#listed].flatMap((count, code) => (count === 0 ? [] : [{ code, count }]));
    const others = [...this.#others].map(([code, count]) => ({ code, count }));
    return [...listed, ...others].sort((left, right) => left.code - right.code);
  }
}

/** What a reversed item is taken from: lowest plus highest code; null for items that run as they are. */
function turnOf({ reverse, scale }: Construct, name: string): number | null {
  return reverse?.includes(name) && scale !== undefined ? scale.min + scale.max : null;
}

function countOpen(variable: string, at: number, rows: readonly TrackedRow[]): OpenProgress {
  let [answered, shown] = [0, 0];
  for (const row of rows) {
    const cell = row[at] ?? cellCodes.notShown;
    if (!Number.isNaN(cell)) shown += 1;
    if (Number.isFinite(cell)) answered += 1;
  }
  return { variable, answered, shown };
}
