import { brandAs, type Instant } from "@diaoyan/instruments";
import { startServer } from "../../src/entry/node.ts";
import type { Clock } from "../../src/ports/clock.ts";

/** Serves a data folder until somebody kills the process; says where on standard output. */
const [dataFolder = "", clockKind = "steady"] = process.argv.slice(2);

const day = 86_400_000;
const jumps = [0, 3_600_000, -3_600_000, 2 * day, -2 * day] as const;

/** A clock that somebody sets forwards and backwards all the time. */
const jumpingClock: Clock = {
  now: () => {
    const jump = jumps[Math.floor(Date.now() / 150) % jumps.length] ?? 0;
    return brandAs<Instant>(new Date(Date.now() + jump).toISOString());
  },
};

const { url, setUpLink } = await startServer({
  dataFolder,
  port: 0,
  host: "127.0.0.1",
  ...(clockKind === "jumping" ? { clock: jumpingClock } : {}),
});
process.stdout.write(`${JSON.stringify({ url, setUpLink })}\n`);
