import { type ParadataEvent, type ParadataEventName, paradataEvents } from "@diaoyan/instruments";
import { open, seal } from "./seal.ts";

/** What a token holds: times by the server's clock, and whether the start was counted. */
export interface TimingRecord {
  readonly started: boolean;
  readonly events: readonly ParadataEvent[];
}

/** The response a token is bound to: it opens for no other. */
export interface TokenPlace {
  readonly collector: string;
  readonly version: string;
  readonly response: string;
}

/** Most events a token carries; what comes then is not observed. The end always finds room. */
export const mostEvents = 150;

/** `[event, page, tenths of a second since the first time]`, positions in the lists of events and pages. */
type Packed = readonly [event: number, page: number, at: number | null];

interface PackedRecord {
  readonly s: 0 | 1;
  readonly t: number;
  readonly e: readonly Packed[];
}

function contextOf({ collector, version, response }: TokenPlace): string {
  return `timing:${collector}:${version}:${response}`;
}

/**
 * Seals times with AES-256-GCM under the study's timing key; collector, version and response are authenticated with them,
 * so that a token is of no use elsewhere. Nobody but the server can read it.
 */
export async function sealTiming(
  key: CryptoKey,
  place: TokenPlace,
  { record, pages }: { readonly record: TimingRecord; readonly pages: readonly string[] },
): Promise<string> {
  const from = record.events.find(({ at }) => at !== null)?.at ?? 0;
  const packed: PackedRecord = {
    s: record.started ? 1 : 0,
    t: from,
    e: record.events.map(
      ({ event, page, at }): Packed => [
        paradataEvents.indexOf(event),
        page === null ? -1 : pages.indexOf(page),
        at === null ? null : Math.round((at - from) / 100),
      ],
    ),
  };
  return seal(key, new Uint8Array(new TextEncoder().encode(JSON.stringify(packed))), contextOf(place));
}

/** Opens a token; undefined when it was not made by this server for this response. */
export async function openTiming(
  key: CryptoKey,
  place: TokenPlace,
  { token, pages }: { readonly token: string; readonly pages: readonly string[] },
): Promise<TimingRecord | undefined> {
  try {
    const bytes = await open(key, token, contextOf(place));
    const { s, t, e } = JSON.parse(new TextDecoder().decode(bytes)) as PackedRecord;
    const events = e.map(([event, page, at]) => ({
      event: paradataEvents[event] as ParadataEventName,
      page: pages[page] ?? null,
      at: at === null ? null : t + at * 100,
    }));
    return { started: s === 1, events };
  } catch {
    return undefined;
  }
}
