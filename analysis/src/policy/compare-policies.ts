import {
  brandAs,
  type Code,
  type CodePointOffset,
  citeProvision,
  createOffsetIndex,
  type OffsetIndex,
  type PolicyLevel,
  type PolicySource,
  policyLevels,
  type TextSpan,
  type Turn,
} from "@diaoyan/instruments";
import { groupCodings } from "../coding/count-mentions.ts";
import { corpusNeeded } from "../errors.ts";
import type { Coding, Corpus, PolicyText } from "../model/corpus.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";

/** What the rows of a comparison can be; years are those of the texts' days. */
export const policyRows = ["region", "level", "year"] as const;
/** What one comparison has as rows. */
export type PolicyRows = (typeof policyRows)[number];

/** The row of texts whose day nobody knows, among years. */
export const noYear = "年份不详";

/** What is compared: rows by region, level or year, columns by code, and which texts and codings count. */
export interface PolicyFilter {
  readonly by: PolicyRows;
  /** Numbers of codes; they and what lies beneath them are counted. Left out: all. */
  readonly codes?: readonly string[] | undefined;
  /** `top`: first-level codes with all beneath them. */
  readonly level: "code" | "top";
  readonly origin: "all" | "human";
  readonly levels?: readonly PolicyLevel[] | undefined;
  readonly regions?: readonly string[] | undefined;
  /** Leaves out texts that were changed or repealed. */
  readonly inForce?: boolean | undefined;
  /** Years of the texts' days, both included; texts without a day are left out where either is given. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A provision with a code: where it stands, how it is cited, and the codings behind it. */
export interface CodedProvision extends TextSpan {
  readonly policy: PolicySource;
  readonly citation: string;
  /** The whole provision. */
  readonly words: string;
  readonly codings: readonly Coding[];
}

/** A region, level or year with its texts in the order of their days. */
export interface PolicyRow {
  readonly value: string;
  readonly texts: readonly PolicyText[];
}

/** `cells[row][column]`: the coded provisions of a row under a code, by text and place. */
export interface PolicyComparison {
  readonly rows: readonly PolicyRow[];
  readonly columns: readonly Code[];
  readonly cells: readonly (readonly (readonly CodedProvision[])[])[];
  /** Texts that nobody has confirmed yet; they are in no row. */
  readonly unconfirmed: number;
  /** Confirmed texts that the filter leaves out. */
  readonly filtered: number;
}

/** The regions, levels or years of confirmed policy texts against the codes on their provisions. Throws `corpus.needed`, `corpus.unknown-code`. */
export function comparePolicies(corpus: Corpus | undefined, filter: PolicyFilter): PolicyComparison {
  if (corpus === undefined) throw corpusNeeded("policyMatrix");
  const { codebook, policies = { texts: [], codings: [] } } = corpus;
  const confirmed = policies.texts.filter(({ source }) => source.confirmed !== null);
  const texts = confirmed.filter(({ source }) => passes(source, filter));
  const rows = makeRows(texts, filter.by);
  const groups = groupCodings({ codebook, codings: policies.codings }, filter);
  const kept = new Set<string>(texts.map(({ text }) => text.id));
  const columns = codebook.codes.filter((code) => groups.get(code)?.some(({ transcript }) => kept.has(transcript)));
  const find = createProvisionFinder();
  const ofText = columns.map((code) => groupByText(groups.get(code) ?? []));
  return {
    rows,
    columns,
    cells: rows.map((row) =>
      ofText.map((codings) => row.texts.flatMap((one) => find(one, codings.get(one.text.id) ?? []))),
    ),
    unconfirmed: policies.texts.length - confirmed.length,
    filtered: confirmed.length - texts.length,
  };
}

function groupByText(codings: readonly Coding[]): ReadonlyMap<string, readonly Coding[]> {
  const groups = new Map<string, Coding[]>();
  for (const coding of codings) {
    const group = groups.get(coding.transcript);
    if (group === undefined) groups.set(coding.transcript, [coding]);
    else group.push(coding);
  }
  return groups;
}

function passes(
  { day, level, region, state }: PolicySource,
  { from, inForce, levels, regions, to }: PolicyFilter,
): boolean {
  if (inForce === true && (state === "已修改" || state === "已废止")) return false;
  if (levels !== undefined && !levels.includes(level)) return false;
  if (regions !== undefined && !regions.includes(region)) return false;
  if (from === undefined && to === undefined) return true;
  const year = day === null ? Number.NaN : Number(day.slice(0, 4));
  return year >= (from ?? 0) && year <= (to ?? 9_999);
}

const yearOf = ({ source }: PolicyText): string => source.day?.slice(0, 4) ?? noYear;

/** Rows in the order of government, then by name; years in their order, unknown ones last. */
function makeRows(texts: readonly PolicyText[], by: PolicyRows): readonly PolicyRow[] {
  const rank = ({ source }: PolicyText) => policyLevels.indexOf(source.level);
  const sorted = [...texts].sort(
    (a, b) =>
      (by === "year" ? compareCodePoints(yearOf(a), yearOf(b)) : 0) ||
      rank(a) - rank(b) ||
      compareCodePoints(a.source.region, b.source.region) ||
      compareCodePoints(a.source.day ?? "9", b.source.day ?? "9") ||
      compareCodePoints(a.text.id, b.text.id),
  );
  const rows = new Map<string, PolicyText[]>();
  for (const text of sorted) {
    const value = by === "year" ? yearOf(text) : text.source[by];
    const row = rows.get(value);
    if (row === undefined) rows.set(value, [text]);
    else row.push(text);
  }
  return [...rows].map(([value, members]) => ({ value, texts: members }));
}

/** Finds the provisions of a text that codings reach; a coding of another revision reaches none. */
function createProvisionFinder(): (text: PolicyText, codings: readonly Coding[]) => readonly CodedProvision[] {
  const indexes = new Map<string, OffsetIndex>();
  return ({ source, text }, codings) => {
    const own = codings.filter(({ transcriptRevision }) => transcriptRevision === text.revision);
    if (own.length === 0) return [];
    const index = indexes.get(text.id) ?? createOffsetIndex(text.text);
    indexes.set(text.id, index);
    return text.turns.flatMap((turn) => {
      const here = own.filter(({ end, start }) => start < turn.end && end > turn.start);
      return here.length === 0 ? [] : [toProvision(index, source, turn, here)];
    });
  };
}

function toProvision(index: OffsetIndex, policy: PolicySource, turn: Turn, codings: readonly Coding[]): CodedProvision {
  const first = Math.max(turn.start, Math.min(...codings.map(({ start }) => start)));
  const citation = citeProvision(index, turn, brandAs<CodePointOffset>(first));
  return { policy, citation, start: turn.start, end: turn.end, words: index.slice(turn), codings };
}
