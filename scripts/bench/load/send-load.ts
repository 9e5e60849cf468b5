import { openWire, type Wire, type WireAnswer } from "../../../api/test/wire.ts";
import { quantileOf } from "../bench-line.ts";

/** What a sender does in its turn; resolves to the answer that counts. */
export type Turn = (wire: Wire, turn: number) => Promise<WireAnswer>;

export interface Load {
  readonly url: string;
  readonly turn: Turn;
  /** Kept connections, each with one request under way at most (no pipelining). */
  readonly connections: number;
  /** Turns in all, or until this says that it is enough. */
  readonly turns?: number;
  readonly enough?: () => boolean;
  /**
   * Turns a second, at their time whether or not the server keeps up: the latency then counts from when a turn was due, so
   * that what waits behind a slow answer is not left out (coordinated omission). Without: the next as soon as one is done.
   */
  readonly perSecond?: number;
}

export interface LoadOutcome {
  readonly turns: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** Sends a load. Throws at the first answer that is not 200 to 204. */
export async function sendLoad({
  url,
  turn,
  connections,
  turns = Infinity,
  enough,
  perSecond,
}: Load): Promise<LoadOutcome> {
  const latencies: number[] = [];
  const started = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    const wire = openWire(url);
    while (next < turns && enough?.() !== true) {
      const mine = next++;
      const due = perSecond === undefined ? performance.now() : started + (mine * 1_000) / perSecond;
      await waitUntil(due);
      const { status, body } = await turn(wire, mine);
      if (status < 200 || status > 204) throw new Error(`turn ${mine} of the load answered ${status}: ${body}`);
      latencies.push(performance.now() - due);
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - started) / 1_000;
  return {
    turns: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: quantileOf(latencies, 0.5),
    p99: quantileOf(latencies, 0.99),
    longest: latencies.reduce((longest, one) => Math.max(longest, one), 0),
  };
}

/** Resolves at a time of `performance.now()`, at once when it is past. */
export async function waitUntil(time: number): Promise<void> {
  const early = time - performance.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
}
