import type { Consent, Session } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blankSession } from "../../session/blank-session.ts";
import { lastConsent } from "../../session/last-consent.ts";
import {
  addNote,
  changeFoot,
  decideConsent,
  freePersonCode,
  makeNote,
  removeNote,
  restoreNote,
} from "./edit-session.ts";

const blank = blankSession("019a0000-0000-7000-8000-000000000000", "2026-10-12");
const withNotes = (count: number): Session =>
  Array.from({ length: count }, (_, index) => makeNote(`n${index}`, index, "要点", null)).reduce(addNote, blank);

describe("note rows", () => {
  it("come back where they stood", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (count, which) => {
        const session = withNotes(count);
        const taken = removeNote(session, `n${which % count}`);
        expect(taken?.session.notes).toHaveLength(count - 1);
        if (taken === undefined) return;
        expect(restoreNote(taken.session, taken.removed)).toEqual(session);
        expect(restoreNote(session, taken.removed)).toBe(session);
      }),
    );
  });

  it("of what was said are verbatim from the start", () => {
    expect(makeNote("n", 1, "原话", "q1")).toMatchObject({ verbatim: true, question: "q1", t: 1 });
    expect(makeNote("n", 1, "观察", null).verbatim).toBe(false);
  });
});

describe("consents", () => {
  it("are kept one after the other, and the last one counts", () => {
    const at = (minute: number) => `2026-10-12T01:${String(minute).padStart(2, "0")}:00.000Z` as Consent["at"];
    const consent = (granted: boolean, minute: number): Consent => ({
      kind: "recordAudio",
      granted,
      method: "口头",
      at: at(minute),
    });
    const session = decideConsent(decideConsent(blank, 0, consent(true, 5)), 0, consent(false, 20));
    const [participant] = session.participants;
    expect(participant?.consents).toHaveLength(2);
    expect(participant && lastConsent(participant, "recordAudio")?.granted).toBe(false);
    expect(participant && lastConsent(participant, "participate")).toBeUndefined();
  });
});

it("gives a new person a code nobody has", () => {
  expect(freePersonCode(blank, "P")).toBe("P-02");
  expect(freePersonCode(blank, "R")).toBe("R-01");
});

it("makes the foot when the first thing is written into it", () => {
  expect(changeFoot(blank, { novelty: "少" }).foot).toMatchObject({ novelty: "少", followUps: [], cooperation: null });
});
