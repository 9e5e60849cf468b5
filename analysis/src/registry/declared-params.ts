import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { constructUnknown } from "../errors.ts";

type Declared = Pick<QuestionnaireDefinition, "constructs" | "importancePerformance">;

/** Parameters of `reliability` and `factorAnalysis` as a construct declares them. Throws `construct.unknown`. */
export function constructParams({ constructs }: Declared, id: string) {
  const found = constructs.find((construct) => construct.id === id);
  if (found === undefined)
    throw constructUnknown(
      id,
      constructs.map((construct) => construct.id),
    );
  const { items, label, reverse, scale } = found;
  return { items, label: label.zh, ...(reverse && { reverse }), ...(scale && { scale }) };
}

/** Parameters of `importancePerformance` as a questionnaire declares its pairs; no pair where it declares none. */
export function declaredPairs({ importancePerformance = [] }: Declared) {
  return {
    pairs: importancePerformance.map(({ label, importance, performance }) => ({
      label: label.zh,
      importance,
      performance,
    })),
  };
}
