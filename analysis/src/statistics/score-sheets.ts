import type { ScoreSheet } from "@diaoyan/instruments";
import { type Concordance, kendallW } from "./kendall-w.ts";
import { describeValues } from "./moments.ts";

/** An item of a score sheet with the points it can bring. */
export interface ScoreItem {
  readonly id: string;
  readonly label: string;
  readonly maximum: number;
}

/** Mean and sample standard deviation (n − 1) of valid points; null where there are too few. */
export interface ItemScore {
  readonly item: ScoreItem;
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
}

/**
 * What the experts' sheets on one subject say. `total` and `trimmed` rest on complete sheets alone; `trimmed` is null below
 * five of them.
 */
export interface ScoreSummary {
  readonly subject: string;
  readonly experts: number;
  /** Sheets on which every item is scored. */
  readonly complete: number;
  readonly items: readonly ItemScore[];
  readonly total: { readonly mean: number | null; readonly sd: number | null };
  readonly trimmed: number | null;
  readonly level: "优秀" | "良好" | "合格" | "不合格" | null;
  /** Agreement of the experts on which items are strong: shares of the items' points, ranked by expert. */
  readonly concordance: Concordance | null;
}

const fewestToTrim = 5;

/** The mean without one highest and one lowest total; null with fewer than five. */
export function trimmedMean(totals: readonly number[]): number | null {
  if (totals.length < fewestToTrim) return null;
  const kept = [...totals].sort((one, other) => one - other).slice(1, -1);
  return describeValues(kept).mean;
}

/** Level of a score of 100: 90 优秀, 80 良好, 70 合格. */
export function levelOf(score: number): NonNullable<ScoreSummary["level"]> {
  if (score >= 90) return "优秀";
  if (score >= 80) return "良好";
  return score >= 70 ? "合格" : "不合格";
}

/** Summarises the sheets by subject, in the order in which subjects first stand; an item not scored is missing, not zero. */
export function summariseScores(
  items: readonly ScoreItem[],
  sheets: readonly Pick<ScoreSheet, "subject" | "points">[],
): readonly ScoreSummary[] {
  const subjects = [...new Set(sheets.map(({ subject }) => subject))];
  return subjects.map((subject) =>
    summariseSubject(
      items,
      subject,
      sheets.filter((sheet) => sheet.subject === subject),
    ),
  );
}

function summariseSubject(
  items: readonly ScoreItem[],
  subject: string,
  sheets: readonly Pick<ScoreSheet, "points">[],
): ScoreSummary {
  const complete = sheets.filter(({ points }) => items.every(({ id }) => points[id] !== undefined));
  const totals = complete.map(({ points }) => items.reduce((sum, { id }) => sum + (points[id] ?? 0), 0));
  const { mean, sd } = describeValues(totals);
  const trimmed = trimmedMean(totals);
  const score = trimmed ?? mean;
  return {
    subject,
    experts: sheets.length,
    complete: complete.length,
    items: items.map((item) => summariseItem(item, sheets)),
    total: { mean, sd },
    trimmed,
    level: score === null ? null : levelOf(score),
    concordance: kendallW(complete.map(({ points }) => items.map(({ id, maximum }) => (points[id] ?? 0) / maximum))),
  };
}

function summariseItem(item: ScoreItem, sheets: readonly Pick<ScoreSheet, "points">[]): ItemScore {
  const points = sheets.flatMap(({ points: given }) => given[item.id] ?? []);
  const { n, mean, sd } = describeValues(points);
  return { item, n, mean, sd };
}
