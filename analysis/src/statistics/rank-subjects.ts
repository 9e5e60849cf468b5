import type { ScoreSheet } from "@diaoyan/instruments";
import { type Concordance, kendallW } from "./kendall-w.ts";
import { averageRanks } from "./ranks.ts";
import type { ScoreItem } from "./score-sheets.ts";

/** Subjects that the same experts scored on one sheet, best first, and how far the experts agree on that order. */
export interface SubjectRanking {
  /** `rank` is the mean of the experts' ranks, 1 for the highest total, equal totals sharing theirs. */
  readonly subjects: readonly { readonly subject: string; readonly rank: number; readonly mean: number }[];
  /** Experts who filled in a complete sheet on every subject; `leftOut` are the others. */
  readonly experts: number;
  readonly leftOut: number;
  readonly concordance: Concordance | null;
}

/**
 * Ranks the subjects by the totals each expert gave, over experts with a complete sheet on every subject (of several on one
 * subject the last). Null with fewer than two subjects or two such experts.
 */
export function rankSubjects(
  items: readonly ScoreItem[],
  sheets: readonly Pick<ScoreSheet, "subject" | "expert" | "points">[],
): SubjectRanking | null {
  const subjects = [...new Set(sheets.map(({ subject }) => subject))];
  const byExpert = new Map<string, Map<string, number>>();
  for (const { subject, expert, points } of sheets) {
    const totals = byExpert.get(expert) ?? new Map<string, number>();
    byExpert.set(expert, totals);
    if (!items.every(({ id }) => points[id] !== undefined)) continue;
    totals.set(
      subject,
      items.reduce((sum, { id }) => sum + (points[id] ?? 0), 0),
    );
  }
  const rows = [...byExpert.values()]
    .filter((totals) => totals.size === subjects.length)
    .map((totals) => subjects.map((subject) => totals.get(subject) ?? 0));
  if (subjects.length < 2 || rows.length < 2) return null;
  const ranks = rows.map((row) => averageRanks(row.map((total) => -total)));
  const meanOf = (values: readonly ArrayLike<number>[], at: number) =>
    values.reduce((sum, row) => sum + (row[at] ?? 0), 0) / values.length;
  const ranked = subjects.map((subject, at) => ({ subject, rank: meanOf(ranks, at), mean: meanOf(rows, at) }));
  return {
    subjects: ranked.sort((one, other) => one.rank - other.rank),
    experts: rows.length,
    leftOut: byExpert.size - rows.length,
    concordance: kendallW(rows),
  };
}
