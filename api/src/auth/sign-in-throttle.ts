import { hashText } from "@diaoyan/instruments";
import { sql } from "kysely";
import type { Clock } from "../ports/clock.ts";
import { problem } from "../problems.ts";
import type { SqlGateway } from "../storage/gateway.ts";

const windowMilliseconds = 15 * 60_000;
/** A whole institute may share one address, so the address alone is never a narrow gate. */
const limits = { pair: 10, account: 50, address: 300 } as const;

/** Counts failed sign-ins by account, by address and by both together; subjects are stored as hashes. */
export interface SignInThrottle {
  /** Throws `auth.tooManyAttempts` when a limit is reached. */
  check(email: string, address: string): Promise<void>;
  recordFailure(email: string, address: string): Promise<void>;
}

export function createSignInThrottle({ db }: SqlGateway, clock: Clock): SignInThrottle {
  const subjectsOf = (email: string, address: string): readonly (readonly [string, number])[] => [
    [hashText(`pair:${email.toLowerCase()}:${address}`), limits.pair],
    [hashText(`account:${email.toLowerCase()}`), limits.account],
    [hashText(`address:${address}`), limits.address],
  ];
  const windowStart = () => new Date(Date.parse(clock.now()) - windowMilliseconds).toISOString();

  return {
    check: async (email, address) => {
      const subjects = subjectsOf(email, address);
      const rows = await db
        .selectFrom("sign_in_failures")
        .selectAll()
        .where(
          "subject",
          "in",
          subjects.map(([subject]) => subject),
        )
        .where("window_start", ">", windowStart())
        .execute();
      const full = subjects.some(([subject, limit]) =>
        rows.some((row) => row.subject === subject && row.failures >= limit),
      );
      if (!full) return;
      throw problem("auth.tooManyAttempts", "too many failed sign-ins in the last 15 minutes", {
        remedy:
          "wait a quarter of an hour; where the password is forgotten, ask the operator for a link that sets another",
      });
    },
    recordFailure: async (email, address) => {
      const since = windowStart();
      const now = clock.now();
      for (const [subject] of subjectsOf(email, address)) {
        await db
          .insertInto("sign_in_failures")
          .values({ subject, window_start: now, failures: 1 })
          .onConflict((conflict) =>
            conflict.column("subject").doUpdateSet({
              failures: sql<number>`case when sign_in_failures.window_start > ${since} then sign_in_failures.failures + 1 else 1 end`,
              window_start: sql<string>`case when sign_in_failures.window_start > ${since} then sign_in_failures.window_start else ${now} end`,
            }),
          )
          .execute();
      }
    },
  };
}
