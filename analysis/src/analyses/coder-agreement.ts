import { z } from "zod";
import type { Measured, WithInterval } from "../agreement/bootstrap-decisions.ts";
import { type CoderAgreementRequest, type CoderAgreementResult, compareCoders } from "../agreement/compare-coders.ts";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { corpusNeeded } from "../errors.ts";
import type {
  ChartSpec,
  NarratedSentence,
  PresentationContext,
  PresentationTable,
  TableCell,
} from "../model/presentation.ts";
import { countCell, formatNumber } from "../presentation/format-number.ts";
import { headerRow, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { nameCode } from "./code-frequency-wording.ts";

const params = z.strictObject({
  coders: z.array(z.string()).min(2).optional().meta({ description: "编码员" }),
  transcripts: z.array(z.string()).min(1).optional().meta({ description: "双编码的访谈" }),
  second: z.string().optional().meta({ description: "盲编的第二编码员" }),
  codes: z.array(z.string()).min(1).optional().meta({ description: "编码" }),
  segment: z.enum(["turn", "sentence", "clause"]).default("sentence").meta({ description: "片段单位" }),
  uncoded: z.enum(["included", "excluded"]).default("included").meta({ description: "未编码文字" }),
  replicates: z.number().int().min(200).max(5000).default(1000).meta({ description: "自助抽样次数" }),
});

/** Agreement of independent human coders, per code and in all, on segments and on characters, over the text they share. */
export const coderAgreement: Analysis<CoderAgreementRequest, CoderAgreementResult> = {
  kind: "coderAgreement",
  title: { zh: "编码员一致性", en: "Agreement of coders" },
  reads: "corpus",
  params,
  run({ corpus }, request, { seed }) {
    if (!corpus) throw corpusNeeded("coderAgreement");
    return compareCoders(corpus, request, seed);
  },
  table: writeTable,
  chart: drawAlphas,
  narrate,
};

function withInterval({ estimate, ciLow, ciHigh }: WithInterval, context: PresentationContext): TableCell {
  const interval =
    ciLow === null
      ? ""
      : say(
          context,
          `［${formatNumber(ciLow, 3)}，${formatNumber(ciHigh, 3)}］`,
          ` [${formatNumber(ciLow, 3)}, ${formatNumber(ciHigh, 3)}]`,
        );
  const text = `${formatNumber(estimate, 3)}${interval}`;
  return estimate === null ? { text, align: "right" } : { text, value: estimate, align: "right" };
}

const cellsOf = ({ percent, kappa, alpha }: Measured, context: PresentationContext): readonly TableCell[] =>
  [percent, kappa, alpha].map((one) => withInterval(one, context));

const segmentWords = {
  turn: ["话轮", "turns"],
  sentence: ["句", "sentences"],
  clause: ["分句", "clauses"],
} as const;

function writeTable(
  result: CoderAgreementResult,
  _request: CoderAgreementRequest,
  context: PresentationContext,
): PresentationTable {
  const onSegments = say(context, "片段", "Segments");
  const onCharacters = say(context, "字", "Characters");
  const names = [say(context, "一致率", "Agreement"), "κ", "α"];
  const line = (name: string, row: CoderAgreementResult["all"]): readonly TableCell[] => [
    { text: name },
    countCell(row.anyone),
    countCell(row.everyone),
    ...cellsOf(row.segments, context),
    ...cellsOf(row.characters, context),
  ];
  return {
    caption: say(context, "编码员一致性", "Agreement of coders"),
    header: [
      headerRow(
        say(context, "编码", "Code"),
        say(context, "有人编的片段", "Segments by anyone"),
        say(context, "都编的片段", "Segments by everyone"),
        ...names.map((name) => `${onSegments}${say(context, "", ": ")}${name}`),
        ...names.map((name) => `${onCharacters}${say(context, "", ": ")}${name}`),
      ),
    ],
    body: [
      ...result.rows.map((row) => line(nameCode(row), row)),
      line(say(context, "全部编码合并", "All codes together"), result.all),
    ],
    note: noteOf(result, context),
  };
}

/** Unit and treatment of uncoded text stand beside every figure. */
function noteOf(result: CoderAgreementResult, context: PresentationContext): string {
  const [zh, en] = segmentWords[result.segment];
  const kept = result.uncoded === "included";
  const rules = result.ruleCodings;
  return say(
    context,
    [
      `注：${result.coders.length}名编码员${result.blind ? "独立（盲编）" : ""}人工编码的${result.transcripts}篇共同访谈，受访者话语${result.n}个片段（单位：${zh}）、${result.characters}字；`,
      result.blind ? "" : "未经盲编，各人是否独立编码须另行确认；",
      kept ? "无人编码的文字计入，视为一致认为不适用；" : "无人编码的文字不计入；",
      `κ为Cohen's κ${result.coders.length > 2 ? "（两两平均）" : ""}，α为Krippendorff's α（定类）；方括号内为按片段自助抽样${result.replicates}次的95%百分位区间（种子${result.seed}）；“—”表示无变异、无从计算。`,
      rules > 0 ? `词典规则产生的${rules}个编码不视为编码员，未计入。` : "",
    ].join(""),
    [
      `Note. ${result.transcripts} shared interviews coded ${result.blind ? "independently (blind) " : ""}by ${result.coders.length} persons: ${result.n} segments (unit: ${en}) and ${result.characters} characters of what interviewees said; `,
      result.blind ? "" : "not coded blindly: whether each coded independently is to be confirmed; ",
      kept ? "text nobody coded counts as agreement that no code applies; " : "text nobody coded is left out; ",
      `κ is Cohen's${result.coders.length > 2 ? " (mean of pairs)" : ""}, α Krippendorff's (nominal); brackets hold 95 % percentile intervals of ${result.replicates} bootstrap draws of segments (seed ${result.seed}); “—”: no variation, so no figure.`,
      rules > 0 ? ` ${rules} codings made by rules are nobody's decisions and are left out.` : "",
    ].join(""),
  );
}

function drawAlphas(
  result: CoderAgreementResult,
  _request: CoderAgreementRequest,
  context: PresentationContext,
): ChartSpec | null {
  const points = result.rows.flatMap((row) => {
    const { estimate, ciLow, ciHigh } = row.segments.alpha;
    return estimate === null ? [] : [{ label: nameCode(row), value: estimate, low: ciLow, high: ciHigh }];
  });
  if (points.length === 0) return null;
  return makeIntervalChart(points, say(context, "α（片段）及95%区间", "α (segments) with 95 % interval"));
}

/** Limits of Krippendorff (2004): .800 and more to be relied on, .667 and more for tentative conclusions. */
function judge(alpha: number, context: PresentationContext): string {
  if (alpha >= 0.8) return say(context, "，达到可依靠的水平（≥0.800）", ", high enough to rely on (≥ .800)");
  if (alpha >= 0.667)
    return say(context, "，仅可作初步结论（0.667—0.800）", ", enough for tentative conclusions (.667 to .800)");
  return say(context, "，低于0.667，不足以据此下结论", ", below .667, too low to draw conclusions from");
}

function narrate(
  result: CoderAgreementResult,
  _request: CoderAgreementRequest,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const { estimate, ciLow, ciHigh } = result.all.segments.alpha;
  const [zh] = segmentWords[result.segment];
  const count = result.disagreements.length;
  const listed = sentence(say(context, `共有${count}处分歧待商定。`, `${count} disagreements are to be settled.`), [
    "disagreements.length",
    count,
    String(count),
  ]);
  if (estimate === null)
    return [
      sentence(say(context, "各编码员的判断没有变异，无从计算α。", "Decisions do not vary, so there is no α.")),
      listed,
    ];
  const shown = formatNumber(estimate, 3);
  const [low, high] = [formatNumber(ciLow, 3), formatNumber(ciHigh, 3)];
  const interval =
    ciLow === null ? "" : say(context, `（95%区间${low}—${high}）`, ` (95 % interval ${low} to ${high})`);
  const uncoded =
    result.uncoded === "included"
      ? say(context, "无人编码的文字计入", "text nobody coded counted")
      : say(context, "无人编码的文字不计入", "text nobody coded left out");
  const text = say(
    context,
    `${result.coders.length}名编码员在${result.n}个共同片段上（以${zh}为单位，${uncoded}）全部编码合并的Krippendorff's α为${shown}${interval}${judge(estimate, context)}。`,
    `Krippendorff's α of ${result.coders.length} coders over ${result.n} shared segments (${segmentWords[result.segment][1]}, ${uncoded}), all codes together, is ${shown}${interval}${judge(estimate, context)}.`,
  );
  return [sentence(text, ["all.segments.alpha.estimate", estimate, shown], ["n", result.n, String(result.n)]), listed];
}
