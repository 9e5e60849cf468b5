import type { Routes, Submission } from "@diaoyan/api/contract";
import type { CollectorMode, ParadataEventName } from "@diaoyan/instruments";

type SubmittedTiming = NonNullable<Submission["timing"]>;

const visitPath = "/api/public/collectors/{collector}/visits" satisfies Routes["countVisit"]["path"];
const timingPath = "/api/public/collectors/{collector}/timing" satisfies Routes["observeTiming"]["path"];

/** An event that could not be reported within this time is reported as late: the server then keeps no time for it. */
const freshMilliseconds = 3_000;
const patienceMilliseconds = 10_000;
const mostPending = 60;

/** What an anonymous page reports; the server would not keep more. */
const anonymousEvents: ReadonlySet<ParadataEventName> = new Set([
  "form start",
  "form resume",
  "group questions",
  "form finalize",
]);

interface Pending {
  readonly event: ParadataEventName;
  readonly page: string | null;
  /** Milliseconds on this page's own clock; null once the page was loaded anew. */
  readonly seen: number | null;
}

interface Kept {
  readonly response: string;
  readonly token: string | null;
  readonly pending: readonly Pending[];
}

/** Where a page keeps what it must carry; any `Storage` will do. */
export type TimingStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface TimeKeeperParts {
  readonly collector: string;
  readonly version: string;
  readonly mode: CollectorMode;
  /** Name this page keeps its things under. */
  readonly key: string;
  readonly storage: TimingStorage | null;
  readonly fetchLike: typeof fetch;
  /** Milliseconds that only ever rise. */
  readonly now: () => number;
}

/** Tells the server in the background what happens on the page, and carries its sealed answer. Never in anybody's way. */
export interface TimeKeeper {
  /** Counts the visit, once on this device. */
  visit(): Promise<void>;
  /** Something happened now to the response with this id. */
  report(response: string, event: ParadataEventName, page: string | null): Promise<void>;
  /** The response is finished: what is not reported yet goes with it. */
  finish(response: string, page: string | null): void;
  /** The finished response is taken up again. */
  reopen(response: string): Promise<void>;
  /** What a submission says of its time, at this attempt. */
  claim(response: string): SubmittedTiming;
  /** Leaves nothing on the device: whoever takes it next is a new visit. */
  forget(): void;
}

/** Makes the keeper of one respondent's page. Without a network it waits for the next event; nothing is guessed meanwhile. */
export function createTimeKeeper(parts: TimeKeeperParts): TimeKeeper {
  const { collector, version, storage, fetchLike, now } = parts;
  const visitedKey = `${parts.key}/visited`;
  const timingKey = `${parts.key}/timing`;
  let visited = storage?.getItem(visitedKey) === "1";
  let kept = readKept(storage?.getItem(timingKey) ?? null);
  let visiting: Promise<void> = Promise.resolve();
  let busy = false;
  let finished = false;

  function keep(next: Kept): void {
    kept = next;
    write(timingKey, JSON.stringify(next));
  }

  function write(key: string, value: string): void {
    try {
      storage?.setItem(key, value);
    } catch {
      // a full disk costs the observation, not the answers
    }
  }

  function markVisited(): void {
    visited = true;
    write(visitedKey, "1");
  }

  function of(response: string): Kept {
    return kept?.response === response ? kept : { response, token: null, pending: [] };
  }

  async function post(path: string, body: unknown): Promise<Response> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), patienceMilliseconds);
    try {
      return await fetchLike(path.replace("{collector}", encodeURIComponent(collector)), {
        method: "POST",
        ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
        signal: abort.signal,
        keepalive: true,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  function toWire({ event, page, seen }: Pending): SubmittedTiming["events"][number] {
    const late = seen === null || now() - seen > freshMilliseconds;
    return late ? { event, page, late } : { event, page };
  }

  async function sendPending(): Promise<void> {
    if (busy || finished || kept === null || kept.pending.length === 0) return;
    busy = true;
    try {
      await visiting;
      const { response, token, pending } = kept;
      const answer = await post(timingPath, { response, version, token, events: pending.map(toWire), visited });
      if (answer.ok) {
        const { token: next } = (await answer.json()) as { readonly token: string };
        if (pending.some(({ event }) => event === "form start")) markVisited();
        if (kept?.response === response) keep({ response, token: next, pending: kept.pending.slice(pending.length) });
      }
      busy = false;
      if (answer.ok) await sendPending();
    } catch {
      busy = false;
    }
  }

  function add(response: string, event: ParadataEventName, page: string | null): void {
    if (parts.mode === "anonymous" && !anonymousEvents.has(event)) return;
    const before = of(response);
    // the oldest are the least worth: their time is unknown by now
    const pending = [...before.pending, { event, page, seen: now() }];
    keep({
      ...before,
      pending: pending.length > mostPending ? [...pending.slice(0, 1), ...pending.slice(2)] : pending,
    });
  }

  return {
    visit: () => {
      if (visited) return Promise.resolve();
      visiting = post(visitPath, undefined).then(
        (answer) => {
          if (answer.ok) markVisited();
        },
        () => undefined,
      );
      return visiting;
    },
    report: async (response, event, page) => {
      add(response, event, page);
      await sendPending();
    },
    finish: (response, page) => {
      finished = true;
      if (of(response).pending.some(({ event }) => event === "form finalize")) return;
      add(response, "form finalize", page);
    },
    reopen: async (response) => {
      finished = false;
      const before = of(response);
      keep({ ...before, pending: before.pending.filter(({ event }) => event !== "form finalize") });
      add(response, "form resume", null);
      await sendPending();
    },
    claim: (response) => {
      finished = true;
      const { token, pending } = of(response);
      return { token, events: pending.map(toWire), visited };
    },
    forget: () => {
      kept = null;
      visited = false;
      for (const key of [visitedKey, timingKey]) storage?.removeItem(key);
    },
  };
}

/** What an earlier visit left: its clock is gone, so what it could not report is late. */
function readKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const { response, token, pending } = JSON.parse(text) as Kept;
    return { response, token, pending: pending.map((event) => ({ ...event, seen: null })) };
  } catch {
    return null;
  }
}
