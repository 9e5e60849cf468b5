import { tellOutbox } from "./model/field-record.ts";
import { deliverRecord } from "./outbox/deliver.ts";
import type { FieldServer } from "./outbox/field-server.ts";
import type { Delay } from "./outbox/outbox.ts";
import type { RecordStore } from "./record-store.ts";
import { backOff, createRounds, isOver, type Rounds } from "./rounds.ts";

/** What is known of the way to the server: `ready` after a call that went through as the right person. */
export type Line = "unknown" | "ready" | Delay | "otherPerson";

export interface SyncParts {
  readonly store: RecordStore;
  readonly server: FieldServer;
  /** Account the vault belongs to: under another person's session nothing is sent. */
  readonly person: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly onLine: (line: Line) => void;
}

export interface Sync {
  /** Delivers what is due. */
  readonly run: Rounds;
}

const quietMilliseconds = 8_000;

/** Sends waiting records one after the other; a record nobody touched for eight seconds begins to wait by itself. */
export function createSync({ store, server, person, now, random, onLine }: SyncParts): Sync {
  let attempts = 0;
  let notBefore = 0;

  function queueQuiet(): void {
    for (const { id, record } of store.entries()) {
      const { phase, edits, sent } = record.outbox;
      if (phase !== "local" || edits === sent || now() - store.changedAt(id) < quietMilliseconds) continue;
      store.update(id, (one) => tellOutbox(one, { kind: "queued" }));
    }
  }

  const findDue = (urgent: boolean) =>
    store
      .entries()
      .filter(({ record: { outbox } }) => outbox.phase === "waiting" && (urgent || isOver(outbox.notBefore, now())));

  async function findLine(): Promise<Line> {
    const answer = await server.whoIsSignedIn();
    if (answer.kind === "ok") return answer.value === person ? "ready" : "otherPerson";
    if (answer.kind === "signedOut") return "signedOut";
    return answer.kind === "undelivered" ? answer.reason : "busy";
  }

  async function work(urgent: boolean): Promise<void> {
    queueQuiet();
    if (!urgent && (findDue(false).length === 0 || !isOver(notBefore, now()))) return;
    const line = await findLine();
    attempts = line === "ready" ? 0 : attempts + 1;
    notBefore = line === "ready" ? 0 : now() + backOff(attempts, random) * 1_000;
    onLine(line);
    const delay = line === "otherPerson" ? "signedOut" : line;
    for (const { id, study } of findDue(urgent)) {
      if (delay !== "ready" && delay !== "unknown") {
        store.update(id, (one) => tellOutbox(one, { kind: "undelivered", delay, notBefore: 0 }));
        continue;
      }
      if (!(await deliverRecord({ shelf: store, server, now, random }, study, id))) break;
    }
  }

  return { run: createRounds(work) };
}
