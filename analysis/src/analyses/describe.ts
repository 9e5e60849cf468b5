import { z } from "zod";
import {
  countNotAssigned,
  needDataset,
  readCategories,
  readColumn,
  readNumbers,
  readVariable,
  readWeights,
} from "../dataset/read-column.ts";
import { tooMany } from "../errors.ts";
import { selectRows } from "../expression/where.ts";
import type { Dataset } from "../model/dataset.ts";
import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import {
  bracketed,
  headerRow,
  nameValue,
  nameVariable,
  quoted,
  say,
  sentence,
  smallSampleNote,
} from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam, weightParam } from "../registry/param-roles.ts";
import { boxOf } from "../statistics/box.ts";
import { describeValues, describeWeighted, dropMissing } from "../statistics/moments.ts";
import { drawBoxes, drawMap, drawMeans, drawRadar } from "./describe-chart.ts";
import type { DescribedPart, DescribedVariable, DescribeResult } from "./describe-result.ts";
import { listPerVariable } from "./per-variable.ts";
import { needDistricts } from "./place-districts.ts";

const params = z
  .strictObject({
    variables: variablesParam("变量", 1),
    weight: weightParam,
    by: z.string().min(1).optional().meta({ role: "variable", description: "分组变量（可不选）" }),
    picture: z.enum(["intervals", "box", "radar", "map"]).default("intervals").meta({ description: "图形" }),
  })
  .refine(({ variables, by }) => by === undefined || !variables.includes(by), "by: expected none of the variables")
  .refine(
    ({ variables, by, picture }) => picture !== "map" || (by !== undefined && variables.length === 1),
    "picture: expected one variable, and by with the districts, for a map",
  )
  .refine(
    ({ weight, picture }) => picture !== "box" || weight === undefined,
    "picture: expected no box plot beside a weight, which it does not respect",
  );
type Params = z.infer<typeof params>;

/** More groups than a table shows. */
const mostGroups = 50;

/** Describes numeric variables, each over its own valid cases, and within groups where `by` names them. */
export const describe: Analysis<Params, DescribeResult> = {
  kind: "describe",
  title: { zh: "描述统计", en: "Descriptive statistics" },
  reads: "dataset",
  params,
  run({ dataset }, { variables, weight, by, picture }) {
    const data = needDataset(dataset, "describe");
    const parts =
      by === undefined ? null : splitBy(data, by, weight === undefined ? variables : [...variables, weight]);
    if (picture === "map" && by !== undefined)
      needDistricts(readVariable(data, by), parts?.map(({ group }) => group) ?? []);
    return listPerVariable(
      variables.map((variable) => ({
        variable,
        ...describePart(data, variable, { weight, picture }),
        groups:
          parts?.map(({ group, part }) => ({ group, ...describePart(part, variable, { weight, picture }) })) ?? null,
      })),
    );
  },
  table(result, { by }, context) {
    const caption = say(context, "描述统计", "Descriptive statistics");
    const whole = say(context, "合计", "All");
    const rows = result.variables.flatMap((one) => [
      ...(one.groups ?? []).map((part) => ({ of: one.variable, name: nameValue(by ?? "", part.group, context), part })),
      { of: one.variable, name: whole, part: one },
    ]);
    return {
      caption:
        by === undefined
          ? caption
          : `${caption}${bracketed(say(context, `按${nameVariable(by, context)}`, `by ${nameVariable(by, context)}`), context)}`,
      header: [
        headerRow(
          say(context, "变量", "Variable"),
          ...(by === undefined ? [] : [nameVariable(by, context)]),
          "n",
          say(context, "均值", "Mean"),
          say(context, "标准差", "SD"),
          say(context, "中位数", "Median"),
          say(context, "最小值", "Min"),
          say(context, "最大值", "Max"),
          say(context, "偏度", "Skewness"),
          say(context, "峰度", "Kurtosis"),
        ),
      ],
      body: rows.map(({ of, name, part }, place) => [
        { text: rows[place - 1]?.of === of ? "" : nameVariable(of, context) },
        ...(by === undefined ? [] : [{ text: name }]),
        countCell(part.n),
        ...([part.mean, part.sd, part.median, part.min, part.max, part.skewness, part.kurtosis] as const).map((value) =>
          numberCell(value, 2),
        ),
      ]),
      note:
        say(context, "偏度和峰度为G1、G2（正态为0）。", "Skewness and kurtosis are G1 and G2 (0 for the normal).") +
        (result.variables.some(({ notAssigned }) => notAssigned > 0)
          ? say(
              context,
              "分模块作答的题目，n为分配到该题的人数。",
              " Of questions in modules, n counts those they were assigned to.",
            )
          : ""),
    };
  },
  chart(result, { by, picture }, context) {
    if (picture === "box") return drawBoxes(result, by, context);
    if (picture === "map" && by !== undefined) return drawMap(result, by, context);
    return (picture === "radar" ? drawRadar(result, by, context) : null) ?? drawMeans(result, by, context);
  },
  narrate(result, { by }, context) {
    return result.variables.flatMap(({ variable, n, mean, sd, groups }, index) => {
      const name = quoted(nameVariable(variable, context), context);
      if (mean === null) return sentence(say(context, `${name}没有有效数据。`, `${name} has no valid data.`));
      const [m, s] = [formatNumber(mean, 2), formatNumber(sd, 2)];
      const text = say(context, `${name}的均值为${m}±${s}（n=${n}）。`, `${name} has a mean of ${m} ± ${s} (n=${n}).`);
      const whole = sentence(
        text + smallSampleNote(n, context),
        [`variables.${index}.mean`, mean, m],
        [`variables.${index}.n`, n, String(n)],
      );
      const ends = by === undefined || groups === null ? null : narrateEnds({ name, by, index, groups }, context);
      return ends === null ? [whole] : [whole, ends];
    });
  },
};

/** The named columns of the cases of each group. Throws with more groups than a table shows. */
function splitBy(data: Dataset, by: string, names: readonly string[]) {
  const { codes, values } = readCategories(data, by);
  if (values.length > mostGroups) throw tooMany(`description by “${by}”`, `${mostGroups} groups`, values.length);
  const rows = values.map((): number[] => []);
  for (const [row, code] of codes.entries()) rows[code]?.push(row);
  const narrow = { ...data, columns: new Map(names.map((name) => [name, readColumn(data, name)])) };
  return values.map((group, code) => ({ group, part: selectRows(narrow, rows[code] ?? []) }));
}

function describePart(
  data: Dataset,
  variable: string,
  { weight, picture }: Pick<Params, "weight" | "picture">,
): DescribedPart {
  const values = readNumbers(data, variable);
  const moments = describeValues(dropMissing(values));
  const notAssigned = countNotAssigned(data, [variable]);
  const asked = data.rowCount - notAssigned;
  const box = picture === "box" ? boxOf(dropMissing(values)) : null;
  if (weight === undefined) return { ...moments, box, missing: asked - moments.n, notAssigned, weightedN: null };
  const weighted = describeWeighted(values, readWeights(data, weight));
  const unknown = { box, skewness: null, kurtosis: null, ciLow: null, ciHigh: null };
  // one case, however much it weighs, tells of no spread
  const sd = weighted.n > 1 ? weighted.sd : null;
  return { ...weighted, sd, ...unknown, missing: asked - weighted.n, notAssigned };
}

interface Ends {
  readonly name: string;
  readonly by: string;
  readonly index: number;
  readonly groups: NonNullable<DescribedVariable["groups"]>;
}

/** Which group has the highest mean and which the lowest, without a word on whether they differ beyond chance; null with fewer than two means. */
function narrateEnds({ name, by, index, groups }: Ends, context: PresentationContext): NarratedSentence | null {
  const known = groups.flatMap(({ group, mean }, place) => (mean === null ? [] : [{ group, mean, place }]));
  const [highest] = [...known].sort((a, b) => b.mean - a.mean);
  const [lowest] = [...known].sort((a, b) => a.mean - b.mean);
  if (highest === undefined || lowest === undefined || highest.mean === lowest.mean) return null;
  const [high, low] = [formatNumber(highest.mean, 2), formatNumber(lowest.mean, 2)];
  const [best, worst] = [highest, lowest].map(({ group }) => quoted(nameValue(by, group, context), context));
  return sentence(
    say(
      context,
      `按${nameVariable(by, context)}看，${name}的均值以${best}最高（${high}），${worst}最低（${low}）；差异是否显著另作检验。`,
      `By ${nameVariable(by, context)}, ${name} has its highest mean in ${best} (${high}) and its lowest in ${worst} (${low}); whether they differ beyond chance is another test.`,
    ),
    [`variables.${index}.groups.${highest.place}.mean`, highest.mean, high],
    [`variables.${index}.groups.${lowest.place}.mean`, lowest.mean, low],
  );
}
