import { type ParadataEvent, paradataEvents } from "@diaoyan/instruments";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { importKey } from "./seal.ts";
import { mostEvents, openTiming, sealTiming, type TimingRecord } from "./timing-token.ts";

const pages = ["p1", "p2", "页三"];
const place = { collector: "c", version: "v", response: "r" };
let key: CryptoKey;

beforeAll(async () => {
  key = await importKey(new Uint8Array(32).fill(7));
});

const event = fc.record({
  event: fc.constantFrom(...paradataEvents),
  page: fc.constantFrom(null, ...pages),
  at: fc.option(fc.integer({ min: 0, max: 20_000_000 }).map((tenths) => 1_700_000_000_000 + tenths * 100)),
});
const record = fc.record({ started: fc.boolean(), events: fc.array(event, { maxLength: mostEvents }) });

/** Times as a token keeps them: tenths of a second from the first. */
function rounded({ started, events }: TimingRecord): TimingRecord {
  const from = events.find(({ at }) => at !== null)?.at ?? 0;
  const round = (at: number) => from + Math.round((at - from) / 100) * 100;
  return {
    started,
    events: events.map((one): ParadataEvent => ({ ...one, at: one.at === null ? null : round(one.at) })),
  };
}

describe("a timing token", () => {
  it("gives back what was sealed, and finds room in a submission", async () => {
    await fc.assert(
      fc.asyncProperty(record, async (given) => {
        const token = await sealTiming(key, place, { record: given, pages });
        expect(token.length).toBeLessThan(8_000);
        expect(await openTiming(key, place, { token, pages })).toEqual(rounded(given));
      }),
    );
  });

  it("opens nowhere else, and not when a single letter of it is another", async () => {
    const given: TimingRecord = { started: true, events: [{ event: "form start", page: null, at: 1_700_000_000_000 }] };
    const token = await sealTiming(key, place, { record: given, pages });
    for (const other of [{ collector: "d" }, { version: "w" }, { response: "s" }]) {
      expect(await openTiming(key, { ...place, ...other }, { token, pages })).toBeUndefined();
    }
    const otherKey = await importKey(new Uint8Array(32).fill(8));
    expect(await openTiming(otherKey, place, { token, pages })).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: token.length - 5 }), fc.constantFrom("A", "z", "9"), async (at, letter) => {
        fc.pre(token[at] !== letter);
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        expect(await openTiming(key, place, { token: changed, pages })).toBeUndefined();
      }),
    );
    expect(await openTiming(key, place, { token: "", pages })).toBeUndefined();
  });
});
