import {
  type AttachmentMeta,
  chunkBytes,
  readLines,
  recoveryAlgorithm,
  takeMediaRescue,
  toBase64,
} from "@diaoyan/api/contract/rescue";
import { hashBytes } from "@diaoyan/instruments";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../outbox/field-server.ts";
import { createVault, type DeviceStore } from "../vault/vault.ts";
import type { AttachmentServer } from "./attachment-server.ts";
import { type AttachmentShelf, openAttachmentShelf } from "./attachment-shelf.ts";
import { freshState, retryState } from "./attachment-state.ts";
import { deliverAttachment } from "./deliver-attachment.ts";
import { writeMediaRescue } from "./media-rescue.ts";
import { nameAttachment } from "./name-attachment.ts";
import { openMemoryRows } from "./testing/memory-rows.ts";

const study = "sample-study";
let recovery: { id: string; publicKey: string };
let vaultKey: CryptoKey;

beforeAll(async () => {
  const strength = { ...recoveryAlgorithm, modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey(strength, true, ["encrypt", "decrypt"]);
  recovery = { id: "r1", publicKey: toBase64(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey))) };
  vaultKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
});

/** A device whose page can be opened again over the same rows. */
function openDevice() {
  const memory = openMemoryRows();
  const vaults = { putVault: async () => undefined } as unknown as DeviceStore;
  const owner = { id: "u1", name: "赵访谈", email: "zhao@example.cn" };
  const open = async (): Promise<AttachmentShelf> =>
    openAttachmentShelf({
      rows: memory.rows,
      vault: await createVault(vaults, { vault: "v", iterations: 1, key: vaultKey, owner }),
      recoveryOf: () => recovery,
      onCount: () => undefined,
    });
  return { ...memory, open };
}

const meta = (changes: Partial<AttachmentMeta> = {}): AttachmentMeta => ({
  session: "s1",
  note: null,
  kind: "录音",
  name: "录音.webm",
  media: "audio/webm",
  recordedAt: "2026-10-12T01:30:00.000Z",
  startsAt: 0,
  seconds: null,
  owner: "u1",
  bytes: null,
  sha256: null,
  ...changes,
});

function fill(length: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255);
}

const join = (parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const contentOf = async (shelf: AttachmentShelf, id: string) =>
  new Uint8Array((await (await shelf.read(id))?.arrayBuffer()) ?? new ArrayBuffer());

describe("a recording on the device", () => {
  it("loses nothing that was written when the page is killed at any piece, and nothing stands twice", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: Math.round(chunkBytes * 0.9) }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(6), async (lengths, killedAfter) => {
        const device = openDevice();
        const pieces = lengths.map((length, seed) => fill(length, seed));
        const writer = await (await device.open()).begin(study, "a1", meta());
        for (const [at, piece] of pieces.slice(0, killedAfter).entries()) await writer.append(piece, at + 1);
        const again = await device.open();
        await again.recover();
        const written = join(pieces.slice(0, killedAfter));
        if (written.length === 0) {
          expect(again.list()).toEqual([]);
          expect(device.parts.size).toBe(0);
          return;
        }
        expect(again.get("a1")).toMatchObject({
          meta: { bytes: written.length, sha256: hashBytes(written), seconds: Math.min(killedAfter, pieces.length) },
          state: { phase: "waiting" },
        });
        expect(hashBytes(await contentOf(again, "a1"))).toBe(hashBytes(written));
        expect([...device.parts.values()].filter(({ kind }) => kind === "piece")).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it("keeps what was written before the storage was full", async () => {
    const device = openDevice();
    const shelf = await device.open();
    const writer = await shelf.begin(study, "a1", meta());
    await writer.append(fill(5_000, 1), 4);
    device.failWith(new DOMException("full", "QuotaExceededError"));
    await expect(writer.append(fill(5_000, 2), 8)).rejects.toMatchObject({ name: "QuotaExceededError" });
    await expect(shelf.end("a1", writer)).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect(shelf.get("a1")?.state.phase).toBe("recording");
    device.failWith(undefined);
    await shelf.recover();
    expect(shelf.get("a1")).toMatchObject({ meta: { bytes: 5_000, seconds: 4 }, state: { phase: "waiting" } });
    expect(await contentOf(shelf, "a1")).toEqual(fill(5_000, 1));
  });

  it("is whole when the page was killed, or the device full, between its last chunk and the word that it is whole", async () => {
    const device = openDevice();
    const shelf = await device.open();
    const writer = await begun(shelf, "a1", fill(chunkBytes + 700, 1));
    await writer.close();
    await shelf.recover();
    expect(shelf.get("a1")?.state.phase).toBe("recording");
    const again = await device.open();
    await again.recover();
    const { bytes, sha256 } = again.get("a1")?.meta ?? {};
    expect([bytes, sha256]).toEqual([chunkBytes + 700, hashBytes(fill(chunkBytes + 700, 1))]);
  });

  it("is not ended by a round of sending while its first bytes are still being made", async () => {
    const shelf = await openDevice().open();
    const writer = await shelf.begin(study, "a1", meta({ kind: "现场照片", media: "image/jpeg" }));
    await shelf.recover();
    await writer.append(fill(40, 1), 0);
    await shelf.end("a1", writer);
    expect(shelf.get("a1")).toMatchObject({ meta: { bytes: 40 }, state: { phase: "waiting" } });
  });

  it("lies sealed: no byte of it, and nothing of what it is, stands in plain", async () => {
    const device = openDevice();
    const writer = await (await device.open()).begin(study, "a1", meta({ name: "签到表.jpg" }));
    await writer.append(new Uint8Array(new TextEncoder().encode("受访者说的话".repeat(9))), 1);
    const all = [...device.parts.values()].map(({ sealed }) => sealed);
    for (const row of device.attachments.values()) all.push(row.meta, row.state);
    for (const bytes of all) expect(new TextDecoder().decode(bytes)).not.toMatch(/受访者|签到表/);
  });

  it("goes with its session when that is sent as a new one", async () => {
    const device = openDevice();
    const shelf = await device.open();
    await shelf.end("a1", await begun(shelf, "a1", fill(9, 1)));
    await Promise.all([shelf.move("s1", "s2"), shelf.update("a1", (state) => ({ ...state, attempt: 3 }))]);
    expect((await device.open()).ofSession("s2")).toMatchObject([{ id: "a1", state: { attempt: 3 } }]);
  });

  it("is named by kind and moment alone", () => {
    expect(nameAttachment("录音", "audio/webm;codecs=opus", new Date(2026, 9, 12, 9, 30, 5))).toBe(
      "录音-20261012-093005.webm",
    );
  });
});

async function begun(shelf: AttachmentShelf, id: string, bytes: Uint8Array<ArrayBuffer>) {
  const writer = await shelf.begin(study, id, meta());
  await writer.append(bytes, 1);
  return writer;
}

/** A server that keeps what it is sent, and fails as told. */
function openServer(fails: () => "never" | "offline" | "damaged" = () => "never") {
  const chunks = new Map<number, string>();
  const puts: number[] = [];
  const offline: Answer<never> = { kind: "undelivered", reason: "offline", afterSeconds: 0 };
  const refuse = (code: string): Answer<never> => ({
    kind: "refused",
    problem: { type: "about:blank", title: code, status: 422, code, detail: code },
  });
  let session: "stands" | "missing" = "stands";
  const server: AttachmentServer = {
    begin: async () => (fails() === "offline" ? offline : { kind: "ok", value: [...chunks.keys()] }),
    put: async (_, position, sealed) => {
      puts.push(position);
      const failing = fails();
      if (failing === "offline") return offline;
      if (failing === "damaged") return refuse("attachment.chunkDamaged");
      chunks.set(position, hashBytes(sealed));
      return { kind: "ok", value: {} };
    },
    finish: async () => (fails() === "offline" ? offline : { kind: "ok", value: { session } }),
  };
  return {
    server,
    chunks,
    puts,
    refuse,
    forgetSession: () => {
      session = "missing";
    },
  };
}

describe("sending an attachment", () => {
  const ready = async (bytes = fill(3 * chunkBytes + 10, 4)) => {
    const device = openDevice();
    const shelf = await device.open();
    await shelf.end("a1", await begun(shelf, "a1", bytes));
    const parts = (server: AttachmentServer) => ({ shelf, server, now: () => 1_000, random: () => 0.5 });
    return { device, shelf, parts };
  };

  it("resumes after every kind of break, sends no chunk twice that stands, and leaves the device at the end", async () => {
    const { device, shelf, parts } = await ready();
    let calls = 0;
    const { server, chunks, puts } = openServer(() => {
      calls += 1;
      return calls % 3 === 0 ? "offline" : calls % 7 === 0 ? "damaged" : "never";
    });
    for (let attempt = 0; shelf.get("a1")?.state.phase !== "received"; attempt += 1) {
      expect(attempt).toBeLessThan(20);
      await deliverAttachment(parts(server), "a1");
      await shelf.update("a1", (state) => (state.phase === "received" ? state : retryState(state)));
    }
    expect([...chunks.keys()].sort()).toEqual([0, 1, 2, 3]);
    expect(puts.length).toBeGreaterThan(4);
    expect(device.parts.size).toBe(0);
    expect((await device.open()).get("a1")?.state).toMatchObject({ phase: "received", sent: 4 });
  });

  it("waits without losing anything when there is no network, longer each time", async () => {
    const { shelf, parts } = await ready();
    const { server } = openServer(() => "offline");
    expect(await deliverAttachment(parts(server), "a1")).toBe(false);
    expect(shelf.get("a1")?.state).toMatchObject({ phase: "waiting", delay: "offline", attempt: 1, notBefore: 3_000 });
  });

  it.each([
    ["study.notFound", "revoked"],
    ["access.role", "revoked"],
    ["attachment.tooLarge", "refused"],
  ])("keeps it and says so when the server answers %s", async (code, kind) => {
    const { shelf, parts } = await ready();
    const { server, refuse } = openServer();
    expect(await deliverAttachment(parts({ ...server, begin: async () => refuse(code) }), "a1")).toBe(true);
    expect(shelf.get("a1")?.state).toMatchObject({ phase: "attention", trouble: { kind, code } });
    expect(hashBytes(await contentOf(shelf, "a1"))).toBe(shelf.get("a1")?.meta.sha256);
  });

  it("tells when the server keeps it apart since its session is not there", async () => {
    const { shelf, parts } = await ready();
    const { server, forgetSession } = openServer();
    forgetSession();
    await deliverAttachment(parts(server), "a1");
    expect(shelf.get("a1")?.state).toMatchObject({ phase: "received", session: "missing" });
  });

  it("says what the browser cleared", async () => {
    const { device, shelf, parts } = await ready();
    await device.rows.removeParts("v", "a1");
    await deliverAttachment(parts(openServer().server), "a1");
    expect(shelf.get("a1")?.state).toMatchObject({ phase: "attention", trouble: { code: "device.lost" } });
  });
});

describe("a rescue file of attachments", () => {
  it("carries whole ones and one that is being recorded, without a passphrase; what the server has stays out", async () => {
    const device = openDevice();
    const shelf = await device.open();
    await shelf.end("a1", await begun(shelf, "a1", fill(2 * chunkBytes + 5, 1)));
    await begun(shelf, "a2", fill(700, 2));
    await shelf.end("a3", await begun(shelf, "a3", fill(20, 3)));
    await shelf.update("a3", () => ({ ...freshState("received"), sent: 1 }));
    const [file] = await writeMediaRescue(device.rows, "v");
    expect(file).toMatchObject({ study, attachments: 2 });
    const text = (await file?.blob.text()) ?? "";
    const take = async (content: string) => {
      const heads: string[] = [];
      const put: string[] = [];
      const lines = readLines(
        new Blob([content]).stream().pipeThrough(new TextDecoderStream()) as AsyncIterable<string>,
      );
      const report = await takeMediaRescue(lines, () => ({
        begin: async ({ attachment, chunks, pieces }) => {
          heads.push(`${attachment} ${chunks} ${pieces.length}`);
          return { stored: [1] };
        },
        put: async (attachment, position) => void put.push(`${attachment} ${position}`),
        finish: async (attachment) => {
          if (attachment === "a2") throw new Error("refused");
        },
      }));
      return { heads, put, report };
    };
    const { heads, put, report } = await take(text);
    expect(heads).toEqual(["a1 3 0", "a2 0 1"]);
    expect(put).toEqual(["a1 0", "a1 2"]);
    expect(report).toMatchObject({
      header: { study },
      problems: 0,
      taken: [
        { attachment: "a1", error: null },
        { attachment: "a2", error: { message: "refused" } },
      ],
    });
    expect((await take(text.slice(0, -400))).report?.problems).toBeGreaterThan(0);
    expect((await take("no such file\n")).report).toBeUndefined();
  });
});
