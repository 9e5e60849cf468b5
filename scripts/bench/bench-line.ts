/** One measured figure: what, how much, in which unit, and the budget it is held against. */
export interface BenchLine {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Budget of the design, e.g. `≤ 0.2`; informative lines have none. */
  readonly budget?: { readonly atMost?: number; readonly atLeast?: number };
}

/** Seconds a piece of work takes, with the seconds it may take. */
export function timed(name: string, atMost: number | null, work: () => unknown): BenchLine {
  const started = performance.now();
  work();
  const value = (performance.now() - started) / 1000;
  return { name, value, unit: "s", ...(atMost === null ? {} : { budget: { atMost } }) };
}

/** True when a line has a budget and misses it. */
export function missesBudget({ value, budget }: BenchLine): boolean {
  if (budget === undefined) return false;
  return value > (budget.atMost ?? Number.POSITIVE_INFINITY) || value < (budget.atLeast ?? Number.NEGATIVE_INFINITY);
}

/** The value below which the share `at` (0 to 1) of the sorted values lie. */
export function quantileOf(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}
