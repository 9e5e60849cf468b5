import { type Answers, canonicalJson, type QuestionnaireDefinition } from "@diaoyan/instruments";

/** Upper bounds of the duration bands of anonymous collectors, in seconds, with the value stored for each. */
const bands: readonly (readonly [upTo: number, stored: number])[] = [
  [120, 60],
  [300, 210],
  [600, 450],
  [1_200, 900],
  [2_400, 1_800],
  [Number.POSITIVE_INFINITY, 3_600],
];

/** The middle of the band a duration falls into; null if unknown. */
export function durationBand(seconds: number | null): number | null {
  if (seconds === null) return null;
  return bands.find(([upTo]) => seconds < upTo)?.[1] ?? null;
}

/** Share of the planned minutes below which a response is marked as hurried. */
const hurriedShare = 0.3;

/** Marks for the researcher's review; none of them excludes a response by itself. */
export function qualityFlags(
  definition: QuestionnaireDefinition,
  answers: Answers,
  seconds: number | null,
): readonly string[] {
  const failed = (definition.attentionChecks ?? []).filter(({ question, expected }) => {
    const answer = answers[question];
    return answer !== undefined && canonicalJson(answer) !== canonicalJson(expected);
  });
  const flags = failed.map(({ question }) => `attention:${question}`);
  const hurried = seconds !== null && seconds < definition.minutes * 60 * hurriedShare;
  return hurried ? [...flags, "hurried"] : flags;
}
