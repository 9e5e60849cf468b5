import { Problem, problem } from "../problems.ts";

/** What one address may get wrong at once, how often afterwards, and how many of its wrong tries may wait. */
const limits = { burst: 60, perSecond: 1, waiting: 20, addresses: 10_000 } as const;

/** What a wrong token, receipt or link is answered with. */
const wrongGuesses: ReadonlySet<string> = new Set(["invitation.unknown", "receipt.unknown", "link.invalid"]);

/** Whether an answer, or a problem thrown in its place, says that what was given is none of ours. */
export function isWrongGuess(outcome: unknown): boolean {
  if (outcome instanceof Problem) return wrongGuesses.has(outcome.body.code);
  return typeof outcome === "object" && outcome !== null && "known" in outcome && outcome.known === false;
}

/** Holds the answer to a wrong guess back until it is the address's turn. Throws `request.tooManyGuesses`. */
export type GuessBrake = (address: string) => Promise<void>;

/**
 * Slows whoever guesses, and nobody else: only wrong tries are counted, so three hundred people behind one address are
 * served as before, also while somebody among them guesses. Counts live in memory and name no one.
 */
export function createGuessBrake(
  { burst, perSecond, waiting, addresses }: Readonly<Record<keyof typeof limits, number>> = limits,
  now: () => number = Date.now,
): GuessBrake {
  /** When the next wrong try of an address would be let out, in milliseconds; the past counts up to `burst`. */
  const turns = new Map<string, number>();
  const gap = 1_000 / perSecond;

  return async (address) => {
    const at = now();
    const turn = Math.max(turns.get(address) ?? 0, at - burst * gap) + gap;
    if (turn - at > waiting * gap) {
      throw problem("request.tooManyGuesses", "too many wrong tries from this network address", {
        remedy: "wait a minute; links and receipts that are right are not held back",
      });
    }
    turns.delete(address);
    turns.set(address, turn);
    if (turns.size > addresses) turns.delete(turns.keys().next().value ?? "");
    if (turn > at) await new Promise((resolve) => setTimeout(resolve, turn - at));
  };
}
