import { chainLines, type LogLine } from "../chain/response-chain.ts";
import { type Journal, StorageConflict, type Write } from "../ports/journal.ts";
import type { CollectorCount, LogHead, ResponseStore, StoredResponse } from "../ports/response-store.ts";
import { mergeCounts } from "./collector-count.ts";

/** A response that arrives or goes, ready to be written. */
export interface IntakeItem {
  readonly kind: "accepted" | "withdrawn";
  readonly response: StoredResponse;
  readonly count: CollectorCount;
  /** Anonymous: held until others of its collector have come; only the commitment enters the log, in shuffled company. */
  readonly anonymous: boolean;
  readonly at: string;
  readonly day: string;
  /** What must be written with it or not at all. */
  readonly alongside?: Write;
}

/** Carries writes out whole or not at all. */
export type Carry = (writes: readonly Write[]) => Promise<void>;

interface Waiting {
  readonly items: readonly IntakeItem[];
  /** Absent where what waits may share a write with others. */
  readonly carry?: Carry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const itemsPerWrite = 250;
const chainAttempts = 12;
/** Fewest anonymous responses of a collector that leave the company they wait in together. */
export const anonymousBatch = 10;

/** Takes responses in: those that arrive together share one atomic write with their log entries. */
export interface ResponseIntake {
  /** Resolves when the item is durable. Rejects with `StorageConflict` when its id is taken or the quota is full. */
  take(item: IntakeItem): Promise<void>;
  /** The same for items that go together in a write of somebody else's, with what that carries besides. */
  takeWith(study: string, items: readonly IntakeItem[], carry: Carry): Promise<void>;
  /** Resolves when nothing is under way any more, commitments that move into the log after their answers included. */
  settle(): Promise<void>;
}

/*
 * waiting items ─┬─ one atomic write: responses + counters + chained log entries (+ pending commitments)
 *                ├─ another process appended to the log meanwhile → read the head again, write again
 *                └─ an item is refused (id taken, quota full) → each item by itself, so only that one fails
 */
export function createResponseIntake(ports: {
  readonly journal: Journal;
  readonly responses: ResponseStore;
}): ResponseIntake {
  const queues = new Map<string, Waiting[]>();
  const heads = new Map<string, LogHead>();
  const draining = new Set<Promise<void>>();

  const chainOf = (study: string): string => `responses ${study}`;

  function write(study: string, items: readonly IntakeItem[], carry: Carry): Promise<void> {
    return ports.journal.takeTurn(chainOf(study), (isShared) => {
      if (isShared) heads.delete(study);
      return append(study, items, carry);
    });
  }

  async function append(study: string, items: readonly IntakeItem[], carry: Carry): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const head = heads.get(study) ?? (await ports.responses.logHead(study));
      const entries = chainLines(study, head, items.filter((item) => !item.anonymous).map(toLine));
      try {
        await carry([...writesOf(items), ports.responses.appendLog(entries)]);
        const last = entries.at(-1);
        heads.set(study, last ?? head);
        return;
      } catch (error) {
        heads.delete(study);
        const raced = error instanceof StorageConflict && error.table === "response_log";
        if (!raced || attempt === chainAttempts) throw error;
      }
    }
  }

  function writesOf(items: readonly IntakeItem[]): Write[] {
    const arrived = items.filter((item) => item.kind === "accepted");
    const gone = items.filter((item) => item.kind === "withdrawn").map((item) => item.response);
    const [known, unknown] = [false, true].map((anonymous) =>
      arrived.filter((item) => item.anonymous === anonymous).map(({ response }) => response),
    );
    const withdrawn = items.filter((item) => item.anonymous && item.kind === "withdrawn").map(toPending);
    return [
      ports.responses.count(mergeCounts(items.map((item) => item.count))),
      ports.responses.add(known ?? []),
      ...gone.map((response) => ports.responses.withdraw(response.study, response.id)),
      ports.responses.addPending(withdrawn),
      ...(items.some((item) => item.anonymous) ? [ports.responses.hold(unknown ?? [], anonymousBatch)] : []),
      ...items.flatMap(({ alongside }) => (alongside === undefined ? [] : [alongside])),
    ];
  }

  async function writeTogether(study: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const carry = batch[0]?.carry ?? ports.journal.commitUnlogged;
      await write(
        study,
        batch.flatMap(({ items }) => items),
        carry,
      );
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1 || !(error instanceof StorageConflict)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await writeTogether(study, [one]);
    }
  }

  /** Moves pending commitments into the log once there are enough: in the order of their hashes, which is a shuffle. */
  async function flushPending(study: string): Promise<void> {
    const pending = await ports.responses.listPending(study);
    if (pending.length < anonymousBatch) return;
    const head = await ports.responses.logHead(study);
    const lines = pending.map(({ kind, commitment, day }) => ({ kind, commitment, day, response: null, at: null }));
    const entries = chainLines(study, head, lines);
    heads.delete(study);
    try {
      await ports.journal.commitUnlogged([ports.responses.appendLog(entries), ports.responses.dropPending(pending)]);
    } catch (error) {
      // another process appended first: the next anonymous response tries again
      if (!(error instanceof StorageConflict)) throw error;
    }
  }

  async function drain(study: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = nextBatch(queue);
      await writeTogether(study, batch);
      // what was withdrawn must not stand in the write-ahead log either
      if (!batch.some(({ items }) => items.some((item) => item.anonymous || item.kind === "withdrawn"))) continue;
      await ports.journal.takeTurn(chainOf(study), () => flushPending(study)).catch(() => heads.delete(study));
      // where a reader keeps the log for now, the storage tries again by itself
      await ports.journal.forgetPast().catch(() => undefined);
    }
    queues.delete(study);
  }

  function enqueue(study: string, waiting: Waiting): void {
    const queue = queues.get(study);
    if (queue !== undefined) {
      queue.push(waiting);
      return;
    }
    const fresh = [waiting];
    queues.set(study, fresh);
    const drained = Promise.resolve().then(() => drain(study, fresh));
    draining.add(drained);
    void drained.finally(() => draining.delete(drained));
  }

  return {
    take: (item) => new Promise((resolve, reject) => enqueue(item.response.study, { items: [item], resolve, reject })),
    takeWith: (study, items, carry) =>
      new Promise((resolve, reject) => enqueue(study, { items, carry, resolve, reject })),
    settle: async () => {
      while (draining.size > 0) await Promise.all(draining);
    },
  };
}

/** Takes from the queue what is written next: what has a write of its own goes alone. */
function nextBatch(queue: Waiting[]): readonly Waiting[] {
  const alone = queue.findIndex(({ carry }) => carry !== undefined);
  if (alone === 0) return queue.splice(0, 1);
  return queue.splice(0, alone === -1 ? itemsPerWrite : Math.min(alone, itemsPerWrite));
}

function toLine(item: IntakeItem): LogLine {
  const { id, commitment } = item.response;
  return { kind: item.kind, response: id, commitment, day: item.day, at: item.at };
}

function toPending(item: IntakeItem) {
  const { study, commitment } = item.response;
  return { study, commitment, kind: item.kind, day: item.day };
}
