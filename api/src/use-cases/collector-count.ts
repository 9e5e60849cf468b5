import type { CollectorCount } from "../ports/response-store.ts";

const names = ["received", "withdrawn", "visits", "starts", "uncounted"] as const;

/** Moves of a collector's counters; what is not named does not move. */
export function countOf(collector: string, moves: Partial<Omit<CollectorCount, "collector">>): CollectorCount {
  return { collector, received: 0, withdrawn: 0, visits: 0, starts: 0, uncounted: 0, ...moves };
}

/** One count for each collector. */
export function mergeCounts(counts: readonly CollectorCount[]): readonly CollectorCount[] {
  const merged = new Map<string, CollectorCount>();
  for (const count of counts) {
    const before = merged.get(count.collector) ?? countOf(count.collector, {});
    const sums = Object.fromEntries(names.map((name) => [name, before[name] + count[name]]));
    merged.set(count.collector, countOf(count.collector, sums));
  }
  return [...merged.values()];
}
