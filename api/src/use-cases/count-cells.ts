import { listParts, listStrata, type QuotaPart, type QuotaPlan } from "@diaoyan/instruments";
import type { QuotaStore } from "../ports/quota-store.ts";

/** Complete responses by cell of a plan and its margins, counted from the answers themselves; also those of no cell. */
export async function countCells(
  quotas: QuotaStore,
  study: string,
  plan: QuotaPlan,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const part of listParts(plan)) {
    for (const [cell, count] of await countPart(quotas, study, part)) counts.set(cell, count);
  }
  return counts;
}

async function countPart(
  quotas: QuotaStore,
  study: string,
  { plan, nameOf }: QuotaPart,
): Promise<ReadonlyMap<string, number>> {
  const cellOf = new Map(listStrata(plan).map(({ first, second, cell }) => [JSON.stringify([first, second]), cell]));
  const counts = new Map<string, number>();
  for (const { first, second, count } of await quotas.countStrata(study, plan)) {
    const cell = cellOf.get(JSON.stringify([first, second]));
    const name = nameOf(cell === undefined ? [] : cell.split("/"));
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}
