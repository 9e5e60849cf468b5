import { policyLevels } from "@diaoyan/instruments";
import { z } from "zod";
import { dropEmpty, sayDropped } from "../charts/drop-empty.ts";
import { makeHeatMap } from "../charts/heat-map.ts";
import { comparePolicies, policyRows } from "../policy/compare-policies.ts";
import { headerRow, quoted, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { mentionParams, nameCode } from "./code-frequency-wording.ts";

const year = z.int().min(1900).max(2100).optional();
const params = z.strictObject({
  by: z.enum(policyRows).default("region").meta({ description: "按地区、层级或年份分行" }),
  ...mentionParams,
  level: z.enum(["code", "top"]).default("top"),
  levels: z.array(z.enum(policyLevels)).min(1).optional().meta({ description: "只看这些层级" }),
  regions: z.array(z.string()).min(1).optional().meta({ description: "只看这些地区" }),
  from: year.meta({ description: "起始年份" }),
  to: year.meta({ description: "截止年份" }),
  inForce: z.boolean().default(false).meta({ description: "不计已修改、已废止的文件" }),
});
type Params = z.infer<typeof params>;

/** Provisions with a code and the texts they stand in, with the ids of the codings behind the numbers. */
export interface PolicyMatrixCell {
  readonly provisions: number;
  readonly documents: number;
  readonly ids: readonly string[];
}

/** `n` counts policy texts; `matrix[row][column]`. Texts not confirmed, or left out by the filter, are counted apart. */
export interface PolicyMatrixResult {
  readonly n: number;
  readonly unit: "document";
  readonly unconfirmed: number;
  readonly filtered: number;
  /** Codings counted, and those of them a dictionary rule proposed. */
  readonly segments: number;
  readonly ruleSegments: number;
  readonly rows: readonly { readonly value: string; readonly documents: number }[];
  readonly columns: readonly { readonly code: string; readonly number: string; readonly name: string }[];
  readonly matrix: readonly (readonly PolicyMatrixCell[])[];
}

const rowWords = {
  region: { zh: "地区", en: "Region" },
  level: { zh: "层级", en: "Level" },
  year: { zh: "年份", en: "Year" },
} as const;

/** How many provisions of which regions, levels or years speak to each theme. */
export const policyMatrix: Analysis<Params, PolicyMatrixResult> = {
  kind: "policyMatrix",
  title: { zh: "政策文件比较", en: "Policy documents compared" },
  reads: "corpus",
  params,
  run({ corpus }, request) {
    const { cells, columns, filtered, rows, unconfirmed } = comparePolicies(corpus, request);
    const codings = [...new Set(cells.flat(2).flatMap((provision) => provision.codings))];
    return {
      n: rows.reduce((sum, { texts }) => sum + texts.length, 0),
      unit: "document",
      unconfirmed,
      filtered,
      segments: codings.length,
      ruleSegments: codings.filter(({ origin }) => origin.kind === "rule").length,
      rows: rows.map(({ texts, value }) => ({ value, documents: texts.length })),
      columns: columns.map(({ id, name, number }) => ({ code: id, number, name })),
      matrix: cells.map((row) =>
        row.map((provisions) => ({
          provisions: provisions.length,
          documents: new Set(provisions.map(({ policy }) => policy.id)).size,
          ids: [...new Set(provisions.flatMap(({ codings: here }) => here.map(({ id }) => String(id))))],
        })),
      ),
    };
  },
  table(result, { by }, context) {
    const drafts =
      result.ruleSegments === 0
        ? ["", ""]
        : [
            `${result.segments}个编码片段中有${result.ruleSegments}个为词典规则的建议编码，待人工确认。`,
            ` ${result.ruleSegments} of ${result.segments} segments are proposals of dictionary rules.`,
          ];
    const open =
      result.unconfirmed === 0
        ? ["", ""]
        : [
            `另有${result.unconfirmed}件文件信息待确认，未计入。`,
            ` ${result.unconfirmed} texts are not confirmed and not counted.`,
          ];
    return {
      caption: say(context, `各${rowWords[by].zh}政策条款的主题分布`, "Provisions by theme"),
      unit: say(context, "条款数（文件数）", "provisions (documents)"),
      header: [
        headerRow(
          say(context, rowWords[by].zh, rowWords[by].en),
          say(context, "文件", "Texts"),
          ...result.columns.map(nameCode),
        ),
      ],
      body: result.rows.map(({ documents, value }, row) => [
        { text: value },
        { text: String(documents), value: documents, align: "right" as const },
        ...(result.matrix[row] ?? []).map((cell) => ({
          text:
            cell.provisions === 0
              ? "0"
              : say(context, `${cell.provisions}（${cell.documents}）`, `${cell.provisions} (${cell.documents})`),
          value: cell.provisions,
          align: "right" as const,
        })),
      ]),
      note: say(
        context,
        `注：n=${result.n}件政策文件；条款为条，或带编号的段；一个条款对一个主题计1次。${drafts[0]}${open[0]}`,
        `Note. n = ${result.n} policy texts; a provision is an article or numbered paragraph and counts once a theme.${drafts[1]}${open[1]}`,
      ),
    };
  },
  chart(result, _params, context) {
    const all = result.rows.flatMap(({ value }, row) =>
      result.columns.map((column, place) => {
        const provisions = result.matrix[row]?.[place]?.provisions ?? 0;
        return { row: value, column: nameCode(column), value: provisions, text: String(provisions) };
      }),
    );
    const { cells, dropped } = dropEmpty(all, "column");
    if (cells.length === 0) return null;
    const most = Math.max(1, ...cells.map(({ value }) => value));
    return makeHeatMap(cells, [0, most], say(context, "条款数", "Provisions"), sayDropped(dropped, context));
  },
  narrate(result, _params, context) {
    const { columns, matrix, n, rows } = result;
    if (n === 0) return [sentence(say(context, "尚无已确认的政策文件。", "No policy text has been confirmed yet."))];
    const said = sentence(say(context, `共比较${n}件政策文件。`, `${n} policy texts are compared.`), [
      "n",
      n,
      String(n),
    ]);
    const most = rows.flatMap(({ value }, row) => {
      const counts = columns.map((column, place) => ({ column, place, count: matrix[row]?.[place]?.provisions ?? 0 }));
      const top = counts.sort((a, b) => b.count - a.count)[0];
      return top === undefined || top.count === 0 ? [] : [{ value, row, ...top }];
    });
    if (most.length === 0)
      return [said, sentence(say(context, "政策条款尚无编码。", "No provision has been coded yet."))];
    const listed = most.map(({ column, count, value }) =>
      say(
        context,
        `${value}为${quoted(column.name, context)}（${count}条）`,
        `${value}: ${quoted(column.name, context)} (${count})`,
      ),
    );
    return [
      said,
      sentence(
        say(context, `条款最多的主题，${listed.join("，")}。`, `Themes with most provisions: ${listed.join(", ")}.`),
        ...most.map(({ count, place, row }) => [`matrix.${row}.${place}.provisions`, count, String(count)] as const),
      ),
    ];
  },
};
