import { problem } from "../problems.ts";

/** Checking a password is made slow on purpose, so few are checked at once and few may wait; of one address fewer. */
const limits = { atOnce: 2, waiting: 40, waitingOfOne: 30 } as const;

/** Who comes to the gate: where from, and whether the browser was signed in to the account before. */
interface Comer {
  readonly address: string;
  readonly known: boolean;
}

/** Runs what checks a password in its turn. Throws `server.busy` when too many wait already. */
export type PasswordGate = <Value>(comer: Comer, work: () => Promise<Value>) => Promise<Value>;

interface Waiting {
  readonly address: string;
  enter(): void;
}

/**
 * Keeps a flood of sign-ins from taking the threads that the database needs too: respondents are served as before, and
 * whoever finds the queue full is asked to come back. Known browsers have a queue of their own, which goes first; nobody
 * at one address can take all places of the other.
 */
export function createPasswordGate({
  atOnce,
  waiting,
  waitingOfOne,
}: Readonly<Record<keyof typeof limits, number>> = limits): PasswordGate {
  const known: Waiting[] = [];
  const others: Waiting[] = [];
  let running = 0;

  async function enter({ address, known: isKnown }: Comer): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    const queue = isKnown ? known : others;
    const ofOne = isKnown ? 0 : queue.filter((one) => one.address === address).length;
    if (queue.length >= waiting || ofOne >= waitingOfOne) {
      throw problem("server.busy", `${queue.length} sign-ins are waiting already`, { remedy: "try again in a minute" });
    }
    // the turn is handed over, so `running` stays as it is
    await new Promise<void>((resolve) => queue.push({ address, enter: resolve }));
  }

  function leave(): void {
    const next = known.shift() ?? others.shift();
    if (next === undefined) running -= 1;
    else next.enter();
  }

  return async (comer, work) => {
    await enter(comer);
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
