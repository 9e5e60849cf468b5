import pg from "pg";
import { lockKey, settingsOf } from "./postgres-connection.node.ts";

const turnsAtOnce = 8;
const patience = { lock: 10_000, held: 60_000 } as const;

/** Turns at chains among all processes on a database. */
export interface Turns {
  take<Result>(chain: string, work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Turns by advisory locks of a session: whoever waits is served in order of arrival, and the server lifts the lock of a
 * process that died, or that stood still for a minute. Who loses a turn that way still meets the unique keys of the chain.
 */
export function createTurns(url: string): Turns {
  const pool = new pg.Pool({
    ...settingsOf(url, { lock_timeout: patience.lock }),
    max: turnsAtOnce,
    idleTimeoutMillis: patience.held / 4,
  });
  const ignore = (): void => undefined;
  pool.on("error", ignore).on("connect", (client) => {
    client.on("error", ignore);
    client.query(`SET idle_session_timeout = ${patience.held}`).catch(ignore);
  });

  return {
    take: async (chain, work) => {
      const client = await pool.connect();
      try {
        await client.query(`SELECT pg_advisory_lock(${lockKey("$1")})`, [chain]);
      } catch (error) {
        client.release(true);
        throw error;
      }
      try {
        return await work();
      } finally {
        await client.query(`SELECT pg_advisory_unlock(${lockKey("$1")})`, [chain]).then(
          () => client.release(),
          () => client.release(true),
        );
      }
    },
    close: () => pool.end(),
  };
}
