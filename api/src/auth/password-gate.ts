import { problem } from "../problems.ts";

/** Checking a password is made slow on purpose, so few are checked at once and few may wait. */
const limits = { atOnce: 2, waiting: 40 } as const;

/** Runs what checks a password in its turn. Throws `server.busy` when too many wait already. */
export type PasswordGate = <Value>(work: () => Promise<Value>) => Promise<Value>;

/**
 * Keeps a flood of sign-ins from taking the threads that the database needs too: respondents are served as before, and
 * whoever finds the queue full is asked to come back.
 */
export function createPasswordGate({ atOnce, waiting }: { atOnce: number; waiting: number } = limits): PasswordGate {
  const queue: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) {
      throw problem("server.busy", `${queue.length} sign-ins are waiting already`, { remedy: "try again in a minute" });
    }
    // the turn is handed over, so `running` stays as it is
    await new Promise<void>((resolve) => queue.push(resolve));
  }

  function leave(): void {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
