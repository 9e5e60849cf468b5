import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { textIn } from "@diaoyan/instruments";
import { writeAttributes } from "../../outline/write-directive.ts";
import { plainLabel, type VariableParts } from "./choose-variables.ts";
import type { FirstDraft } from "./first-draft.ts";

/** What the sections of one questionnaire are written from. */
interface Part {
  readonly definition: QuestionnaireDefinition;
  readonly parts: VariableParts;
}

const labelOf = ({ label }: Variable): string => plainLabel(textIn("zh", label));

/** Who answered: counts of the background questions. */
export function writeSample(draft: FirstDraft, { definition, parts }: Part): void {
  draft.heading(2, "样本概况");
  if (parts.background.length === 0) draft.say("问卷中没有可用于描述样本的单选题。");
  for (const variable of parts.background)
    draft.analyse(
      { kind: "frequencies", questionnaire: definition.name, variable: variable.name, show: "sentences,table" },
      `样本的${labelOf(variable)}`,
    );
}

/** How well the declared constructs are measured: reliability of each, structure of their items together. */
export function writeMeasurement(draft: FirstDraft, { definition }: Part): void {
  draft.heading(2, "量表质量");
  const scales = definition.constructs.filter(({ items }) => items.length >= 2);
  if (scales.length === 0) draft.say("问卷没有声明含两题及以上的构念，未作信度、效度分析。");
  for (const { id, label } of scales)
    draft.analyse(
      { kind: "reliability", questionnaire: definition.name, construct: id, show: "sentences,table" },
      `${plainLabel(textIn("zh", label))}的信度`,
    );
  const items = [...new Set(scales.flatMap((scale) => scale.items))];
  if (scales.length >= 2 && items.length >= 6)
    draft.analyse(
      {
        kind: "factorAnalysis",
        questionnaire: definition.name,
        items: items.join(","),
        method: "principal",
        rotation: "varimax",
        show: "sentences,table,chart",
      },
      "各构念题项的因子结构",
    );
}

/** Levels: scores of the constructs and of their items. */
export function writeLevels(draft: FirstDraft, { definition, parts }: Part): void {
  draft.heading(2, "主要构念的水平");
  if (parts.scores.length === 0) draft.say("问卷没有声明构念得分。");
  else
    draft.analyse(
      {
        kind: "describe",
        questionnaire: definition.name,
        variables: parts.scores.map(({ name }) => name).join(","),
        show: "sentences,table,chart",
      },
      "主要构念得分",
    );
  if (parts.scores.length >= 2)
    draft.analyse(
      {
        kind: "correlation",
        questionnaire: definition.name,
        variables: parts.scores.map(({ name }) => name).join(","),
        show: "table",
      },
      "主要构念得分之间的相关",
    );
}

/** Importance and performance, where the questionnaire declares pairs. */
export function writePairs(draft: FirstDraft, { definition }: Part): void {
  if ((definition.importancePerformance ?? []).length === 0) return;
  draft.heading(2, "重要程度与现状");
  draft.analyse(
    { kind: "importancePerformance", questionnaire: definition.name, show: "sentences,table,chart" },
    "各要素的重要程度与现状",
  );
}

/** The other questions: several choices, rankings, single choices. */
export function writeChoices(draft: FirstDraft, { definition, parts }: Part): void {
  const { multiple, rankings, choices } = parts;
  if (multiple.length + rankings.length + choices.length === 0) return;
  draft.heading(2, "其他题目");
  const questionnaire = definition.name;
  for (const { set, label } of multiple)
    draft.analyse({ kind: "multipleResponse", questionnaire, set, show: "sentences,table,chart" }, label);
  for (const { variables, label } of rankings)
    draft.analyse(
      { kind: "ranking", questionnaire, variables: variables.join(","), show: "sentences,table,chart" },
      label,
    );
  for (const variable of choices)
    draft.analyse(
      { kind: "frequencies", questionnaire, variable: variable.name, show: "sentences,table" },
      labelOf(variable),
    );
}

/** Groups a comparison looks at, and the fewest cases each must have. */
const mostFactors = 4;
const mostGroups = 8;
const fewestCases = 5;

interface Compared {
  readonly attributes: Readonly<Record<string, string>>;
  readonly caption: string;
  readonly p: number;
}

/** Scores by background: what differs with its table, the others in one sentence, and how many tests were made. */
export function writeDifferences(draft: FirstDraft, { definition, parts }: Part): void {
  draft.heading(2, "群体差异");
  const factors = parts.background.filter((variable) => isFactor(draft, definition, variable)).slice(0, mostFactors);
  if (parts.scores.length === 0 || factors.length === 0) {
    draft.missing.push(`群体差异：没有构念得分，或没有至少两组各${fewestCases}份以上的背景变量`);
    draft.say(`没有构念得分，或没有至少两组各${fewestCases}份以上的背景变量，未作差异检验。`);
    return;
  }
  const compared = parts.scores.flatMap((score) =>
    factors.flatMap((factor) => compare(draft, { definition, score, factor }) ?? []),
  );
  const found = compared.filter(({ p }) => p < 0.05);
  draft.say(
    `对${parts.scores.length}个构念得分按${factors.map(labelOf).join("、")}共作了${compared.length}次检验。多次检验会增加偶然显著的机会，按Bonferroni校正，p小于${(0.05 / Math.max(1, compared.length)).toPrecision(2)}的结果较为稳健，其余只宜作为线索。`,
  );
  for (const { attributes, caption } of found) draft.analyse({ ...attributes, show: "sentences,table" }, caption);
  const others = compared.filter(({ p }) => p >= 0.05);
  if (others.length > 0)
    draft.say(
      `以下未发现显著差异：${others.map(({ caption }) => `${caption}（p={}）`).join("、")}。未发现差异不等于没有差异。`,
      ...others.map(({ attributes }) => `:value${writeAttributes({ ...attributes, path: "p", digits: "3" })}`),
    );
}

function isFactor(draft: FirstDraft, definition: QuestionnaireDefinition, { name }: Variable): boolean {
  const run = draft.try({ kind: "frequencies", questionnaire: definition.name, variable: name });
  const { categories = [] } = (run?.result ?? {}) as { readonly categories?: readonly { readonly count: number }[] };
  const present = categories.filter(({ count }) => count > 0);
  return present.length <= mostGroups && present.filter(({ count }) => count >= fewestCases).length >= 2;
}

function compare(
  draft: FirstDraft,
  {
    definition,
    score,
    factor,
  }: { readonly definition: QuestionnaireDefinition; readonly score: Variable; readonly factor: Variable },
): Compared | null {
  const caption = `不同${labelOf(factor)}的${labelOf(score)}`;
  const common = { questionnaire: definition.name, variable: score.name, by: factor.name };
  for (const kind of ["tTest", "anova"]) {
    const run = draft.try({ kind, ...common }, kind === "anova" ? caption : undefined);
    const p = (run?.result as { readonly p?: number } | undefined)?.p;
    if (p !== undefined) return { attributes: { kind, ...common }, caption, p };
  }
  return null;
}
