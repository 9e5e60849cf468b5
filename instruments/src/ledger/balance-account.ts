import type { CollectorAccount } from "../model/account.ts";

type Counts = Omit<CollectorAccount, "collector" | "questionnaire" | "label" | "mode">;

/** A rule that every account keeps. */
export type AccountRule = "visits-starts" | "starts-received" | "received-parts" | "invited-received";

/**
 * The rules an account breaks; none when it balances (rules AC1–AC4): visits ≥ starts ≥ received − uncounted; received =
 * valid + late + excluded + withdrawn; nobody answers an invitation twice.
 */
export function balanceAccount(account: Counts): readonly AccountRule[] {
  const { visits, starts, received, uncounted, valid, late, excluded, withdrawn, invited } = account;
  const broken: readonly (readonly [AccountRule, boolean])[] = [
    ["visits-starts", visits < starts],
    ["starts-received", starts < received - uncounted],
    ["received-parts", received !== valid + late + excluded + withdrawn],
    ["invited-received", invited !== null && received > invited],
  ];
  return broken.flatMap(([rule, fails]) => (fails ? [rule] : []));
}

const counted = ["visits", "starts", "received", "uncounted", "valid", "late", "excluded", "withdrawn"] as const;

/** Sums of accounts; invitations are known only where every collector is for invited people. */
export function addAccounts(accounts: readonly Counts[]): Counts {
  const sums = Object.fromEntries(
    counted.map((name) => [name, accounts.reduce((sum, account) => sum + account[name], 0)]),
  ) as Record<(typeof counted)[number], number>;
  const invited = accounts.reduce<number | null>(
    (sum, account) => (sum === null || account.invited === null ? null : sum + account.invited),
    accounts.length === 0 ? null : 0,
  );
  return { ...sums, invited };
}

/** Shares of an account from 0 to 1; null where there is nothing to divide by. */
export interface AccountRates {
  /** 完成率: answered of those who opened the page, as far as both were counted. */
  readonly completion: number | null;
  /** 回收率: arrived of the invitations; null for open links. */
  readonly response: number | null;
  /** 有效率: valid of those that arrived. */
  readonly valid: number | null;
}

/** The rates of an account. */
export function rateAccount({ visits, received, uncounted, invited, valid }: Counts): AccountRates {
  const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);
  return {
    completion: share(received - uncounted, visits),
    response: invited === null ? null : share(received, invited),
    valid: share(valid, received),
  };
}
