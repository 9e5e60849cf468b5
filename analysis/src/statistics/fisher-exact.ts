import { type RandomSource, seededRandom } from "@diaoyan/instruments";
import gammaln from "@stdlib/math-base-special-gammaln";
import { type Tail, tailOf } from "../distributions/tails.ts";
import { type Counts, marginsOf } from "./contingency.ts";
import { sumLightTables } from "./fisher-network.ts";
import { wilsonInterval } from "./wilson.ts";

/** p of Fisher's exact test; a simulated p carries how many tables were drawn, its standard error and 95 % interval (Wilson 1927). */
export type FisherOutcome = Tail &
  (
    | { readonly method: "exact" }
    | {
        readonly method: "monteCarlo";
        readonly draws: number;
        readonly se: number;
        readonly ciLow: number;
        readonly ciHigh: number;
      }
  );

/** Steps of the exact walk we are ready to take. */
const workLimit = 400_000;
/** Cells shuffled in all where that is not enough, and the least and most tables drawn. */
const shuffleLimit = 40_000_000;
const fewestDraws = 1_000;
const mostDraws = 20_000;
/** R's tolerance: tables as probable as the observed one count, in spite of rounding. */
const slack = 1e-7;

/**
 * Fisher's exact test (two-sided, by probability; Freeman & Halton 1951): exact column by column while the number of
 * distinct states stays within the work limit, else Monte Carlo with (b + 1)/(m + 1) and its standard error.
 */
export function testFisher(counts: Counts, seed: number): FisherOutcome {
  const exact = counts.length === 2 && counts[0]?.length === 2 ? sumFourfold(counts) : walkTables(counts);
  if (exact !== null) return { ...exact, method: "exact" };
  const draws = Math.max(fewestDraws, Math.min(mostDraws, Math.floor(shuffleLimit / marginsOf(counts).total)));
  const extreme = simulateTables(counts, draws, seededRandom(seed));
  const p = (extreme + 1) / (draws + 1);
  const { ciLow, ciHigh } = wilsonInterval(extreme, draws);
  return { ...tailOf(p), method: "monteCarlo", draws, se: Math.sqrt((p * (1 - p)) / draws), ciLow, ciHigh };
}

function logFactorial(n: number): number {
  return gammaln(n + 1);
}

/** log of the probability of a table given its margins, up to the constant of the margins. */
function logWeight(counts: Counts): number {
  return -counts.flat().reduce((sum, count) => sum + logFactorial(count), 0);
}

function logConstant(counts: Counts): number {
  const { rows, columns, total } = marginsOf(counts);
  return [...rows, ...columns].reduce((sum, count) => sum + logFactorial(count), 0) - logFactorial(total);
}

/** The exact test of a 2×2 table: every value its first cell can take. */
function sumFourfold(counts: Counts): Tail {
  const { rows, columns, total } = marginsOf(counts);
  const [row, column] = [rows[0] ?? 0, columns[0] ?? 0];
  const weightOf = (a: number): number =>
    logWeight([
      [a, row - a],
      [column - a, total - row - column + a],
    ]);
  const observed = logWeight(counts);
  const logs: number[] = [];
  for (let a = Math.max(0, row + column - total); a <= Math.min(row, column); a += 1) {
    const weight = weightOf(a);
    if (weight <= observed + slack) logs.push(weight);
  }
  return sumOf(logs, logConstant(counts));
}

/** Sum of probabilities given as logarithms up to `constant`, taken from the largest so that none underflows. */
function sumOf(logs: readonly number[], constant: number): Tail {
  const largest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const rest = Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
  const log = Math.min(0, largest + rest + constant);
  return tailOf(Math.exp(log), () => log);
}

/** The exact test of a larger table, or null where the work is too much. */
function walkTables(counts: Counts): Tail | null {
  const { rows, columns } = marginsOf(counts);
  const light = sumLightTables(rows, columns, logWeight(counts) + slack, workLimit);
  return light && sumOf(light, logConstant(counts));
}

/** Draws tables with the margins by shuffling columns over rows; how many are as improbable as the observed one. */
function simulateTables(counts: Counts, draws: number, random: RandomSource): number {
  const { rows, columns } = marginsOf(counts);
  const labels = columns.flatMap((count, column) => new Array<number>(count).fill(column));
  const observed = logWeight(counts);
  let extreme = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    shuffle(labels, random);
    if (logWeight(tabulate(labels, rows, columns.length)) <= observed + slack) extreme += 1;
  }
  return extreme;
}

function tabulate(labels: readonly number[], rows: readonly number[], columns: number): Counts {
  let from = 0;
  return rows.map((size) => {
    const line = new Array<number>(columns).fill(0);
    for (const label of labels.slice(from, from + size)) line[label] = (line[label] ?? 0) + 1;
    from += size;
    return line;
  });
}

function shuffle(items: number[], random: RandomSource): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1));
    [items[last], items[pick]] = [items[pick] ?? 0, items[last] ?? 0];
  }
}
