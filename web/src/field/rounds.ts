const longestSeconds = 300;

/** Seconds before attempt `attempt` (from 1): doubling, at most five minutes, spread so that devices do not knock together. */
export function backOff(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestSeconds, 2 ** attempt);
  return Math.max(1, Math.round(ceiling * (0.5 + random() / 2)));
}

const longestWait = 3_600_000;

/** Whether a wait is over, in milliseconds since 1970; one of more than an hour is of a clock that was set back since. */
export function isOver(notBefore: number, now: number): boolean {
  return notBefore <= now || notBefore - now > longestWait;
}

/** Asks for a round of sending; resolves when it has ended. `urgent`, by a person or a network that is back, waits for no back-off. */
export type Rounds = (options?: { readonly urgent?: boolean }) => Promise<void>;

/** Rounds one at a time: calls while one works are that one, and an urgent call is followed by a round of its own. */
export function createRounds(work: (urgent: boolean) => Promise<void>): Rounds {
  let working: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run: Rounds = ({ urgent = false } = {}) => {
    if (working === undefined) {
      working = work(urgent).finally(() => {
        working = undefined;
      });
      return working;
    }
    if (!urgent) return working;
    const runAgain = (): Promise<void> => {
      next = undefined;
      return run({ urgent: true });
    };
    next ??= working.then(runAgain, runAgain);
    return next;
  };
  return run;
}
