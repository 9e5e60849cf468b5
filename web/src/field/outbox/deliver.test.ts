import type { Session } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blankSession } from "../../session/blank-session.ts";
import { addNote, makeNote } from "../model/edit-session.ts";
import { editRecord, type FieldRecord, makeFieldRecord, takeFieldRecord, tellOutbox } from "../model/field-record.ts";
import { backOff } from "../rounds.ts";
import { deliverRecord, type RecordShelf, refreshRecord } from "./deliver.ts";
import { type FieldServer, hashContent } from "./field-server.ts";
import { isSafe } from "./outbox.ts";

const id = "019a0000-0000-7000-8000-000000000000";
const at = "2026-10-12T01:00:00.000Z";

/** A server that keeps one session by revision, and loses what the line loses. */
function openServer() {
  let stored: Session | undefined;
  let line: "good" | "cut" | "answerLost" = "good";
  const undelivered = { kind: "undelivered", reason: "offline", afterSeconds: 0 } as const;
  const refused = (code: string) =>
    ({ kind: "refused", problem: { type: "", title: "", status: 409, code, detail: code } }) as const;
  const server: FieldServer = {
    whoIsSignedIn: async () => ({ kind: "ok", value: "u1" }),
    save: async (_, session) => {
      if (line === "cut") return undelivered;
      const same = stored !== undefined && hashContent(stored) === hashContent(session);
      const isNext = (stored?.revision ?? 0) === session.revision;
      if (!isNext && !(same && stored?.revision === session.revision + 1)) return refused("edit.conflict");
      if (isNext) stored = { ...session, revision: session.revision + 1 };
      if (line === "answerLost") return undelivered;
      return { kind: "ok", value: { revision: session.revision + 1, contentHash: hashContent(session), at } };
    },
    read: async () => {
      if (line !== "good") return undelivered;
      return stored === undefined ? refused("session.notFound") : { kind: "ok", value: stored };
    },
  };
  return {
    server,
    stored: () => stored,
    remove: () => {
      stored = undefined;
    },
    setLine: (next: typeof line) => {
      line = next;
    },
  };
}

function openShelf(record: FieldRecord) {
  let held = record;
  const shelf: RecordShelf = {
    get: () => held,
    update: (_, change) => {
      held = change(held);
    },
    flush: async () => undefined,
  };
  const edit = (change: (session: Session) => Session) =>
    shelf.update(id, (one) => editRecord(one, change(one.session)));
  return { shelf, edit, read: () => held };
}

type Device = ReturnType<typeof openShelf>;

const write = (device: Device, note: string, text: string) =>
  device.edit((session) => addNote(session, { ...makeNote(note, 60, "要点", null), text }));

async function deliver(device: Device, server: FieldServer): Promise<boolean> {
  device.shelf.update(id, (record) => tellOutbox(record, { kind: "retried" }));
  return deliverRecord({ shelf: device.shelf, server, now: () => 0, random: () => 0.5 }, "study", id);
}

const planned: Session = { ...blankSession(id, "2026-10-12"), title: "访谈一" };
const textsOf = (session: Session | undefined) => session?.notes.map(({ text }) => text) ?? [];

describe("deliverRecord", () => {
  it("loses no row of two devices on a bad line, doubles none, and ends with the same on both", async () => {
    const step = fc.record({
      device: fc.constantFrom(0, 1),
      what: fc.constantFrom("write", "deliver", "kill"),
      line: fc.constantFrom<("good" | "cut" | "answerLost")[]>("good", "cut", "answerLost"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const line = openServer();
        const devices = [openShelf(makeFieldRecord(planned)), openShelf(makeFieldRecord(planned))] as const;
        const typed: string[] = [];
        for (const [index, { device: which, what, line: state }] of steps.entries()) {
          const device = devices[which] as Device;
          line.setLine(state);
          if (what === "write") {
            typed.push(`第${index}行`);
            write(device, `n${index}`, `第${index}行`);
          } else if (what === "deliver") await deliver(device, line.server);
          else device.shelf.update(id, (record) => tellOutbox(record, { kind: "woken" }));
        }
        line.setLine("good");
        for (const device of devices) await deliver(device, line.server);
        for (const { shelf } of devices) {
          await refreshRecord({ shelf, server: line.server, now: () => 0, random: () => 0.5 }, "study", id);
        }
        expect(textsOf(line.stored()).toSorted()).toEqual(typed.toSorted());
        for (const device of devices) {
          expect(device.read().session).toEqual(line.stored() ?? planned);
          expect(isSafe(device.read().outbox) || line.stored() === undefined).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("merges what another device stored, and says what came", async () => {
    const { server, stored } = openServer();
    const [mine, theirs] = [openShelf(makeFieldRecord(planned)), openShelf(makeFieldRecord(planned))];
    write(theirs, "t1", "另一台记的");
    write(mine, "m1", "本机记的");
    await deliver(theirs, server);
    await deliver(mine, server);
    expect(mine.read().outbox).toMatchObject({ phase: "merged", merge: { added: 1, changed: 0, conflicts: 0 } });
    expect(textsOf(stored()).toSorted()).toEqual(["另一台记的", "本机记的"].toSorted());
  });

  it("keeps what is typed while it is under way, and sends that next", async () => {
    const { server, stored } = openServer();
    const device = openShelf(makeFieldRecord(planned));
    write(device, "n1", "第一行");
    const slow: FieldServer = {
      ...server,
      save: async (study, session) => {
        const answer = await server.save(study, session);
        if (device.read().session.notes.length === 1) write(device, "n2", "途中记的");
        return answer;
      },
    };
    await deliver(device, slow);
    expect(device.read().outbox.phase).toBe("waiting");
    await deliver(device, slow);
    expect(textsOf(stored())).toEqual(["第一行", "途中记的"]);
    expect(isSafe(device.read().outbox)).toBe(true);
  });

  it("keeps a session that is gone at the server, and says so", async () => {
    const { server, remove } = openServer();
    const device = openShelf(makeFieldRecord(planned));
    write(device, "n1", "第一行");
    await deliver(device, server);
    remove();
    write(device, "n2", "第二行");
    await deliver(device, server);
    expect(device.read().outbox).toMatchObject({ phase: "attention", trouble: { kind: "gone" } });
    expect(textsOf(device.read().session)).toEqual(["第一行", "第二行"]);
  });

  it("tells a session that was cancelled elsewhere", async () => {
    const { server, stored } = openServer();
    const first = openShelf(makeFieldRecord(planned));
    write(first, "n1", "一");
    await deliver(first, server);
    const other = openShelf(takeFieldRecord(stored() as Session));
    other.edit((session) => ({ ...session, status: "cancelled" }));
    await deliver(other, server);
    write(first, "n2", "二");
    await deliver(first, server);
    expect(first.read().outbox.merge?.cancelled).toBe(true);
  });

  it("waits for a signed-in person without counting attempts, and for a bad line ever longer", async () => {
    const { server } = openServer();
    const device = openShelf(makeFieldRecord(planned));
    write(device, "n1", "一");
    await deliver(device, { ...server, save: async () => ({ kind: "signedOut" }) });
    expect(device.read().outbox).toMatchObject({ phase: "waiting", delay: "signedOut", attempt: 0 });
    const waits = [1, 2, 3, 20].map((attempt) => backOff(attempt, () => 1));
    expect(waits).toEqual([2, 4, 8, 300]);
  });
});
