import {
  type CountedTexts,
  defaultSettings,
  type LabelledText,
  type Suggester,
  type SuggesterSettings,
  trainSuggester,
} from "./train-suggester.ts";

/** Settings that are tried; their differences on one set are mostly chance, so they are few. */
export const candidateSettings: readonly SuggesterSettings[] = [
  defaultSettings,
  { ...defaultSettings, shares: { letters: 2, pairs: 1, words: 1 } },
  { ...defaultSettings, penalty: 0.5 },
];

/** The suggester that was chosen, and how long it took to learn by the clock that was given. */
export interface ChosenSuggester {
  readonly suggester: Suggester;
  readonly milliseconds: number;
}

/**
 * Chooses among the candidates by the mean of two shares of right suggestions: each example left out, and `dev`. Only the
 * choice sees `dev`; every suggester that it chooses among learned from the training texts alone.
 */
export function chooseSuggester(
  training: CountedTexts,
  dev: readonly LabelledText[],
  clock: () => number = () => 0,
): ChosenSuggester {
  const tried = candidateSettings.map((settings) => {
    const started = clock();
    const suggester = trainSuggester(training, settings);
    const milliseconds = clock() - started;
    const left = shareOf(suggester.heldOut.map(({ right }) => right));
    const seen = shareOf(dev.map(({ text, label }) => suggester.suggest(text, 1).ranked[0]?.label === label));
    return { suggester, milliseconds, score: dev.length === 0 ? left : (left + seen) / 2 };
  });
  const { suggester, milliseconds } = tried.reduce((most, one) => (one.score > most.score ? one : most));
  return { suggester, milliseconds };
}

function shareOf(rights: readonly boolean[]): number {
  return rights.length === 0 ? 0 : rights.filter(Boolean).length / rights.length;
}

/** Label names as words about their labels, where nothing more is known of them. */
export function hintsFromNames(labels: Iterable<string>): readonly LabelledText[] {
  return [...new Set(labels)].map((label) => ({ text: label, label }));
}
