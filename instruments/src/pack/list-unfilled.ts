import type { Study } from "../model/study.ts";
import { isStandIn } from "./study-facts.ts";

const namesOfPeople = ["commissioner", "undertaker", "lead", "contact"] as const;

/**
 * Fields of a study that respondents read in the notice and that still hold what stands in for them: a whole text in
 * full-width brackets, as `（承担单位名称）` in a pack that came along.
 */
export function listUnfilled(study: Study): readonly { readonly field: string; readonly text: string }[] {
  return namesOfPeople.map((field) => ({ field, text: study[field] ?? "" })).filter(({ text }) => isStandIn(text));
}
