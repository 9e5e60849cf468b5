import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAccounts, balanceAccount, rateAccount } from "./balance-account.ts";

const account = {
  invited: 20,
  visits: 12,
  starts: 10,
  received: 8,
  uncounted: 0,
  valid: 5,
  late: 1,
  excluded: 1,
  withdrawn: 1,
};

describe("balanceAccount", () => {
  it("finds nothing in an account that balances, and names each rule that is broken", () => {
    expect(balanceAccount(account)).toEqual([]);
    expect(balanceAccount({ ...account, visits: 9 })).toEqual(["visits-starts"]);
    expect(balanceAccount({ ...account, starts: 7 })).toEqual(["starts-received"]);
    expect(balanceAccount({ ...account, valid: 6 })).toEqual(["received-parts"]);
    expect(balanceAccount({ ...account, invited: 7 })).toEqual(["invited-received"]);
    expect(balanceAccount({ ...account, visits: 0, starts: 0, uncounted: 8 })).toEqual([]);
  });

  it("says the same of sums as of parts", () => {
    const small = fc.integer({ min: 0, max: 50 });
    const balanced = fc
      .record({
        valid: small,
        late: small,
        excluded: small,
        withdrawn: small,
        uncounted: small,
        more: small,
        yet: small,
      })
      .map(({ more, yet, uncounted, ...parts }) => {
        const received = parts.valid + parts.late + parts.excluded + parts.withdrawn;
        const left = Math.min(uncounted, received);
        const starts = received - left + more;
        return { ...parts, received, uncounted: left, starts, visits: starts + yet, invited: received };
      });
    fc.assert(
      fc.property(fc.array(balanced, { minLength: 1, maxLength: 6 }), (accounts) => {
        expect(accounts.flatMap(balanceAccount)).toEqual([]);
        expect(balanceAccount(addAccounts(accounts))).toEqual([]);
      }),
    );
  });

  it("gives rates, and none where nobody knows how many were asked", () => {
    expect(rateAccount(account)).toEqual({ completion: 8 / 12, response: 0.4, valid: 5 / 8 });
    expect(rateAccount({ ...account, invited: null, visits: 0, received: 0, valid: 0 })).toEqual({
      completion: null,
      response: null,
      valid: null,
    });
    expect(addAccounts([account, { ...account, invited: null }]).invited).toBeNull();
  });
});
