import type { Candidate } from "./collect-candidates.ts";
import { measureCosine, type TermVector } from "./term-vector.ts";

/** A candidate for one section: its worth there without regard to what is already chosen. */
export interface Option {
  readonly candidate: Candidate;
  readonly worth: number;
  readonly vector: TermVector;
  /** Numbers of the section's codes it bears. */
  readonly themes: readonly string[];
}

/** Share of the penalty for saying again what is said; 1 − λ of Carbonell & Goldstein (1998), scaled to our worth. */
const redundancyWeight = 4;
/** Above this cosine a sentence says the same. */
const sameness = 0.6;
const neighbourBonus = 0.6;
/** For each code of the section that no chosen sentence bears yet. */
const themeBonus = 1.2;
/** Past the minimum of a section a sentence must be worth more than this. */
const leastMargin = 1.5;

/** Lengths of a section in code points. */
export interface LengthBudget {
  readonly minimum: number;
  readonly maximum: number;
}

/** What stands in the case already: in all sections, and in this one. */
export interface Standing {
  readonly taken: readonly Option[];
  readonly own: readonly Option[];
}

/**
 * Chooses sentences by maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998) with a bonus for what covers a code
 * not covered yet, which makes it a greedy maximisation of coverage less redundancy (Lin & Bilmes, ACL 2011): each step
 * takes the sentence with the highest worth, more for a new code and where its neighbour is chosen, less for its likeness
 * to what stands in the case. One that leans on the sentence before it only follows that sentence; one that the next
 * sentence limits is taken with that or not at all. A group that says the same as what stands is left out, too. Stops when nothing fits the maximum or no sentence is worth it, which
 * asks more past the minimum. In reading order; ties go to the earlier one.
 */
export function selectSentences(
  options: readonly Option[],
  budget: LengthBudget,
  { taken, own }: Standing,
): readonly Option[] {
  const chosen: Option[] = [];
  const rest = measureLikeness(options, taken);
  const byPlace = new Map(options.map((option) => [option.candidate.position, option]));
  const here = new Set(own.map(({ candidate }) => candidate));
  const elsewhere = new Set(taken.map(({ candidate }) => candidate).filter((candidate) => !here.has(candidate)));
  let length = 0;
  while (rest.size > 0) {
    let best: Option | undefined;
    let margin = Number.NEGATIVE_INFINITY;
    for (const [option, likeness] of rest) {
      const value = measureMargin(option, likeness, [...own, ...chosen]);
      if (value > margin) [best, margin] = [option, value];
    }
    if (!best || margin <= (length >= budget.minimum ? leastMargin : 0)) break;
    const group = withLimits(best, byPlace, here);
    const says = group.reduce((sum, option) => sum + (rest.get(option) ?? 0), 0);
    const size = group.reduce((sum, { candidate: { span } }) => sum + span.end - span.start, 0);
    const isWhole = group.length > 0 && !group.some(({ candidate }) => elsewhere.has(candidate));
    rest.delete(best);
    if (!isWhole || says > sameness * group.length || length + size > budget.maximum) continue;
    for (const option of group) rest.delete(option);
    for (const [option, likeness] of rest) {
      const nearest = group.reduce(
        (most, { vector }) => Math.max(most, measureCosine(vector, option.vector)),
        likeness,
      );
      rest.set(option, nearest);
    }
    chosen.push(...group);
    for (const { candidate } of group) here.add(candidate);
    length += size;
  }
  return chosen.sort(compareOptions);
}

/** A sentence with those that limit it, as far as they do not stand here yet; nothing where the last of them is missing. */
function withLimits(
  option: Option,
  byPlace: ReadonlyMap<number, Option>,
  here: ReadonlySet<Candidate>,
): readonly Option[] {
  const group = [option];
  const { position, upTo } = option.candidate;
  if (!byPlace.has(upTo)) return [];
  for (let place = position + 1; place <= upTo; place += 1) {
    const next = byPlace.get(place);
    if (next !== undefined && !here.has(next.candidate)) group.push(next);
  }
  return group;
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
  const fresh = option.themes.filter((theme) => !chosen.some(({ themes }) => themes.includes(theme))).length;
  return option.worth + next + themeBonus * fresh - redundancyWeight * likeness;
}
