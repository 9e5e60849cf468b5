import { seededRandom } from "@diaoyan/instruments";
import { type Coefficients, measureDecisions } from "./measure-decisions.ts";

/** A coefficient with its 95 % percentile interval; limits are null where too many draws had no value. */
export interface WithInterval {
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/** Every coefficient of agreement with its bootstrap interval. */
export type Measured = Readonly<Record<keyof Coefficients, WithInterval>>;

/** Units with the same decisions, by the block they stand in; blocks are drawn as wholes. */
export interface DecidedInBlocks {
  readonly present: number;
  readonly yes: number;
  readonly blocks: readonly number[];
  readonly units: readonly number[];
}

/** How blocks are drawn: again and again as many as there are, with the same seed the same draws. */
export interface BootstrapPlan {
  readonly blocks: number;
  readonly replicates: number;
  readonly seed: number;
}

/** Draws of blocks with replacement, as how often each block was drawn (Efron 1979); made once for all codes. */
export function drawBlocks({ blocks, replicates, seed }: BootstrapPlan): readonly Uint16Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: replicates }, () => {
    const counts = new Uint16Array(blocks);
    for (let drawn = 0; drawn < blocks; drawn += 1) {
      const block = Math.floor(random() * blocks);
      counts[block] = (counts[block] ?? 0) + 1;
    }
    return counts;
  });
}

/** At most this share of draws may lack a value, or there is no interval. */
const mostMissing = 0.05;

/** The coefficients with percentile intervals over the draws. */
export function measureWithIntervals(
  decided: readonly DecidedInBlocks[],
  coders: number,
  draws: readonly Uint16Array[],
): Measured {
  const packed = decided.map(({ present, yes, blocks, units }) => ({
    head: { present, yes },
    blocks: Int32Array.from(blocks),
    units: Float64Array.from(units),
  }));
  const measure = (counts: Uint16Array | null): Coefficients => {
    const summed = packed.map(({ head, blocks, units }) => {
      let total = 0;
      for (let at = 0; at < blocks.length; at += 1)
        total += (units[at] ?? 0) * (counts === null ? 1 : (counts[blocks[at] ?? 0] ?? 0));
      return { ...head, units: total };
    });
    return measureDecisions(summed, coders);
  };
  const estimates = measure(null);
  const drawn = draws.map(measure);
  const interval = (name: keyof Coefficients): WithInterval => {
    const estimate = estimates[name];
    const values = drawn.flatMap((one) => one[name] ?? []).sort((a, b) => a - b);
    const enough = values.length > 0 && values.length >= draws.length * (1 - mostMissing);
    if (estimate === null || !enough) return { estimate, ciLow: null, ciHigh: null };
    return { estimate, ciLow: quantile(values, 0.025), ciHigh: quantile(values, 0.975) };
  };
  return { percent: interval("percent"), kappa: interval("kappa"), alpha: interval("alpha") };
}

/** Quantile of a sorted list by linear interpolation (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0];
  return low + (high - low) * (place - below);
}
