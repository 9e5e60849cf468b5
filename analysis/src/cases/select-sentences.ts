import type { Candidate } from "./collect-candidates.ts";
import { measureCosine, type TermVector } from "./term-vector.ts";

/** A candidate for one section: its worth there without regard to what is already chosen. */
export interface Option {
  readonly candidate: Candidate;
  readonly worth: number;
  readonly vector: TermVector;
}

/** Share of the penalty for saying again what is said; 1 − λ of Carbonell & Goldstein (1998), scaled to our worth. */
const redundancyWeight = 2;
/** Above this cosine a sentence says the same. */
const sameness = 0.6;
const neighbourBonus = 0.6;
/** Past the minimum of a section a sentence must be worth more than this. */
const leastMargin = 1.5;

/** Lengths of a section in code points. */
export interface LengthBudget {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Chooses sentences by maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998): each step takes the sentence
 * with the highest worth less its likeness to what stands in the case already, more where its neighbour is chosen;
 * one that leans on the sentence before it only follows that sentence. Stops when nothing fits the maximum or no
 * sentence is worth it, which asks more past the minimum. `taken` are the sentences of earlier sections. In reading order; ties go to the earlier one.
 */
export function selectSentences(
  options: readonly Option[],
  budget: LengthBudget,
  taken: readonly Option[],
): readonly Option[] {
  const chosen: Option[] = [];
  const rest = measureLikeness(options, taken);
  let length = 0;
  while (rest.size > 0) {
    let best: Option | undefined;
    let margin = Number.NEGATIVE_INFINITY;
    for (const [option, likeness] of rest) {
      const value = measureMargin(option, likeness, chosen);
      if (value > margin) [best, margin] = [option, value];
    }
    if (!best || margin <= (length >= budget.minimum ? leastMargin : 0)) break;
    rest.delete(best);
    const size = best.candidate.span.end - best.candidate.span.start;
    if (length + size > budget.maximum) continue;
    for (const [option, likeness] of rest)
      rest.set(option, Math.max(likeness, measureCosine(best.vector, option.vector)));
    chosen.push(best);
    length += size;
  }
  return chosen.sort(compareOptions);
}

/** Greatest likeness of each option that is not taken to those that are. */
function measureLikeness(options: readonly Option[], taken: readonly Option[]): Map<Option, number> {
  const used = new Set(taken.map(({ candidate }) => candidate));
  const free = options.filter(({ candidate }) => !used.has(candidate));
  const measure = (option: Option): number =>
    taken.reduce((most, { vector }) => Math.max(most, measureCosine(vector, option.vector)), 0);
  return new Map(free.map((option) => [option, measure(option)]));
}

/** Reading order. */
export function compareOptions(a: Option, b: Option): number {
  return a.candidate.position - b.candidate.position;
}

/** Marginal worth; minus infinity for a sentence that repeats another or leans on one that is not chosen. */
function measureMargin(option: Option, likeness: number, chosen: readonly Option[]): number {
  const gaps = chosen.map(({ candidate }) => option.candidate.position - candidate.position);
  const stranded = option.candidate.leans && !gaps.includes(1);
  if (likeness > sameness || stranded) return Number.NEGATIVE_INFINITY;
  const next = gaps.includes(1) || gaps.includes(-1) ? neighbourBonus : 0;
  return option.worth + next - redundancyWeight * likeness;
}
