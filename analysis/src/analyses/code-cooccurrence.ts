import type { Code } from "@diaoyan/instruments";
import { z } from "zod";
import { makeHeatMap } from "../charts/heat-map.ts";
import { makeNetworkChart } from "../charts/network-chart.ts";
import { countMentions, type Mentions } from "../coding/count-mentions.ts";
import { createSpeakerFinder, type PersonTime } from "../coding/list-person-times.ts";
import { corpusNeeded } from "../errors.ts";
import type { Coding } from "../model/corpus.ts";
import type { ChartSpec, PresentationContext } from "../model/presentation.ts";
import { headerRow, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { describePersonTimes, mentionParams, nameCode } from "./code-frequency-wording.ts";

const params = z.strictObject({
  ...mentionParams,
  unit: z.enum(["person", "overlap"]).default("person").meta({ description: "共现单位" }),
  picture: z.enum(["matrix", "network"]).default("matrix").meta({ description: "图形" }),
});
type Params = z.infer<typeof params>;

/** How often two codes stand together, with the ids of the codings behind the number; `jaccard` is the share of what has either. */
export interface CooccurrenceCell {
  readonly count: number;
  readonly jaccard: number;
  readonly ids: readonly string[];
}

/** A code with the first-level code it lies beneath, its theme. */
interface CooccurrenceRow {
  readonly code: string;
  readonly number: string;
  readonly name: string;
  readonly theme: string;
}

/** `unit` case: persons who mention both; segment: pairs of codings whose words overlap, those of two persons left out. On the diagonal stands what has the code at all. `n` counts persons, or codings. */
export interface CooccurrenceResult {
  readonly n: number;
  readonly unit: "case" | "segment";
  readonly segments: number;
  readonly ruleSegments: number;
  readonly rows: readonly CooccurrenceRow[];
  readonly matrix: readonly (readonly CooccurrenceCell[])[];
}

/** Which codes stand together: in the words of one person, or in the same passage. */
export const codeCooccurrence: Analysis<Params, CooccurrenceResult> = {
  kind: "codeCooccurrence",
  title: { zh: "编码共现", en: "Code co-occurrence" },
  reads: "corpus",
  params,
  run({ corpus }, request) {
    if (!corpus) throw corpusNeeded("codeCooccurrence");
    const { people, mentions } = countMentions(corpus, request);
    const codings = mentions.flatMap((item) => item.codings);
    const findSpeaker = createSpeakerFinder(corpus, people);
    const cross =
      request.unit === "person" ? (a: Mentions, b: Mentions) => crossPeople(a, b, findSpeaker) : crossPassages;
    return {
      n: request.unit === "person" ? people.length : codings.length,
      unit: request.unit === "person" ? "case" : "segment",
      segments: codings.length,
      ruleSegments: codings.filter(({ origin }) => origin.kind === "rule").length,
      rows: mentions.map(({ code }) => ({
        code: code.id,
        number: code.number,
        name: code.name,
        theme: nameCode(findTheme(corpus.codebook.codes, code)),
      })),
      matrix: mentions.map((a) => mentions.map((b) => cross(a, b))),
    };
  },
  table(result, { unit }, context) {
    return {
      caption: say(context, "编码共现矩阵", "Code co-occurrence"),
      unit: unit === "person" ? say(context, "人次", "persons") : say(context, "片段对", "pairs of segments"),
      header: [headerRow(say(context, "编码", "Code"), ...result.rows.map(nameCode))],
      body: result.rows.map((row, a) => [
        { text: nameCode(row) },
        ...result.rows.map((_, b) => {
          if (b > a) return { text: "" };
          const count = result.matrix[a]?.[b]?.count ?? 0;
          return { text: String(count), value: count, align: "right" as const };
        }),
      ]),
      note:
        unit === "person"
          ? describePersonTimes(result, context)
          : say(
              context,
              `注：n=${result.n}个编码片段；文字有重叠的两个片段计1次，不同编码员之间的不计。`,
              `Note. n = ${result.n} segments; two that share words count once, those of two coders not at all.`,
            ),
    };
  },
  chart(result, { picture }, context) {
    if (result.rows.length < 2) return null;
    return picture === "network" ? drawNetwork(result, context) : drawMatrix(result, context);
  },
  narrate(result, { unit }, context) {
    const pairs = result.rows
      .flatMap((_, a) => result.rows.slice(0, a).map((__, b) => ({ a, b, count: result.matrix[a]?.[b]?.count ?? 0 })))
      .filter(({ count }) => count > 0)
      .sort((x, y) => y.count - x.count || x.a - y.a || x.b - y.b)
      .slice(0, 3);
    if (pairs.length === 0) return [sentence(say(context, "没有共现的编码。", "No codes stand together."))];
    const listed = pairs.map(({ a, b, count }) => {
      const [first, second] = [result.rows[b]?.name ?? "", result.rows[a]?.name ?? ""];
      const counted =
        unit === "person"
          ? say(context, `${count}人次`, `${count} persons`)
          : say(context, `${count}处`, `${count} passages`);
      return say(context, `“${first}”与“${second}”（${counted}）`, `“${first}” with “${second}” (${counted})`);
    });
    return [
      sentence(
        say(context, `共现最多的编码是${listed.join("、")}。`, `Codes that most stand together: ${listed.join(", ")}.`),
        ...pairs.map(({ a, b, count }) => [`matrix.${a}.${b}.count`, count, String(count)] as const),
      ),
    ];
  },
};

/** The first-level code that a code lies beneath, or is. */
function findTheme(codes: readonly Code[], code: Code): Code {
  const parent = codes.find(({ id }) => id === code.parent);
  return parent === undefined ? code : findTheme(codes, parent);
}

/** Codes a picture shows, those that stand together most; ties a network shows. */
const shownCodes = 40;
const networkTies = 80;

/** Places of the codes that are drawn: those that stand together with any, of many those that do most. */
function chooseTied({ matrix, rows }: CooccurrenceResult): readonly number[] {
  const tied = rows.map((_, a) => rows.reduce((sum, __, b) => sum + (a === b ? 0 : (matrix[a]?.[b]?.count ?? 0)), 0));
  return [...rows.keys()]
    .filter((at) => (tied[at] ?? 0) > 0)
    .sort((a, b) => (tied[b] ?? 0) - (tied[a] ?? 0) || a - b)
    .slice(0, shownCodes)
    .sort((a, b) => a - b);
}

/** Says under a picture which codes are not in it; undefined where all are. */
function sayLeftOut(drawn: number, all: number, context: PresentationContext): string | undefined {
  if (drawn === all) return undefined;
  return drawn < shownCodes
    ? say(
        context,
        `未画与其他编码没有共现的${all - drawn}个编码。`,
        `${all - drawn} codes that stand with no other are not drawn.`,
      )
    : say(
        context,
        `${all}个编码中只画共现最多的${drawn}个，其余见表。`,
        `Of ${all} codes the ${drawn} that most stand together are drawn; the table has all.`,
      );
}

function drawMatrix(result: CooccurrenceResult, context: PresentationContext): ChartSpec | null {
  const { matrix, rows } = result;
  const shown = chooseTied(result);
  const nameAt = (at: number) => nameCode(rows[at] ?? { number: "", name: "" });
  const cells = shown.flatMap((a) =>
    shown.flatMap((b) => {
      const cell = matrix[a]?.[b];
      if (a === b || cell === undefined) return [];
      return [{ row: nameAt(a), column: nameAt(b), value: cell.jaccard, text: String(cell.count) }];
    }),
  );
  if (cells.length === 0) return null;
  const legend = say(context, "Jaccard系数", "Jaccard");
  return makeHeatMap(cells, [0, 1], legend, sayLeftOut(shown.length, rows.length, context));
}

function drawNetwork(result: CooccurrenceResult, context: PresentationContext): ChartSpec | null {
  const { matrix, rows, unit } = result;
  const shown = chooseTied(result);
  if (shown.length < 2) return null;
  const all = shown
    .flatMap((a, from) => shown.slice(0, from).map((b, to) => ({ from, to, weight: matrix[a]?.[b]?.count ?? 0 })))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to);
  const ties = all.slice(0, networkTies);
  const fewer =
    all.length > ties.length
      ? say(context, `连线只画最多的${networkTies}条。`, ` The ${networkTies} heaviest lines are drawn.`)
      : "";
  const note = `${sayLeftOut(shown.length, rows.length, context) ?? ""}${fewer}`.trim();
  const nodes = shown.map((at) => {
    const { name = "", number = "", theme = "" } = rows[at] ?? {};
    return { label: `${number} ${name}`, weight: matrix[at]?.[at]?.count ?? 0, group: theme };
  });
  return makeNetworkChart(nodes, ties, {
    weight: unit === "case" ? say(context, "提及人次", "Persons") : say(context, "编码片段", "Segments"),
    tie: say(context, "共现", "Together"),
    group: say(context, "主题", "Theme"),
    ...(note === "" ? {} : { note }),
  });
}

function crossPeople(
  a: Mentions,
  b: Mentions,
  findSpeaker: (coding: Coding) => PersonTime | undefined,
): CooccurrenceCell {
  const both = new Set(a.people.filter((person) => b.people.includes(person)));
  const either = new Set([...a.people, ...b.people]).size;
  const codings = [...new Set([...a.codings, ...b.codings])].filter((coding) => {
    const person = findSpeaker(coding);
    return person !== undefined && both.has(person);
  });
  return { count: both.size, jaccard: either === 0 ? 0 : both.size / either, ids: codings.map(({ id }) => id) };
}

function crossPassages(a: Mentions, b: Mentions): CooccurrenceCell {
  if (a === b) return { count: a.codings.length, jaccard: 1, ids: a.codings.map(({ id }) => id) };
  const pairs = a.codings.flatMap((first) =>
    b.codings.filter((second) => overlap(first, second)).map((second) => [first, second] as const),
  );
  const touched = new Set(pairs.flat());
  const either = a.codings.length + b.codings.length;
  // where a second coder marked the same words, the pair is one
  const places = new Set(pairs.map(([x, y]) => `${x.transcript} ${x.start} ${x.end} ${y.start} ${y.end}`));
  return {
    count: places.size,
    jaccard: either === 0 ? 0 : touched.size / either,
    ids: [...touched].map(({ id }) => id),
  };
}

/** Whether two codings share words; what two persons code differently is a disagreement of theirs, not a relation of codes. */
function overlap(a: Coding, b: Coding): boolean {
  return (
    !ofTwoPersons(a.origin, b.origin) &&
    a.transcript === b.transcript &&
    a.transcriptRevision === b.transcriptRevision &&
    a.start < b.end &&
    b.start < a.end
  );
}

function ofTwoPersons(a: Coding["origin"], b: Coding["origin"]): boolean {
  return a.kind === "human" && b.kind === "human" && a.user !== b.user;
}
