import { z } from "zod";
import { makeQuadrantChart } from "../charts/quadrant-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { tooFew } from "../errors.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { formatNumber, numberCell } from "../presentation/format-number.ts";
import { bracketed, headerRow, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { describeValues, dropMissing } from "../statistics/moments.ts";

const pair = z.strictObject({
  label: z.string().min(1),
  importance: z.string().min(1),
  performance: z.string().min(1),
});
const params = z.strictObject({
  pairs: z.array(pair).min(2).meta({ role: "pairs", description: "重要程度与现状的配对" }),
});
type Params = z.infer<typeof params>;

/** Area of a point: both high, important but poor, neither, unimportant but good. A mean itself counts as high. */
export type Quadrant = "keepUp" | "concentrate" | "lowPriority" | "overkill";

/** One pair of questions by its means. */
export interface ImportancePerformancePoint {
  readonly label: string;
  readonly importance: number;
  readonly performance: number;
  /** Performance − importance: below zero where reality falls short. */
  readonly gap: number;
  readonly quadrant: Quadrant;
}

/** Axes cross at the means of the points; `n` is the smallest number of valid cases of any variable. */
export interface ImportancePerformanceResult {
  readonly n: number;
  readonly meanImportance: number;
  readonly meanPerformance: number;
  readonly points: readonly ImportancePerformancePoint[];
}

/** Importance–performance analysis (Martilla & James 1977, J. Marketing 41, p. 77), means over each variable's own valid cases. */
export const importancePerformance: Analysis<Params, ImportancePerformanceResult> = {
  kind: "importancePerformance",
  title: { zh: "重要性—绩效（IPA）分析", en: "Importance–performance analysis" },
  reads: "dataset",
  params,
  run({ dataset }, { pairs }) {
    const data = needDataset(dataset, "importancePerformance");
    const sizes: number[] = [];
    const meanOf = (name: string): number => {
      const { n, mean } = describeValues(dropMissing(readNumbers(data, name)));
      if (mean === null) throw tooFew(`variable “${name}”`, "at least one valid case", "none");
      sizes.push(n);
      return mean;
    };
    const means = pairs.map(({ label, importance, performance }) => ({
      label,
      importance: meanOf(importance),
      performance: meanOf(performance),
    }));
    const average = (key: "importance" | "performance"): number =>
      means.reduce((sum, point) => sum + point[key], 0) / means.length;
    const [meanImportance, meanPerformance] = [average("importance"), average("performance")];
    const points = means.map((point) => ({
      ...point,
      gap: point.performance - point.importance,
      quadrant: quadrantOf(point.importance >= meanImportance, point.performance >= meanPerformance),
    }));
    return { n: Math.min(...sizes), meanImportance, meanPerformance, points };
  },
  table(result, _params, context) {
    return {
      caption: say(context, "重要程度与现状评价", "Importance and performance"),
      header: [
        headerRow(
          say(context, "要素", "Attribute"),
          say(context, "重要程度", "Importance"),
          say(context, "现状", "Performance"),
          say(context, "差距", "Gap"),
          say(context, "所在区域", "Area"),
        ),
      ],
      body: result.points.map((point) => [
        { text: point.label },
        numberCell(point.importance, 2),
        numberCell(point.performance, 2),
        numberCell(point.gap, 2),
        { text: nameQuadrant(point.quadrant, context), align: "right" as const },
      ]),
      note: say(
        context,
        `坐标轴交于各要素均值（重要程度${result.meanImportance.toFixed(2)}，现状${result.meanPerformance.toFixed(2)}）；n≥${result.n}。`,
        `Axes cross at the means of the attributes (${result.meanImportance.toFixed(2)}, ${result.meanPerformance.toFixed(2)}); n≥${result.n}.`,
      ),
    };
  },
  chart(result, _params, context) {
    const points = result.points.map(({ label, importance, performance, quadrant }) => ({
      label,
      x: performance,
      y: importance,
      quadrant: nameQuadrant(quadrant, context),
    }));
    return makeQuadrantChart(
      points,
      { x: result.meanPerformance, y: result.meanImportance },
      {
        x: say(context, "现状评价（均值）", "Performance (mean)"),
        y: say(context, "重要程度（均值）", "Importance (mean)"),
        legend: say(context, "区域", "Area"),
      },
    );
  },
  narrate(result, _params, context) {
    const urgent = [...result.points.entries()].filter(([, { quadrant }]) => quadrant === "concentrate");
    const area = quoted(nameQuadrant("concentrate", context), context);
    if (urgent.length === 0) return [sentence(say(context, `没有要素位于${area}。`, `No attribute lies in ${area}.`))];
    const names = urgent
      .map(([, { label, gap }]) => {
        const shown = formatNumber(gap, 2);
        return quoted(label, context) + bracketed(say(context, `差距${shown}`, `gap ${shown}`), context);
      })
      .join(say(context, "、", ", "));
    const text = say(
      context,
      `位于${area}的有${names}，即重要程度高于均值而现状评价低于均值。`,
      `In ${area}: ${names}, more important than average but rated below average.`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ...urgent.map(([index, { gap }]) => [`points.${index}.gap`, gap, formatNumber(gap, 2)] as const),
      ),
    ];
  },
};

function quadrantOf(important: boolean, good: boolean): Quadrant {
  if (important) return good ? "keepUp" : "concentrate";
  return good ? "overkill" : "lowPriority";
}

function nameQuadrant(quadrant: Quadrant, context: PresentationContext): string {
  const names = {
    keepUp: ["优势保持区", "keep up the good work"],
    concentrate: ["重点改进区", "concentrate here"],
    lowPriority: ["次要改进区", "low priority"],
    overkill: ["维持区", "possible overkill"],
  } as const;
  return say(context, names[quadrant][0], names[quadrant][1]);
}
