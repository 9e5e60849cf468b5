import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advanceOutbox, freshOutbox, isSafe, type Outbox, type OutboxEvent } from "./outbox.ts";

const receipt = { revision: 1, contentHash: "a".repeat(64), at: "2026-10-12T01:00:00.000Z" };
const trouble = { kind: "refused", code: "session.invalid", detail: "session.title: too short" } as const;
const merge = { added: 1, changed: 0, removed: 0, conflicts: 0, cancelled: false };
const stored: OutboxEvent = { kind: "stored", receipt, merge: null };

const event = fc.constantFrom<OutboxEvent[]>(
  { kind: "edited" },
  { kind: "queued" },
  { kind: "sending" },
  stored,
  { kind: "stored", receipt, merge },
  { kind: "undelivered", delay: "offline", notBefore: 5 },
  { kind: "undelivered", delay: "signedOut", notBefore: 0 },
  { kind: "troubled", trouble },
  { kind: "troubled", trouble: { ...trouble, kind: "gone" } },
  { kind: "retried" },
  { kind: "woken" },
);

const run = (...events: readonly OutboxEvent[]): Outbox => events.reduce(advanceOutbox, freshOutbox);

describe("advanceOutbox", () => {
  it("calls nothing safe that was edited after it was last sent", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let outbox = freshOutbox;
        let [edits, sent, held] = [0, 0, -1];
        for (const next of events) {
          const before = outbox.phase;
          outbox = advanceOutbox(outbox, next);
          if (next.kind === "edited") edits += 1;
          if (next.kind === "sending" && before === "waiting") sent = edits;
          if (next.kind === "stored" && before === "sending") held = sent;
          if (isSafe(outbox)) expect(held).toBe(edits);
        }
      }),
    );
  });

  it("lets every record be sent again from wherever it is, unless it is safe or under way", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const outbox = run(...events);
        if (isSafe(outbox) || outbox.phase === "sending") return;
        expect(advanceOutbox(outbox, { kind: "retried" }).phase).toBe("waiting");
      }),
    );
  });

  it("goes on waiting after an edit that came while it was sent", () => {
    const outbox = run({ kind: "edited" }, { kind: "queued" }, { kind: "sending" }, { kind: "edited" }, stored);
    expect(outbox).toMatchObject({ phase: "waiting", receipt });
  });

  it("says received, or merged when another device had a part in it", () => {
    const sent: readonly OutboxEvent[] = [{ kind: "edited" }, { kind: "queued" }, { kind: "sending" }];
    expect(run(...sent, stored).phase).toBe("received");
    expect(run(...sent, { kind: "stored", receipt, merge })).toMatchObject({ phase: "merged", merge });
  });

  it("begins anew after a kill in the middle of sending", () => {
    expect(run({ kind: "edited" }, { kind: "queued" }, { kind: "sending" }, { kind: "woken" }).phase).toBe("waiting");
    expect(run({ kind: "edited" }, { kind: "woken" }).phase).toBe("waiting");
    expect(run({ kind: "woken" }).phase).toBe("local");
  });

  it("takes an edit as the mending of a refusal, not of a record that is gone", () => {
    expect(run({ kind: "troubled", trouble }, { kind: "edited" })).toMatchObject({ phase: "local", trouble: null });
    const gone = run({ kind: "troubled", trouble: { ...trouble, kind: "gone" } }, { kind: "edited" });
    expect(gone.phase).toBe("attention");
  });
});
