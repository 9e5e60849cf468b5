import type { PresentationContext } from "../model/presentation.ts";
import { say } from "./wording.ts";

const words = {
  zh: ["极小", "较小", "中等", "较大"],
  en: ["negligible", "small", "medium", "large"],
} as const;

/** Limits between negligible, small, medium and large after Cohen (1988): d p. 40, η² pp. 285–287, r pp. 79–80, w p. 227. */
const limits = {
  d: [0.2, 0.5, 0.8],
  etaSquared: [0.01, 0.06, 0.14],
  r: [0.1, 0.3, 0.5],
  cramersV: [0.1, 0.3, 0.5],
} as const;

/** The word for an effect's size, by its absolute value. */
export function describeEffect(kind: keyof typeof limits, value: number, context: PresentationContext): string {
  const place = limits[kind].filter((limit) => Math.abs(value) >= limit).length;
  return say(context, `效应${words.zh[place]}`, `${words.en[place]} effect`);
}

/** True below the first limit, where a significant difference still says little. */
export function isNegligible(kind: keyof typeof limits, value: number): boolean {
  return Math.abs(value) < limits[kind][0];
}
