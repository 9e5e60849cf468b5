import { describe, expect, it } from "vitest";
import { createTimeKeeper, type TimeKeeperParts } from "./time-keeper.ts";

interface Sent {
  readonly path: string;
  readonly body: {
    readonly events: readonly { event: string; late?: boolean }[];
    readonly token: string | null;
    readonly visited: boolean;
  };
}

function memoryStorage(): NonNullable<TimeKeeperParts["storage"]> {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

/** A keeper with a network that can be cut, a clock that is set, and what it sent. */
function keeperWith(changes: Partial<TimeKeeperParts> = {}) {
  const sent: Sent[] = [];
  const world = { online: true, now: 0 };
  const fetchLike = (async (path: string, init: RequestInit) => {
    if (!world.online) throw new TypeError("offline");
    sent.push({ path, body: init.body === undefined ? null : JSON.parse(String(init.body)) });
    return init.body === undefined
      ? new Response(null, { status: 204 })
      : Response.json({ token: `token-${sent.length}` });
  }) as unknown as typeof fetch;
  const parts: TimeKeeperParts = {
    collector: "c",
    version: "v",
    mode: "pseudonymous",
    key: "k",
    storage: memoryStorage(),
    fetchLike,
    now: () => world.now,
    ...changes,
  };
  return { keeper: createTimeKeeper(parts), sent, world, parts };
}

describe("the keeper of times", () => {
  it("counts a visit once on a device, and the start after it", async () => {
    const { keeper, sent, parts } = keeperWith();
    await keeper.visit();
    await keeper.visit();
    await createTimeKeeper(parts).visit();
    await keeper.report("r", "form start", null);
    expect(sent.map(({ path }) => path)).toEqual([
      "/api/public/collectors/c/visits",
      "/api/public/collectors/c/timing",
    ]);
    expect(sent[1]?.body).toMatchObject({ visited: true, token: null, events: [{ event: "form start" }] });
  });

  it("E4 leaves nothing of one person to the next on a shared device", async () => {
    const { keeper, sent, parts } = keeperWith();
    await keeper.visit();
    await keeper.report("r", "form start", null);
    keeper.forget();
    expect(["k/visited", "k/timing"].map((key) => parts.storage?.getItem(key))).toEqual([null, null]);
    const next = createTimeKeeper(parts);
    await next.visit();
    expect(sent.map(({ path }) => path.split("/").at(-1))).toEqual(["visits", "timing", "visits"]);
    expect(next.claim("r")).toEqual({ token: null, events: [], visited: true });
  });

  it("carries the token of one report to the next, and sends what comes together at once", async () => {
    const { keeper, sent } = keeperWith();
    void keeper.report("r", "form start", null);
    await keeper.report("r", "group questions", "p1");
    await new Promise((resolve) => setTimeout(resolve));
    await keeper.report("r", "group questions", "p2");
    expect(sent.map(({ body }) => [body.token, body.events.length])).toEqual([
      [null, 2],
      ["token-1", 1],
    ]);
    keeper.finish("r", "p2");
    expect(keeper.claim("r")).toEqual({
      token: "token-2",
      events: [{ event: "form finalize", page: "p2" }],
      visited: true,
    });
  });

  it("says of what it could not report in time that it is late, and guesses nothing", async () => {
    const { keeper, sent, world } = keeperWith();
    await keeper.report("r", "form start", null);
    world.online = false;
    await keeper.report("r", "group questions", "p1");
    world.now = 60_000;
    world.online = true;
    await keeper.report("r", "group questions", "p2");
    expect(sent.at(-1)?.body.events).toEqual([
      { event: "group questions", page: "p1", late: true },
      { event: "group questions", page: "p2" },
    ]);
    keeper.finish("r", "p2");
    world.now = 90_000;
    expect(keeper.claim("r").events).toEqual([{ event: "form finalize", page: "p2", late: true }]);
  });

  it("goes on after the page was loaded anew, with what was not reported as late", async () => {
    const { keeper, world, parts } = keeperWith();
    await keeper.report("r", "form start", null);
    world.online = false;
    await keeper.report("r", "group questions", "p1");
    const again = createTimeKeeper(parts);
    expect(again.claim("r")).toEqual({
      token: "token-1",
      events: [{ event: "group questions", page: "p1", late: true }],
      visited: true,
    });
    expect(again.claim("another")).toMatchObject({ token: null, events: [] });
  });

  it("takes a finished response up again", async () => {
    const { keeper, sent } = keeperWith();
    await keeper.report("r", "form start", null);
    keeper.finish("r", "p1");
    keeper.claim("r");
    await keeper.reopen("r");
    expect(sent.at(-1)?.body.events).toEqual([{ event: "form resume", page: null }]);
  });

  it("reports from an anonymous page no more than pages and the ends", async () => {
    const { keeper, sent } = keeperWith({ mode: "anonymous" });
    await keeper.report("r", "form start", null);
    await keeper.report("r", "constraint error", "p1");
    await keeper.report("r", "form exit", "p1");
    expect(sent.flatMap(({ body }) => body.events.map(({ event }) => event))).toEqual(["form start"]);
  });

  it("keeps a bounded list without a network, the start among it, and stands a full disk", async () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem: () => undefined,
    };
    const { keeper, world } = keeperWith({ storage: full });
    world.online = false;
    await keeper.report("r", "form start", null);
    for (let at = 0; at < 200; at += 1) await keeper.report("r", "group questions", `p${at}`);
    const { events } = keeper.claim("r");
    expect(events).toHaveLength(60);
    expect(events[0]?.event).toBe("form start");
    expect(events.at(-1)?.page).toBe("p199");
  });
});
