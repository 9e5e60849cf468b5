import type { Dataset } from "@diaoyan/analysis";
import type { Json, QuestionnaireDefinition, Variable } from "@diaoyan/instruments";

/** Questions that stand together on a page, with the variables they make. */
export interface QuestionGroup {
  readonly title: string;
  readonly variables: readonly Variable[];
}

type Element = { readonly [key: string]: Json };

/** The pages of a questionnaire with their variables; what no page asks any more, and scores, come last. */
export function listQuestionGroups(
  { survey }: QuestionnaireDefinition,
  { variables }: Pick<Dataset, "variables">,
): readonly QuestionGroup[] {
  const pages = (Array.isArray(survey["pages"]) ? survey["pages"] : []) as readonly Element[];
  const groups = pages.map((page, index) => {
    const questions = new Set(namesIn(page));
    const title = titleOf(page["title"]) || `第${index + 1}页`;
    return { title, variables: variables.filter(({ question }) => questions.has(question)) };
  });
  const placed = new Set(groups.flatMap((group) => group.variables));
  const rest = variables.filter((variable) => !placed.has(variable));
  return [...groups, { title: "得分与其他", variables: rest }].filter((group) => group.variables.length > 0);
}

/** Names of the questions inside a page or panel. */
function namesIn(element: Element): readonly string[] {
  const inner = ["elements", "templateElements"].flatMap((key) => {
    const list = element[key];
    return Array.isArray(list) ? (list as readonly Element[]).flatMap(namesIn) : [];
  });
  const { name } = element;
  return typeof name === "string" ? [name, ...inner] : inner;
}

function titleOf(title: Json | undefined): string {
  if (typeof title === "string") return title;
  const texts = (title ?? {}) as { readonly default?: Json; readonly "zh-cn"?: Json };
  return String(texts.default ?? texts["zh-cn"] ?? "");
}
