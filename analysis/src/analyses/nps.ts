import { z } from "zod";
import { makeStackedChart } from "../charts/stacked-chart.ts";
import { needDataset, readNumbers, readWeights } from "../dataset/read-column.ts";
import { normalCritical95 } from "../distributions/tails.ts";
import { notRecommendation, tooFew } from "../errors.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam, weightParam } from "../registry/param-roles.ts";

const params = z.strictObject({ variable: variableParam("推荐意愿（0—10分）"), weight: weightParam });
type Params = z.infer<typeof params>;

/** Shares from 0 to 1; `estimate` = promoters − detractors, from −1 to 1, `score` the same times 100. Counts are weighted where a weight is given. */
export interface NpsResult {
  readonly n: number;
  readonly weightedN: number | null;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly promoterCount: number;
  readonly passiveCount: number;
  readonly detractorCount: number;
  readonly estimate: number;
  readonly score: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Net promoter score (Reichheld 2003): 9–10 promote, 0–6 detract. Interval by the multinomial error, with a weight over Kish's effective size. Throws on other answers than whole numbers from 0 to 10. */
export const nps: Analysis<Params, NpsResult> = {
  kind: "nps",
  title: { zh: "净推荐值（NPS）", en: "Net promoter score" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, weight }) {
    const data = needDataset(dataset, "nps");
    const values = readNumbers(data, variable);
    const weights = readWeights(data, weight);
    const counts = { promoters: 0, passives: 0, detractors: 0 };
    let [n, squares] = [0, 0];
    for (const [row, value] of values.entries()) {
      const share = weights[row] ?? Number.NaN;
      if (Number.isNaN(value) || Number.isNaN(share)) continue;
      if (!Number.isInteger(value) || value < 0 || value > 10) throw notRecommendation(variable, value);
      counts[value >= 9 ? "promoters" : value >= 7 ? "passives" : "detractors"] += share;
      squares += share * share;
      n += 1;
    }
    const total = counts.promoters + counts.passives + counts.detractors;
    if (!(total > 0)) throw tooFew(`net promoter score of “${variable}”`, "at least one valid case", "none");
    const [promoters, detractors] = [counts.promoters / total, counts.detractors / total];
    const estimate = promoters - detractors;
    const effective = (total * total) / squares;
    const se = Math.sqrt(Math.max(0, promoters + detractors - estimate ** 2) / effective);
    return {
      n,
      weightedN: weight === undefined ? null : total,
      promoters,
      passives: counts.passives / total,
      detractors,
      promoterCount: counts.promoters,
      passiveCount: counts.passives,
      detractorCount: counts.detractors,
      estimate,
      score: 100 * estimate,
      se,
      ciLow: Math.max(-1, estimate - normalCritical95 * se),
      ciHigh: Math.min(1, estimate + normalCritical95 * se),
    };
  },
  table(result, { variable }, context) {
    const row = (name: string, count: number, share: number) => [
      { text: name },
      countCell(count),
      numberCell(100 * share, 1),
    ];
    return {
      caption: say(
        context,
        `${nameVariable(variable, context)}：净推荐值`,
        `${nameVariable(variable, context)}: net promoter score`,
      ),
      header: [headerRow(say(context, "人群", "Group"), say(context, "人数", "Count"), "%")],
      body: [
        row(say(context, "推荐者（9—10分）", "Promoters (9–10)"), result.promoterCount, result.promoters),
        row(say(context, "被动者（7—8分）", "Passives (7–8)"), result.passiveCount, result.passives),
        row(say(context, "贬损者（0—6分）", "Detractors (0–6)"), result.detractorCount, result.detractors),
      ],
      note: say(
        context,
        `NPS=${formatNumber(result.score, 1)}，95%置信区间［${formatNumber(100 * result.ciLow, 1)}，${formatNumber(100 * result.ciHigh, 1)}］；n=${result.n}`,
        `NPS=${formatNumber(result.score, 1)}, 95 % interval [${formatNumber(100 * result.ciLow, 1)}, ${formatNumber(100 * result.ciHigh, 1)}]; n=${result.n}`,
      ),
    };
  },
  chart(result, { variable }, context) {
    const row = nameVariable(variable, context);
    const share = (category: string, value: number) => ({ row, category, percent: 100 * value });
    return makeStackedChart(
      [
        share(say(context, "贬损者", "Detractors"), result.detractors),
        share(say(context, "被动者", "Passives"), result.passives),
        share(say(context, "推荐者", "Promoters"), result.promoters),
      ],
      { axis: say(context, "百分比／%", "Percent / %"), legend: null },
    );
  },
  narrate(result, { variable }, context) {
    const name = quoted(nameVariable(variable, context), context);
    const score = formatNumber(result.score, 1);
    const [up, down] = [result.promoters, result.detractors].map((share) => `${formatNumber(100 * share, 1)}%`) as [
      string,
      string,
    ];
    const text = say(
      context,
      `${name}的净推荐值为${score}，推荐者占${up}，贬损者占${down}（n=${result.n}）。`,
      `The net promoter score of ${name} is ${score}: ${up} promote, ${down} detract (n=${result.n}).`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ["score", result.score, score],
        ["promoters", result.promoters, up],
        ["detractors", result.detractors, down],
      ),
    ];
  },
};
