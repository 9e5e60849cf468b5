import type { FieldRecord } from "./model/field-record.ts";
import { tellOutbox } from "./model/field-record.ts";
import type { RecordShelf } from "./outbox/deliver.ts";
import type { RecoveryKey, Vault } from "./vault/vault.ts";

export interface Entry {
  readonly id: string;
  readonly study: string;
  readonly record: FieldRecord;
}

/** Why what was typed could not be written to the device: it is still held in memory. */
export type StorageTrouble = "full" | "failed";

/** The records of an unlocked vault in memory; every change is written to the device by itself. */
export interface RecordStore extends RecordShelf {
  entries(): readonly Entry[];
  /** Records that could not be opened: set aside, still good for a rescue file. */
  damaged(): readonly { readonly id: string; readonly study: string }[];
  entry(id: string): Entry | undefined;
  add(study: string, record: FieldRecord): void;
  remove(id: string): Promise<void>;
  trouble(): StorageTrouble | null;
  /** Milliseconds since 1970 of the last change by whoever. */
  changedAt(id: string): number;
  subscribe(listener: () => void): () => void;
}

export interface RecordStoreParts {
  readonly vault: Pick<Vault, "loadRecords" | "putRecord" | "removeRecord">;
  readonly recoveryOf: (study: string) => RecoveryKey | undefined;
  readonly onCount: (count: number) => void;
  readonly now: () => number;
}

const pauseMilliseconds = 300;
const longestMilliseconds = 2_000;

/** Loads a vault's records and keeps them written: 0.3 s after the last change, at most 2 s after the first. */
export async function openRecordStore({ vault, recoveryOf, onCount, now }: RecordStoreParts): Promise<RecordStore> {
  const entries = new Map<string, Entry>();
  const damaged = new Map<string, { readonly id: string; readonly study: string }>();
  for (const loaded of await vault.loadRecords()) {
    const { id, study } = loaded;
    if (loaded.kind === "damaged") damaged.set(id, { id, study });
    else entries.set(id, { id, study, record: tellOutbox(loaded.record, { kind: "woken" }) });
  }
  const listeners = new Set<() => void>();
  const changed = new Map<string, number>();
  const unwritten = new Set<string>();
  let trouble: StorageTrouble | null = null;
  let firstUnwritten = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const count = () => onCount(entries.size + damaged.size);

  function schedule(): void {
    if (unwritten.size === 1 || firstUnwritten === 0) firstUnwritten = now();
    const wait = Math.max(0, Math.min(pauseMilliseconds, firstUnwritten + longestMilliseconds - now()));
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    writing = writing.then(writeAll);
    return writing;
  }

  async function writeAll(): Promise<void> {
    firstUnwritten = 0;
    const before = trouble;
    for (const id of [...unwritten]) {
      const entry = entries.get(id);
      unwritten.delete(id);
      if (entry === undefined) continue;
      try {
        await vault.putRecord(entry.study, id, entry.record, recoveryOf(entry.study));
        trouble = null;
      } catch (error) {
        unwritten.add(id);
        trouble = error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "failed";
      }
    }
    if (unwritten.size > 0 && trouble !== null) timer = setTimeout(() => void flush(), longestMilliseconds);
    if (trouble !== before) tell();
  }

  function put(entry: Entry): void {
    entries.set(entry.id, entry);
    changed.set(entry.id, now());
    unwritten.add(entry.id);
    schedule();
    tell();
  }

  count();
  return {
    entries: () => [...entries.values()],
    damaged: () => [...damaged.values()],
    entry: (id) => entries.get(id),
    get: (id) => entries.get(id)?.record,
    update: (id, change) => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      const record = change(entry.record);
      if (record !== entry.record) put({ ...entry, record });
    },
    add: (study, record) => {
      put({ id: record.session.id, study, record });
      count();
    },
    remove: async (id) => {
      await vault.removeRecord(id);
      entries.delete(id);
      damaged.delete(id);
      unwritten.delete(id);
      count();
      tell();
    },
    trouble: () => trouble,
    changedAt: (id) => changed.get(id) ?? 0,
    flush,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
