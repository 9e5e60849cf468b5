import { brandAs, type QuestionnaireName } from "../model/ids.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";

/** Question `index`: ten kinds in turn, every third with a condition on the first of its page. */
function question(index: number): { readonly [key: string]: Json } {
  const name = `q${index}`;
  const title = `第 ${index + 1} 题`;
  const choices = [1, 2, 3, 4, 5].map((value) => ({ value, text: `选项${value}` }));
  const asked = {
    name,
    title,
    ...(index % 10 > 0 && index % 3 === 2 ? { visibleIf: `{q${index - (index % 10)}} != 5 and {q0} notempty` } : {}),
  };
  const kinds: readonly { readonly [key: string]: Json }[] = [
    { type: "radiogroup", choices, isRequired: true },
    { type: "checkbox", choices, showOtherItem: true, maxSelectedChoices: 4 },
    { type: "rating", rateMin: 1, rateMax: 5, minRateDescription: "低", maxRateDescription: "高" },
    { type: "matrix", rows: ["a", "b", "c", "d", "e", "f"], columns: choices, eachRowRequired: true },
    { type: "comment" },
    { type: "text", inputType: "number", min: 0, max: 100 },
    { type: "ranking", choices: ["a", "b", "c", "d"] },
    { type: "dropdown", choices, requiredIf: "{q0} = 1" },
    { type: "text", validators: [{ type: "text", minLength: 1, maxLength: 200 }] },
    { type: "boolean" },
  ];
  return { ...asked, ...kinds[index % kinds.length] };
}

/** A questionnaire of 100 questions of ten kinds in ten pages, with conditions and matrices. */
export function hundredQuestions(): QuestionnaireDefinition {
  const pages = Array.from({ length: 10 }, (_, page) => ({
    name: `page${page}`,
    elements: Array.from({ length: 10 }, (_item, item) => question(page * 10 + item)),
  }));
  return {
    name: brandAs<QuestionnaireName>("hundred"),
    form: "full",
    title: { zh: "百题问卷（模拟数据）" },
    purpose: { zh: "百题问卷（模拟数据）" },
    minutes: 20,
    constructs: [],
    missingCodes: [],
    survey: { pages },
  };
}
