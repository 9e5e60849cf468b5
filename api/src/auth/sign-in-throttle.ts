import { hashText } from "@diaoyan/instruments";
import { sql } from "kysely";
import type { Clock } from "../ports/clock.ts";
import { problem } from "../problems.ts";
import type { SqlGateway } from "../storage/gateway.ts";

const windowMilliseconds = 15 * 60_000;
const sweepMilliseconds = 60_000;

/**
 * Wrong passwords until one has to wait. A whole institute may share one address, so an address alone shuts nobody out:
 * where many go wrong, each account may only go wrong less often there.
 */
const limits = { device: 10, pair: 10, pairWhereMany: 3, account: 50, many: 100 } as const;

/** Who tries a password; `device` names a browser the account was signed in to before. */
export interface Attempt {
  readonly email: string;
  readonly address: string;
  readonly device?: string | undefined;
}

/** Counts failed sign-ins by known device, by account, by address and by the last two together; all stored as hashes. */
export interface SignInThrottle {
  /** Throws `auth.tooManyAttempts` when a limit is reached. */
  check(attempt: Attempt): Promise<void>;
  recordFailure(attempt: Attempt): Promise<void>;
  /** Lifts the wait of an account, wherever it was brought on. */
  forget(email: string): Promise<void>;
}

/** What failures are counted by. Subjects of an account begin alike, so that they can be forgotten together. */
function subjectsOf({ email, address, device }: Attempt) {
  const account = hashText(`account:${email.toLowerCase()}`);
  return {
    account,
    pair: `${account}:${hashText(`${account}:${address}`)}`,
    address: hashText(`address:${address}`),
    device: device === undefined ? undefined : `${account}:device:${hashText(device)}`,
  };
}

export function createSignInThrottle({ db }: SqlGateway, clock: Clock): SignInThrottle {
  const windowStart = () => new Date(Date.parse(clock.now()) - windowMilliseconds).toISOString();
  let swept = 0;

  async function countFailures(subjects: readonly string[]): Promise<(subject: string) => number> {
    const rows = await db
      .selectFrom("sign_in_failures")
      .selectAll()
      .where("subject", "in", subjects)
      .where("window_start", ">", windowStart())
      .execute();
    const counts = new Map(rows.map(({ subject, failures }) => [subject, failures]));
    return (subject) => counts.get(subject) ?? 0;
  }

  /** What has passed tells nothing any more but who once went wrong. */
  async function sweep(): Promise<void> {
    const now = Date.parse(clock.now());
    if (Math.abs(now - swept) < sweepMilliseconds) return;
    swept = now;
    await db.deleteFrom("sign_in_failures").where("window_start", "<=", windowStart()).execute();
  }

  return {
    check: async (attempt) => {
      const { account, pair, address, device } = subjectsOf(attempt);
      const failuresOf = await countFailures([account, pair, address, ...(device === undefined ? [] : [device])]);
      if (device !== undefined && failuresOf(device) < limits.device) return;
      const most = failuresOf(address) < limits.many ? limits.pair : limits.pairWhereMany;
      if (failuresOf(pair) < most && failuresOf(account) < limits.account) return;
      throw problem("auth.tooManyAttempts", "too many failed sign-ins in the last 15 minutes", {
        remedy:
          "wait a quarter of an hour, or sign in from a browser you have used before; where the password is forgotten, ask the operator for a link that sets another",
      });
    },
    recordFailure: async (attempt) => {
      const { account, pair, address, device } = subjectsOf(attempt);
      const since = windowStart();
      const now = clock.now();
      const known = device !== undefined && (await countFailures([device]))(device) < limits.device;
      for (const subject of known ? [device] : [account, pair, address]) {
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
      await sweep();
    },
    forget: async (email) => {
      const { account } = subjectsOf({ email, address: "" });
      await db
        .deleteFrom("sign_in_failures")
        .where((row) => row.or([row("subject", "=", account), row("subject", "like", `${account}:%`)]))
        .execute();
    },
  };
}
