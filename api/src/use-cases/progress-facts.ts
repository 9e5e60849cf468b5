import type { ConstructProgress, OpenProgress } from "@diaoyan/analysis";
import type { Ports } from "../ports/ports.ts";
import type { ProgressGroup } from "../ports/progress-store.ts";
import type { CellCount } from "../ports/quota-store.ts";
import type { ConstructTally } from "./construct-tally.ts";

/** Exact figures of a questionnaire: nothing in it is a time finer than the day. */
export interface ProgressFacts {
  readonly groups: readonly ProgressGroup[];
  readonly beyondQuota: number;
  readonly cells: readonly CellCount[];
  readonly planRevision: number;
  readonly constructs: readonly ConstructProgress[];
  readonly open: readonly OpenProgress[];
  /** Constructs and open questions have not been read. */
  readonly pending: boolean;
}

/** Counts what stands now; answers are opened for the constructs only, and only those not opened before. */
export async function readFacts(
  ports: Pick<Ports, "progress" | "quotas">,
  tally: ConstructTally | null,
  { study, questionnaire }: { readonly study: string; readonly questionnaire: string },
): Promise<ProgressFacts> {
  const stored = await ports.quotas.find(study, questionnaire);
  const unread = { constructs: [], open: [], pending: true };
  const { constructs, open, pending } = (await tally?.read(study, questionnaire)) ?? unread;
  return {
    groups: await ports.progress.countGroups(study, questionnaire),
    beyondQuota: await ports.progress.countBeyondQuota(study, questionnaire),
    cells: stored === undefined ? [] : await ports.quotas.listCounts(study, questionnaire),
    planRevision: stored?.revision ?? 0,
    constructs,
    open,
    pending,
  };
}

/** Counts of groups added up by something of them. */
export function sumBy(
  groups: readonly ProgressGroup[],
  keyOf: (group: ProgressGroup) => string | null,
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const group of groups) {
    const key = keyOf(group);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + group.count);
  }
  return Object.fromEntries([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Valid responses added up by something of them. */
export function sumValid(
  { groups }: Pick<ProgressFacts, "groups">,
  keyOf: (group: ProgressGroup) => string | null,
): Readonly<Record<string, number>> {
  return sumBy(
    groups.filter(({ status }) => status === "complete"),
    keyOf,
  );
}
