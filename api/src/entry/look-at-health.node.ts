import type { Health, HealthCheck } from "../http/health.ts";
import { leastRoomBytes, readDiskRoom } from "../storage/disk-room.node.ts";

/** What is asked of an installation; each resolves when it is well. */
export interface Probes {
  /** Writes something durable. */
  readonly write: () => Promise<void>;
  /** Whether the database still has the schema of this program. */
  readonly hasOurSchema: () => Promise<boolean>;
  readonly dataFolder: string;
}

const keptMilliseconds = 5_000;

/** Looks whether submissions can be taken; an answer stands for five seconds, so that asking often costs nothing. */
export function createHealthLook({ write, hasOurSchema, dataFolder }: Probes, now = Date.now): () => Promise<Health> {
  let kept: { readonly at: number; readonly health: Promise<Health> } | undefined;

  async function look(): Promise<Health> {
    const checks: readonly (readonly [HealthCheck, Promise<boolean>])[] = [
      ["database", write().then(() => true)],
      ["disk", readDiskRoom(dataFolder).then((room) => room >= leastRoomBytes)],
      // a database that cannot be asked is no newer one
      ["schema", hasOurSchema().catch(() => true)],
    ];
    const seen = await Promise.all(
      checks.map(async ([check, well]) => ((await well.catch(() => false)) ? undefined : check)),
    );
    const failing = seen.filter((check) => check !== undefined);
    return { status: failing.length === 0 ? "ok" : "failing", failing };
  }

  return () => {
    const at = now();
    if (kept === undefined || at - kept.at >= keptMilliseconds || at < kept.at) kept = { at, health: look() };
    return kept.health;
  };
}
