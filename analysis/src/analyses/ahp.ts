import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { completeColumns } from "../dataset/complete-columns.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { judgementNotPositive, judgementsInvalid, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, quoted, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { mostCompared, type PairwiseWeights, weighPairs } from "../statistics/pairwise-weights.ts";

const square = z.array(z.array(z.number().positive().max(1e6)).min(2)).min(2);
const params = z
  .strictObject({
    labels: z.array(z.string().min(1)).min(2).max(mostCompared).meta({ description: "指标名称" }),
    variables: variablesParam("两两比较的题目（依次为1对2、1对3……）", 1).optional(),
    /** One matrix an expert; `a` to `b` stands in row a, column b. */
    judgements: z.array(square).min(1).optional().meta({ role: "matrices", description: "判断矩阵（每位专家一个）" }),
  })
  .refine(
    ({ labels, judgements }) =>
      (judgements ?? []).every(
        (one) => one.length === labels.length && one.every((row) => row.length === labels.length),
      ),
    "judgements: expected a square matrix as large as labels for each expert",
  )
  .refine(
    ({ labels, variables }) =>
      variables === undefined || variables.length === (labels.length * (labels.length - 1)) / 2,
    "variables: expected one for each pair of labels, in the order 1–2, 1–3, …, 2–3, …",
  )
  .refine(
    ({ variables, judgements }) => (variables === undefined) !== (judgements === undefined),
    "expected variables (one case an expert) or judgements",
  );
type Params = z.infer<typeof params>;

/** Weights from the geometric mean of the experts' judgements; `experts` holds each one's own. `n` counts experts. */
export interface AhpResult extends PairwiseWeights {
  readonly n: number;
  readonly items: readonly { readonly label: string; readonly weight: number }[];
  readonly experts: readonly PairwiseWeights[];
}

/** Above this ratio judgements contradict each other too much (Saaty 1980). */
const tolerable = 0.1;

/** Analytic hierarchy process for one level of criteria. Throws where a matrix is not reciprocal, naming the cell. */
export const ahp: Analysis<Params, AhpResult> = {
  kind: "ahp",
  title: { zh: "层次分析法（AHP）权重", en: "Analytic hierarchy process" },
  reads: "dataset",
  params,
  holdsItsData: ({ judgements }) => judgements !== undefined,
  run({ dataset }, { labels, variables, judgements: written }) {
    const judgements = written ?? readJudgements(needDataset(dataset, "ahp"), labels, variables ?? []);
    for (const [expert, matrix] of judgements.entries()) requireReciprocal(matrix, labels, expert + 1);
    const joint = labels.map((_, a) =>
      labels.map((__, b) =>
        Math.exp(judgements.reduce((sum, one) => sum + Math.log(one[a]?.[b] ?? 1), 0) / judgements.length),
      ),
    );
    const found = weighPairs(joint);
    return {
      n: judgements.length,
      ...found,
      items: labels.map((label, place) => ({ label, weight: found.weights[place] ?? 0 })),
      experts: judgements.map(weighPairs),
    };
  },
  table(result, _params, context) {
    const ratio = result.consistencyRatio === null ? "—" : formatNumber(result.consistencyRatio, 3);
    return {
      caption: say(context, "AHP权重", "AHP weights"),
      header: [
        headerRow(
          say(context, "指标", "Criterion"),
          say(context, "权重", "Weight"),
          say(context, "权重／%", "Weight / %"),
        ),
      ],
      body: result.items.map(({ label, weight }) => [
        { text: label },
        numberCell(weight, 4),
        numberCell(100 * weight, 1),
      ]),
      note: say(
        context,
        `专家${result.n}人，判断以几何平均合成；λmax=${formatNumber(result.largestEigenvalue, 4)}，CI=${formatNumber(result.consistencyIndex, 4)}，CR=${ratio}（CR<0.1为可接受）。`,
        `${result.n} experts, judgements joined by geometric means; λmax=${formatNumber(result.largestEigenvalue, 4)}, CI=${formatNumber(result.consistencyIndex, 4)}, CR=${ratio} (acceptable below 0.1).`,
      ),
    };
  },
  chart: ({ items }, _params, context) =>
    makeBarChart(
      items.map(({ label, weight }) => ({ label, value: weight, text: formatNumber(weight, 3) })),
      say(context, "权重", "Weight"),
    ),
  narrate(result, { labels }, context) {
    const order = [...result.items.entries()].sort(([, a], [, b]) => b.weight - a.weight);
    const [place = 0, top = { label: labels[0] ?? "", weight: 0 }] = order[0] ?? [];
    const shown = formatNumber(top.weight, 3);
    const first = sentence(
      say(
        context,
        `按${result.n}位专家的判断，${quoted(top.label, context)}的权重最大（${shown}）。`,
        `By the judgements of ${result.n} experts, ${quoted(top.label, context)} weighs most (${shown}).`,
      ),
      ["n", result.n, String(result.n)],
      [`items.${place}.weight`, top.weight, shown],
    );
    if (result.consistencyRatio === null) return [first];
    const ratio = formatNumber(result.consistencyRatio, 3);
    const off = result.experts.flatMap((one, expert) => ((one.consistencyRatio ?? 0) >= tolerable ? [expert + 1] : []));
    const verdict =
      result.consistencyRatio < tolerable
        ? say(
            context,
            `合成判断的一致性比率CR为${ratio}，小于0.1，通过一致性检验。`,
            `The joint consistency ratio is ${ratio}, below 0.1.`,
          )
        : say(
            context,
            `合成判断的一致性比率CR为${ratio}，不小于0.1，权重暂不宜使用，请请专家复核判断。`,
            `The joint consistency ratio is ${ratio}, not below 0.1; have the judgements reviewed before using the weights.`,
          );
    const single =
      off.length === 0
        ? ""
        : say(
            context,
            `其中第${off.join("、")}位专家自身的CR不小于0.1，建议退回复核。`,
            ` Expert ${off.join(", ")}: own ratio not below 0.1; ask for a review.`,
          );
    return [first, sentence(verdict + single, ["consistencyRatio", result.consistencyRatio, ratio])];
  },
};

/** Each complete case as a matrix: the answer to a pair is how many times the first weighs the second. */
function readJudgements(
  data: Dataset,
  labels: readonly string[],
  variables: readonly string[],
): readonly (readonly (readonly number[])[])[] {
  const columns = completeColumns(variables.map((name) => readNumbers(data, name)));
  const n = columns[0]?.length ?? 0;
  if (n === 0) throw tooFew(`judgements ${variables.join(", ")}`, "at least one complete case", "0");
  for (const [place, column] of columns.entries())
    if (column.some((value) => !(value > 0))) throw judgementNotPositive(variables[place] ?? "");
  const k = labels.length;
  const placeOf = (a: number, b: number): number => a * k - (a * (a + 1)) / 2 + b - a - 1;
  return Array.from({ length: n }, (_, row) =>
    labels.map((__, a) =>
      labels.map((___, b) => {
        if (a === b) return 1;
        const value = columns[placeOf(Math.min(a, b), Math.max(a, b))]?.[row] ?? 1;
        return a < b ? value : 1 / value;
      }),
    ),
  );
}

function requireReciprocal(matrix: readonly (readonly number[])[], labels: readonly string[], expert: number): void {
  for (const [a, row] of matrix.entries())
    for (const [b, value] of row.entries()) {
      const back = matrix[b]?.[a] ?? 1;
      if (Math.abs(value * back - 1) > 0.02)
        throw judgementsInvalid(expert, [labels[a] ?? "", labels[b] ?? ""], [value, back]);
    }
}
