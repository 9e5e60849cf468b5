import { type QualityFlag, type QualityRules, qualityRules, type ReviewedResponse } from "@diaoyan/instruments";
import { codesOf, type mediansOf } from "./sample-responses.ts";

/** Values tried for each threshold; each threshold decides about one kind of flag alone. */
const grid = {
  hurried: [0.3, 0.4, 0.5].flatMap((shareOfMedian) =>
    [1, 1.5, 2, 2.5, 3].map((secondsAQuestion) => ({ shareOfMedian, secondsAQuestion })),
  ),
  rushed: [0.5, 1, 1.5].map((secondsAPageQuestion) => ({ secondsAPageQuestion })),
  patterned: [0.8, 0.85, 0.9, 0.95].map((shareInPattern) => ({ shareInPattern })),
  inconsistent: [0.5, 0.6, 0.7, 0.8].map((shareOfDice) => ({ shareOfDice })),
} as const satisfies Partial<Record<QualityFlag["code"], readonly Partial<QualityRules>[]>>;

type Tuned = keyof typeof grid;
const tuned = Object.keys(grid) as Tuned[];

/** For one response: flags no threshold moves, and for each tuned kind whether it is flagged at each value. */
export interface Profile {
  readonly fixed: number;
  readonly at: Readonly<Record<Tuned, readonly boolean[]>>;
}

/** Flags of a response at every value of the grid. */
export function profileOf(
  response: ReviewedResponse,
  { medians, copied }: { readonly medians: ReturnType<typeof mediansOf>; readonly copied: boolean },
): Profile {
  const usual = codesOf(response, qualityRules, medians);
  const fixed = [...usual].filter((code) => !tuned.includes(code as Tuned)).length + (copied ? 1 : 0);
  const at = Object.fromEntries(
    tuned.map((kind) => [
      kind,
      grid[kind].map((values) => codesOf(response, { ...qualityRules, ...values }, medians).has(kind)),
    ]),
  ) as unknown as Profile["at"];
  return { fixed, at };
}

/** Positions in the grid. */
export type Choice = Readonly<Record<Tuned, number>>;

/** How many kinds of flags a response has. */
export function countFlags({ fixed, at }: Profile, choice: Choice): number {
  return fixed + tuned.filter((kind) => at[kind][choice[kind]] === true).length;
}

/** The thresholds of a choice. */
export function rulesOf(choice: Choice): QualityRules {
  const { hurried, rushed, patterned, inconsistent } = choice;
  return {
    ...qualityRules,
    ...grid.hurried[hurried],
    ...grid.rushed[rushed],
    ...grid.patterned[patterned],
    ...grid.inconsistent[inconsistent],
  };
}

const shareOf = (profiles: readonly Profile[], choice: Choice, atLeast: number): number =>
  profiles.filter((profile) => countFlags(profile, choice) >= atLeast).length / profiles.length;

/** Most false alarms the tuning accepts among the people it sees: any flag, and two flags. */
const mostAlarms = { any: 0.1, two: 0.01 } as const;

/**
 * The choice that finds most of what it is shown: the mean over strategies of the shares with any flag and with two, under
 * both bounds on false alarms among people. Every point of the grid is tried.
 */
export function tuneRules(farms: readonly (readonly Profile[])[], people: readonly Profile[]): Choice {
  let best: { readonly choice: Choice; readonly score: number } | undefined;
  for (const choice of choices()) {
    if (shareOf(people, choice, 1) > mostAlarms.any || shareOf(people, choice, 2) > mostAlarms.two) continue;
    const score = farms.reduce((sum, farm) => sum + shareOf(farm, choice, 1) + shareOf(farm, choice, 2), 0);
    if (best === undefined || score > best.score) best = { choice, score };
  }
  if (best === undefined) throw new Error("no rules keep false alarms within the bounds");
  return best.choice;
}

function* choices(): Generator<Choice> {
  for (const hurried of grid.hurried.keys())
    for (const rushed of grid.rushed.keys())
      for (const patterned of grid.patterned.keys())
        for (const inconsistent of grid.inconsistent.keys()) yield { hurried, rushed, patterned, inconsistent };
}

/** The point of the grid that the product ships. */
export const shipped: Choice = {
  hurried: grid.hurried.findIndex(
    ({ shareOfMedian, secondsAQuestion }) =>
      shareOfMedian === qualityRules.shareOfMedian && secondsAQuestion === qualityRules.secondsAQuestion,
  ),
  rushed: grid.rushed.findIndex(
    ({ secondsAPageQuestion }) => secondsAPageQuestion === qualityRules.secondsAPageQuestion,
  ),
  patterned: grid.patterned.findIndex(({ shareInPattern }) => shareInPattern === qualityRules.shareInPattern),
  inconsistent: grid.inconsistent.findIndex(({ shareOfDice }) => shareOfDice === qualityRules.shareOfDice),
};
