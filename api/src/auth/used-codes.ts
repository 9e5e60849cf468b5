import { hashText } from "@diaoyan/instruments";
import type { Clock } from "../ports/clock.ts";
import type { SqlGateway } from "../storage/gateway.ts";

/** Longer than any code is taken: its own half minute and the ones before and after. */
const keptMilliseconds = 3 * 60_000;

/** Remembers which codes of an authenticator app were used, so that one seen over a shoulder opens nothing. */
export interface UsedCodes {
  /** Answers whether this account uses the code for the first time; of several at once, one does. */
  claim(user: string, code: string): Promise<boolean>;
}

export function createUsedCodes({ db }: SqlGateway, clock: Clock): UsedCodes {
  return {
    claim: async (user, code) => {
      const used_at = clock.now();
      const past = new Date(Date.parse(used_at) - keptMilliseconds).toISOString();
      await db.deleteFrom("used_codes").where("used_at", "<", past).execute();
      const claimed = await db
        .insertInto("used_codes")
        .values({ subject: hashText(`code:${user}:${code}`), used_at })
        .onConflict((conflict) => conflict.column("subject").doNothing())
        .returning("subject")
        .execute();
      return claimed.length > 0;
    },
  };
}
