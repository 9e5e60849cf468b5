/** Scores of one example for every label, and which label it has. */
export interface ScoredExample {
  readonly scores: Float64Array;
  readonly label: number;
}

/** Probabilities from scores: shares of e^(sharpness · score). */
export function toConfidences(scores: Float64Array, sharpness: number): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp((score - highest) * sharpness));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * The sharpness under which held-out examples are most likely (temperature scaling, Guo et al. 2017), by golden-section
 * search over its logarithm from 0.5 to 200; 1 where there is no example.
 */
export function fitSharpness(heldOut: readonly ScoredExample[]): number {
  if (heldOut.length === 0) return 1;
  const loss = (exponent: number): number =>
    heldOut.reduce((sum, { scores, label }) => {
      const confidence = toConfidences(scores, Math.exp(exponent))[label] ?? 0;
      return sum - Math.log(Math.max(confidence, 1e-12));
    }, 0);
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.5), Math.log(200)];
  for (let step = 0; step < 16; step += 1) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** The best label of an example, how sure, and whether it is right. */
export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

const logit = (share: number): number => {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, share));
  return Math.log(inside / (1 - inside));
};

/** Log-odds of a confidence, and how likely its label is to be right. */
interface Point {
  readonly x: number;
  readonly y: number;
}

const chance = (a: number, b: number, x: number): number => 1 / (1 + Math.exp(-(a + b * x)));

/** Negative log-likelihood of the points under chance(a + b·x), without overflow far from 0. */
function lossOf(points: readonly Point[], a: number, b: number): number {
  return points.reduce((sum, { x, y }) => {
    const z = a + b * x;
    return sum + Math.max(z, 0) - y * z + Math.log1p(Math.exp(-Math.abs(z)));
  }, 0);
}

/** Newton's step from (a, b); null where the points give none. */
function stepFrom(points: readonly Point[], a: number, b: number): readonly [number, number] | null {
  let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
  for (const { x, y } of points) {
    const p = chance(a, b, x);
    const w = p * (1 - p);
    ga += p - y;
    gb += (p - y) * x;
    haa += w;
    hab += w * x;
    hbb += w * x * x;
  }
  const determinant = haa * hbb - hab * hab;
  if (!(determinant > 1e-12)) return null;
  return [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
}

/** The line of log-odds under which the points are most likely. */
function fitLine(points: readonly Point[]): readonly [a: number, b: number] {
  let [a, b] = [0, 1];
  let loss = lossOf(points, a, b);
  for (let round = 0; round < 100; round += 1) {
    const step = stepFrom(points, a, b);
    if (step === null) break;
    const lossAfter = (part: number): number => lossOf(points, a - part * step[0], b - part * step[1]);
    let part = 1;
    while (part > 1e-9 && !(lossAfter(part) < loss)) part /= 2;
    const next = lossAfter(part);
    if (!(next < loss)) break;
    [a, b] = [a - part * step[0], b - part * step[1]];
    const gain = loss - next;
    loss = next;
    if (gain < 1e-12 * (1 + loss)) break;
  }
  return [a, b];
}

/**
 * Turns the confidence in a first label into how often such first labels are right: logistic regression on its log-odds with
 * Platt's smoothed targets (1999), by Newton's steps, each halved until it leads downhill (Lin, Lin and Weng 2007): where
 * right and wrong ones lie apart a whole step runs away to certainty. Unchanged with fewer than 20 held-out examples.
 */
export function fitConfidence(heldOut: readonly Judged[]): (confidence: number) => number {
  if (heldOut.length < 20) return (confidence) => confidence;
  const right = heldOut.filter((one) => one.right).length;
  const [high, low] = [(right + 1) / (right + 2), 1 / (heldOut.length - right + 2)];
  const points = heldOut.map((one): Point => ({ x: logit(one.confidence), y: one.right ? high : low }));
  const [a, b] = fitLine(points);
  if (b >= 0) return (confidence) => chance(a, b, logit(confidence));
  // a surer first label is never made less sure than an unsurer one: all are as sure as they are right on the whole
  const level = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  return () => level;
}

/** Suggestions that must lie at or above a threshold: one or two right ones at the top prove nothing. */
export const leastJudged = 10;

/**
 * The lowest confidence from which on at least `precision` of the held-out suggestions, of which there
 * must be `leastJudged`, are right; above 1, so that nothing is suggested, where no such confidence exists.
 */
export function findThreshold(heldOut: readonly Judged[], precision: number): number {
  const sorted = [...heldOut].sort((a, b) => b.confidence - a.confidence);
  let [right, threshold] = [0, 2];
  for (const [place, one] of sorted.entries()) {
    right += one.right ? 1 : 0;
    const next = sorted[place + 1];
    const isEdge = next === undefined || next.confidence < one.confidence;
    if (isEdge && place + 1 >= leastJudged && right / (place + 1) >= precision) threshold = one.confidence;
  }
  return threshold;
}

/** Mean distance of confidence and share of right ones over ten bands of confidence, by their size (expected calibration error). */
export function measureCalibration(judged: readonly Judged[]): number {
  const bands = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of judged) {
    const band = bands[Math.min(9, Math.floor(confidence * 10))];
    if (!band) continue;
    band.count += 1;
    band.confidence += confidence;
    band.right += right ? 1 : 0;
  }
  return (
    bands.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / Math.max(1, judged.length)
  );
}
