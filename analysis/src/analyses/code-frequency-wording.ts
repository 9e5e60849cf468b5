import { textIn } from "@diaoyan/instruments";
import { z } from "zod";
import type { PresentationContext } from "../model/presentation.ts";

/** Parameters all counts of codes share; see `MentionFilter`. */
export const mentionParams = {
  codes: z.array(z.string()).min(1).optional(),
  level: z.enum(["code", "top"]).default("code"),
  origin: z.enum(["all", "human"]).default("all"),
};

/** Number and name of a code, as tables and axes show it. */
export function nameCode(code: { readonly number: string; readonly name: string }): string {
  return `${code.number} ${code.name}`;
}

/** The note under a table of mentions: how persons are counted, why percentages are missing, what rules proposed. */
export function describePersonTimes(
  result: { readonly n: number; readonly segments: number; readonly ruleSegments: number },
  { locale, rules }: PresentationContext,
): string {
  const small = result.n < rules.smallSample;
  const zh = [
    `注：受访人次 n=${result.n}；同一人在一次访谈中多次提及计1人次。`,
    small ? `受访人次少于${rules.smallSample}，只列人次，不计算百分比。` : "",
    result.ruleSegments > 0
      ? `${result.segments}个片段中有${result.ruleSegments}个为词典规则的建议编码，待人工确认。`
      : "",
  ];
  const en = [
    `Note. n = ${result.n} persons interviewed; a person counts once an interview.`,
    small ? ` Fewer than ${rules.smallSample}: counts only, no percentages.` : "",
    result.ruleSegments > 0
      ? ` ${result.ruleSegments} of ${result.segments} segments are proposals of dictionary rules, not yet confirmed.`
      : "",
  ];
  return textIn(locale, { zh: zh.join(""), en: en.join("") });
}
