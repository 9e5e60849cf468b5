import { z } from "zod";
import { readAttribute } from "../coding/read-attribute.ts";
import { corpusNeeded, tooFew, unknownGroup } from "../errors.ts";
import {
  countCell,
  formatNumber,
  numberCell,
  pCell,
  sayP,
  starLegend,
  starsOf,
} from "../presentation/format-number.ts";
import { headerRow, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { type AdjustedTail, adjustTails } from "../statistics/adjust-p.ts";
import { type Keyness, measureKeyness } from "../statistics/keyness.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { countTerms } from "../text/keyword-scorer.ts";
import { listSpokenTerms, type SpokenTerms } from "../text/list-spoken.ts";
import { neutralTextTools } from "../text/text-tools.ts";
import { drawCountBars } from "./code-frequency-chart.ts";

const params = z.strictObject({
  attribute: z.string().min(1).meta({ description: "受访者属性" }),
  group: z.string().min(1).meta({ description: "关注的组" }),
  reference: z.string().min(1).optional().meta({ description: "对照组（留空为其余各组）" }),
  least: z.int().min(1).default(3).meta({ description: "最少出现次数" }),
  top: z.int().min(1).max(500).default(30).meta({ description: "列出的词数" }),
});
type Params = z.infer<typeof params>;

/** A word: its counts in the group and its reference, and the transcripts of the group it stands in. */
export interface KeynessRow extends Keyness, AdjustedTail {
  readonly term: string;
  readonly count: number;
  readonly reference: number;
  readonly ids: readonly string[];
}

/** `n` counts transcripts of both; sizes are topic words. Rows are words the group uses more, by log-likelihood; p is adjusted after Benjamini–Hochberg over all words compared. */
export interface KeynessResult {
  readonly n: number;
  readonly unit: "document";
  readonly documents: number;
  readonly referenceDocuments: number;
  readonly size: number;
  readonly referenceSize: number;
  readonly compared: number;
  readonly segmenter: string;
  readonly rows: readonly KeynessRow[];
}

/** The words interviewees of one group use more than those of another. Throws where a group has no words. */
export const keyness: Analysis<Params, KeynessResult> = {
  kind: "keyness",
  title: { zh: "特征词（组间对比）", en: "Keyness" },
  reads: "corpus",
  params,
  run(input, { attribute, group, reference, least, top }) {
    if (!input.corpus) throw corpusNeeded("keyness");
    const groupOf = readAttribute(input.corpus, attribute);
    const values = new Set(input.corpus.transcripts.flatMap(({ id }) => groupOf(id) ?? []));
    for (const asked of [group, ...(reference === undefined ? [] : [reference])])
      if (!values.has(asked)) throw unknownGroup(attribute, asked, [...values].sort(compareCodePoints));
    const spoken = listSpokenTerms(input.corpus, input);
    const own = spoken.filter(({ transcript }) => groupOf(transcript.id) === group);
    const others = spoken.filter(({ transcript }) => {
      const value = groupOf(transcript.id);
      return reference === undefined ? value !== undefined && value !== group : value === reference;
    });
    const [counts, referenceCounts] = [countAll(own), countAll(others)];
    const [size, referenceSize] = [sizeOf(own), sizeOf(others)];
    if (size === 0 || referenceSize === 0)
      throw tooFew(
        `keyness of “${group}” by “${attribute}”`,
        "words of the group and of its reference",
        `${size} and ${referenceSize}`,
      );
    const terms = [...new Set([...counts.keys(), ...referenceCounts.keys()])];
    const rows = terms
      .map((term) => {
        const [count, other] = [counts.get(term)?.count ?? 0, referenceCounts.get(term)?.count ?? 0];
        const ids = counts.get(term)?.ids ?? [];
        return { term, count, reference: other, ids, ...measureKeyness([count, other], [size, referenceSize]) };
      })
      .filter(({ count, reference: other }) => count + other >= least);
    const adjusted = adjustTails(rows, "bh");
    const listed = rows
      .map((row, place) => ({ ...row, ...(adjusted[place] as AdjustedTail) }))
      .filter(({ logRatio, count }) => logRatio > 0 && count > 0)
      .sort((a, b) => b.g2 - a.g2 || compareCodePoints(a.term, b.term));
    return {
      n: own.length + others.length,
      unit: "document",
      documents: own.length,
      referenceDocuments: others.length,
      size,
      referenceSize,
      compared: rows.length,
      segmenter: (input.text ?? neutralTextTools).segmenter.id,
      rows: listed.slice(0, top),
    };
  },
  table: (result, { group, reference }, context) => ({
    caption: say(context, `“${group}”的特征词`, `Words typical of “${group}”`),
    header: [
      headerRow(
        say(context, "词", "Word"),
        group,
        reference ?? say(context, "其余", "Others"),
        "G²",
        say(context, "校正后p", "p adjusted"),
        say(context, "对数比", "Log ratio"),
      ),
    ],
    body: result.rows.map((row) => [
      { text: row.term },
      countCell(row.count),
      countCell(row.reference),
      numberCell(row.g2, 2, starsOf({ p: row.pAdjusted })),
      pCell({ p: row.pAdjusted }),
      numberCell(row.logRatio, 2),
    ]),
    note: say(
      context,
      `注：${result.documents}份与${result.referenceDocuments}份访谈，只计受访者的话，共${result.size}与${result.referenceSize}个词，比较${result.compared}个词（Benjamini–Hochberg校正）；同一份访谈内的用词并不独立，p值仅供排序参考；分词：${result.segmenter}；${starLegend("zh")}。`,
      `Note. ${result.documents} and ${result.referenceDocuments} transcripts, words of interviewees only, ${result.size} and ${result.referenceSize} words, ${result.compared} compared (Benjamini–Hochberg); words of one transcript are not independent, so p only ranks; segmenter: ${result.segmenter}; ${starLegend("en")}.`,
    ),
  }),
  chart(result, _params, context) {
    const data = result.rows.slice(0, 20).map(({ term, g2 }) => ({ label: term, value: Number(g2.toFixed(2)) }));
    return drawCountBars(data, { value: say(context, "对数似然值G²", "Log-likelihood G²") });
  },
  narrate(result, { group }, context) {
    const named = [...result.rows.entries()].filter(([, row]) => row.pAdjusted < context.rules.alphaLevel).slice(0, 5);
    if (named.length === 0)
      return [sentence(say(context, `未发现“${group}”明显多用的词。`, `No word is clearly more used by “${group}”.`))];
    const listed = named.map(([, row]) =>
      say(
        context,
        `${row.term}（G²=${formatNumber(row.g2, 2)}，${sayP(row.pAdjusted)}）`,
        `${row.term} (G²=${formatNumber(row.g2, 2)}, ${sayP(row.pAdjusted)})`,
      ),
    );
    return [
      sentence(
        say(
          context,
          `与对照相比，“${group}”更多使用的词是${listed.join("、")}。`,
          `“${group}” uses more than its reference: ${listed.join(", ")}.`,
        ),
        ...named.map(([place, row]) => [`rows.${place}.g2`, row.g2, formatNumber(row.g2, 2)] as const),
      ),
    ];
  },
};

function sizeOf(spoken: readonly SpokenTerms[]): number {
  return spoken.reduce((sum, { terms }) => sum + terms.length, 0);
}

function countAll(
  spoken: readonly SpokenTerms[],
): ReadonlyMap<string, { readonly count: number; readonly ids: readonly string[] }> {
  const found = new Map<string, { count: number; readonly ids: string[] }>();
  for (const { transcript, terms } of spoken)
    for (const [term, count] of countTerms(terms)) {
      const entry = found.get(term) ?? { count: 0, ids: [] };
      entry.count += count;
      entry.ids.push(transcript.id);
      found.set(term, entry);
    }
  return found;
}
