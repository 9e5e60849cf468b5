import { examplesTooFew } from "../errors.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import type { Segmenter } from "../text/segmenter.ts";
import {
  findThreshold,
  fitConfidence,
  fitSharpness,
  type Judged,
  type ScoredExample,
  toConfidences,
} from "./calibrate.ts";
import { createExplainer } from "./explain-label.ts";
import { type BlockShares, type FeatureSpace, learnFeatures, type SparseVector } from "./feature-space.ts";
import { multiplyPairs, solveRidge } from "./solve-ridge.ts";
import { countFeatures, type TextFeatures } from "./text-features.ts";

/** A coded segment, or words that stand for a label: its name, definition or an example in the codebook. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

/** How a suggester weighs the kinds of features, smooths and abstains. */
export interface SuggesterSettings {
  readonly shares: BlockShares;
  /** λ of the ridge: larger is smoother. */
  readonly penalty: number;
  /** Share of right ones among the held-out suggestions that are made; below the confidence for it the suggester abstains. */
  readonly precision: number;
}

/** Settings chosen by measurement (decision 0016). */
export const defaultSettings: SuggesterSettings = {
  shares: { letters: 2, pairs: 2, words: 1 },
  penalty: 0.3,
  precision: 0.6,
};

/** What a suggester learns from. Words about labels help, and are never counted as codings. */
export interface TrainingTexts {
  readonly examples: readonly LabelledText[];
  readonly hints: readonly LabelledText[];
}

/** A label for a text, how sure, and the words that spoke for it, strongest first. */
export interface RankedLabel {
  readonly label: string;
  /** 0 to 1, calibrated on held-out examples. */
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** The labels for one text, the likeliest first. */
export interface Suggestion {
  readonly ranked: readonly RankedLabel[];
  /** Too unsure to be shown unasked. */
  readonly abstains: boolean;
}

/** A trained suggester; it holds no texts, only weights of features. */
export interface Suggester {
  readonly labels: readonly string[];
  readonly segmenter: string;
  readonly settings: SuggesterSettings;
  /** Examples it learned from. */
  readonly examples: number;
  /** Each example as it is suggested without itself. */
  readonly heldOut: readonly Judged[];
  /** The confidence below which it abstains; above 1 where it always does. */
  readonly threshold: number;
  suggest(text: string, most?: number): Suggestion;
}

/** More examples are thinned evenly, label by label: the time to learn grows with their cube. */
export const mostExamples = 1000;

/** Texts with their features counted, so that several settings can be tried without counting again. */
export interface CountedTexts {
  readonly segmenter: Segmenter;
  readonly labels: readonly string[];
  readonly features: readonly TextFeatures[];
  /** Label of each, by its place; the first `examples` are examples, the others hints. */
  readonly targets: readonly number[];
  readonly examples: number;
}

/** Counts the features of what is to be learned from; throws `suggestions.too-few` with fewer than two labels. */
export function countTraining({ examples, hints }: TrainingTexts, segmenter: Segmenter): CountedTexts {
  const labels = [...new Set(examples.map(({ label }) => label))].sort(compareCodePoints);
  if (labels.length < 2) throw examplesTooFew(examples.length, labels.length);
  const known = new Map(labels.map((label, place) => [label, place]));
  const about = hints.filter(({ label, text }) => known.has(label) && text.trim() !== "");
  const kept = thinOut(examples, Math.max(labels.length, mostExamples - about.length));
  const all = [...kept, ...about];
  return {
    segmenter,
    labels,
    features: all.map(({ text }) => countFeatures(text, segmenter)),
    targets: all.map(({ label }) => known.get(label) ?? 0),
    examples: kept.length,
  };
}

/** At most `most` examples: labels take turns, each giving its next, so that rare ones keep theirs. */
function thinOut(examples: readonly LabelledText[], most: number): readonly LabelledText[] {
  if (examples.length <= most) return examples;
  const turns = new Map<string, number>();
  const ranked = examples.map((example, place) => {
    const turn = turns.get(example.label) ?? 0;
    turns.set(example.label, turn + 1);
    return { example, place, turn };
  });
  const kept = ranked.sort((a, b) => a.turn - b.turn || a.place - b.place).slice(0, most);
  return kept.sort((a, b) => a.place - b.place).map(({ example }) => example);
}

/**
 * Learns to suggest labels: ridge regression on characters, character pairs and words, one target a label, solved in its
 * dual form; leaving one out follows from the same solution (Allen's PRESS) and gives calibration and threshold.
 */
export function trainSuggester(counted: CountedTexts, settings: SuggesterSettings = defaultSettings): Suggester {
  const { labels, features, targets, examples, segmenter } = counted;
  const space = learnFeatures(features.slice(0, examples), settings.shares);
  const vectors = features.map((one) => space.toVector(one));
  const wanted = targets.map((target) => Float64Array.from(labels, (_, label) => (label === target ? 1 : 0)));
  const solution = solveRidge(
    multiplyPairs(vectors),
    wanted.map((row) => row.map(center(labels.length))),
    settings.penalty,
  );
  const left = Array.from({ length: examples }, (_, row): ScoredExample => {
    const dual = solution.duals[row] ?? new Float64Array();
    const scores = (wanted[row] ?? dual).map(
      (value, label) => value - (dual[label] ?? 0) / (solution.inverseDiagonal[row] ?? 1),
    );
    return { scores, label: targets[row] ?? 0 };
  });
  const sharpness = fitSharpness(left);
  const firsts = left.map(({ scores, label }): Judged => {
    const [best] = rank(scores);
    return { confidence: toConfidences(scores, sharpness)[best ?? 0] ?? 0, right: best === label };
  });
  const correct = fitConfidence(firsts);
  const heldOut = firsts.map(({ confidence, right }): Judged => ({ confidence: correct(confidence), right }));
  const threshold = findThreshold(heldOut, settings.precision);
  const weights = weighFeatures({ space, vectors, duals: solution.duals, labels: labels.length });
  const suggest = (text: string, most = 3): Suggestion => {
    const counts = countFeatures(text, segmenter);
    const vector = space.toVector(counts);
    const scores = scoreVector(vector, weights, labels.length);
    const order = rank(scores);
    const confidences = spreadConfidence(toConfidences(scores, sharpness), order[0] ?? 0, correct);
    const explain = createExplainer({ space, vector, weights, labels: labels.length, words: [...counts.words.keys()] });
    const ranked = order.slice(0, most).map(
      (label): RankedLabel => ({
        label: labels[label] ?? "",
        confidence: confidences[label] ?? 0,
        reasons: explain(label),
      }),
    );
    return { ranked, abstains: (ranked[0]?.confidence ?? 0) < threshold };
  };
  return { labels, segmenter: segmenter.id, settings, examples, heldOut, threshold, suggest };
}

const center = (labels: number) => (value: number) => value - 1 / labels;

/** Labels from the highest score down; equal scores in their order. */
function rank(scores: Float64Array): readonly number[] {
  return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** The first label gets its corrected confidence, the others share the rest as before. */
function spreadConfidence(
  confidences: Float64Array,
  first: number,
  correct: (confidence: number) => number,
): Float64Array {
  const own = confidences[first] ?? 0;
  const corrected = correct(own);
  const factor = own < 1 ? (1 - corrected) / (1 - own) : 0;
  return confidences.map((confidence, label) =>
    label === first ? corrected : Math.min(corrected, confidence * factor),
  );
}

interface Weighing {
  readonly space: FeatureSpace;
  readonly vectors: readonly SparseVector[];
  readonly duals: readonly Float64Array[];
  readonly labels: number;
}

/** Weights of each feature for each label, feature by feature. */
function weighFeatures({ space, vectors, duals, labels }: Weighing): Float32Array {
  const weights = new Float32Array(space.size * labels);
  for (const [row, { places, weights: own }] of vectors.entries()) {
    const dual = duals[row] ?? new Float64Array();
    for (let at = 0; at < places.length; at += 1) {
      const base = (places[at] ?? 0) * labels;
      const weight = own[at] ?? 0;
      for (let label = 0; label < labels; label += 1)
        weights[base + label] = (weights[base + label] ?? 0) + weight * (dual[label] ?? 0);
    }
  }
  return weights;
}

function scoreVector({ places, weights: own }: SparseVector, weights: Float32Array, labels: number): Float64Array {
  const scores = new Float64Array(labels);
  for (let at = 0; at < places.length; at += 1) {
    const base = (places[at] ?? 0) * labels;
    const weight = own[at] ?? 0;
    for (let label = 0; label < labels; label += 1)
      scores[label] = (scores[label] ?? 0) + weight * (weights[base + label] ?? 0);
  }
  return scores;
}
