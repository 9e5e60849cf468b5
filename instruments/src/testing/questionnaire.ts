import { brandAs, type QuestionnaireName } from "../model/ids.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";

type Elements = readonly { readonly [key: string]: Json }[];

/** A questionnaire of one page with these elements, for tests. */
export function questionnaireOf(
  elements: Elements,
  more: Partial<QuestionnaireDefinition> = {},
  survey: { readonly [key: string]: Json } = {},
): QuestionnaireDefinition {
  return {
    name: brandAs<QuestionnaireName>("test"),
    form: "short",
    title: { zh: "测试问卷" },
    purpose: { zh: "测试" },
    minutes: 5,
    constructs: [],
    missingCodes: [99],
    survey: { locale: "zh-cn", clearInvisibleValues: "onHidden", pages: [{ name: "page1", elements }], ...survey },
    ...more,
  };
}
