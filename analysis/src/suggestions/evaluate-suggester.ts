import { type Judged, measureCalibration } from "./calibrate.ts";
import type { LabelledText, Suggester } from "./train-suggester.ts";

/** How good suggestions are on texts that were kept apart; shares from 0 to 1. */
export interface SuggesterQuality {
  readonly n: number;
  readonly accuracy: number;
  /** Mean F1 over the labels that stand in the texts or were suggested. */
  readonly macroF1: number;
  /** The right label is among the first three. */
  readonly inFirstThree: number;
  /** Share of texts it does not abstain on, and how many of these are right; null where it always abstains. */
  readonly coverage: number;
  readonly precision: number | null;
  /** Expected calibration error. */
  readonly calibrationError: number;
}

/** Measures a suggester; zeros where there is no text. */
export function evaluateSuggester(suggester: Suggester, texts: readonly LabelledText[]): SuggesterQuality {
  const made = texts.map(({ text, label }) => ({ label, ...suggester.suggest(text, 3) }));
  const judged = made.map(
    ({ label, ranked }): Judged => ({
      confidence: ranked[0]?.confidence ?? 0,
      right: ranked[0]?.label === label,
    }),
  );
  const shown = made.flatMap(({ abstains }, place) => (abstains ? [] : (judged[place] ?? [])));
  const share = (count: number, of: number): number => (of === 0 ? 0 : count / of);
  const right = (list: readonly Judged[]): number => list.filter((one) => one.right).length;
  const three = made.filter(({ label, ranked }) => ranked.some((one) => one.label === label)).length;
  return {
    n: texts.length,
    accuracy: share(right(judged), texts.length),
    macroF1: macroF1(made.map(({ label, ranked }) => [label, ranked[0]?.label ?? ""] as const)),
    inFirstThree: share(three, texts.length),
    coverage: share(shown.length, texts.length),
    precision: shown.length === 0 ? null : right(shown) / shown.length,
    calibrationError: measureCalibration(judged),
  };
}

/** Mean over labels of 2·hits / (given + suggested). */
function macroF1(pairs: readonly (readonly [given: string, suggested: string])[]): number {
  const labels = new Map<string, { hits: number; given: number; suggested: number }>();
  const of = (label: string) => {
    const found = labels.get(label) ?? { hits: 0, given: 0, suggested: 0 };
    labels.set(label, found);
    return found;
  };
  for (const [given, suggested] of pairs) {
    of(given).given += 1;
    of(suggested).suggested += 1;
    if (given === suggested) of(given).hits += 1;
  }
  const scores = [...labels.values()].map(({ hits, given, suggested }) => (2 * hits) / (given + suggested));
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
