import type { Journal } from "../ports/journal.ts";
import type { CollectorCount, ResponseStore } from "../ports/response-store.ts";
import { countOf, mergeCounts } from "./collector-count.ts";

/** Responses whose start was counted a moment ago are remembered: a report that is repeated counts once. Never stored. */
const rememberedStarts = 20_000;

/** Counts visits and starts: those that come together share one write. Durable when the promise resolves. */
export interface VisitCounter {
  visit(collector: string): Promise<void>;
  /** `visited`: the visit was counted before. */
  start(collector: string, response: string, visited: boolean): Promise<void>;
  /** What a response that arrives adds when its start was reported by nobody. */
  startsWith(response: string, visited: boolean): Pick<CollectorCount, "visits" | "starts">;
}

export function createVisitCounter(ports: {
  readonly journal: Journal;
  readonly responses: ResponseStore;
}): VisitCounter {
  let current: Promise<void> = Promise.resolve();
  let next: { readonly counts: CollectorCount[]; readonly written: Promise<void> } | undefined;
  const remembered = new Set<string>();

  function startsWith(response: string, visited: boolean): Pick<CollectorCount, "visits" | "starts"> {
    const known = remembered.has(response);
    if (remembered.size >= rememberedStarts) remembered.clear();
    remembered.add(response);
    return { starts: known ? 0 : 1, visits: known || visited ? 0 : 1 };
  }

  /** Joins the next write: what arrives while one is under way waits for it and goes together. */
  function add(count: CollectorCount): Promise<void> {
    if (next !== undefined) {
      next.counts.push(count);
      return next.written;
    }
    const counts = [count];
    const written = current
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return ports.journal.commitUnlogged([ports.responses.count(mergeCounts(counts))]);
      });
    current = written;
    next = { counts, written };
    return written;
  }

  return {
    visit: (collector) => add(countOf(collector, { visits: 1 })),
    start: async (collector, response, visited) => {
      const moves = startsWith(response, visited);
      if (moves.starts === 0) return;
      try {
        await add(countOf(collector, moves));
      } catch (error) {
        remembered.delete(response);
        throw error;
      }
    },
    startsWith,
  };
}
