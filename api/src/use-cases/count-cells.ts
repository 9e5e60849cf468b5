import { listStrata, type QuotaPlan } from "@diaoyan/instruments";
import type { QuotaStore } from "../ports/quota-store.ts";

/** Complete responses by cell of a plan, counted from the answers themselves; the empty name stands for no cell. */
export async function countCells(
  quotas: QuotaStore,
  study: string,
  plan: QuotaPlan,
): Promise<ReadonlyMap<string, number>> {
  const cellOf = new Map(listStrata(plan).map(({ first, second, cell }) => [JSON.stringify([first, second]), cell]));
  const counts = new Map<string, number>();
  for (const { first, second, count } of await quotas.countStrata(study, plan)) {
    const cell = cellOf.get(JSON.stringify([first, second])) ?? "";
    counts.set(cell, (counts.get(cell) ?? 0) + count);
  }
  return counts;
}
