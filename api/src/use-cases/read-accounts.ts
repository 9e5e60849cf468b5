import { addAccounts, balanceAccount, type CollectorAccount } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";

export type AccountPorts = Pick<Ports, "collectors" | "responses" | "invitations">;

/**
 * What came of each collector. Counters are moved as reports and responses come in, what became of responses is counted
 * from their rows: two ways that must meet (`balanceAccount`). What waits in anonymous links is left out of both: what became
 * of a single one of them would tell whose it is.
 */
export async function listAccounts(ports: AccountPorts, study: string): Promise<readonly CollectorAccount[]> {
  const collectors = await ports.collectors.list(study);
  const counts = await ports.responses.countByCollector(study);
  const invited = await ports.invitations.countByCollector(study);
  const waiting = await ports.responses.countWaiting(study);
  const count = (collector: string, status: string): number =>
    counts.find((row) => row.collector === collector && row.status === status)?.count ?? 0;
  const waitingIn = (collector: string): number =>
    waiting.reduce((sum, row) => sum + (row.collector === collector ? row.count : 0), 0);
  return collectors.map(({ id, questionnaire, label, mode, invitedOnly, visits, starts, received, uncounted }) => ({
    collector: id,
    questionnaire,
    label,
    mode,
    // paper and files come in under collectors that admit nobody, and to which nobody was invited
    invited: (invitedOnly ? invited.get(id) : null) ?? null,
    visits,
    starts,
    received: received - waitingIn(id),
    uncounted,
    valid: count(id, "complete"),
    late: count(id, "late"),
    excluded: count(id, "excluded"),
    withdrawn: count(id, "withdrawn"),
  }));
}

/** The accounts with their sums by questionnaire, each with the rules it breaks. */
export async function readAccounts(ports: AccountPorts, study: string) {
  const accounts = await listAccounts(ports, study);
  const withRules = <Account extends Parameters<typeof balanceAccount>[0]>(account: Account) => ({
    ...account,
    broken: [...balanceAccount(account)],
  });
  const names = [...new Set(accounts.map(({ questionnaire }) => questionnaire))].sort();
  return {
    collectors: accounts.map(withRules),
    questionnaires: names.map((questionnaire) => ({
      questionnaire,
      ...withRules(addAccounts(accounts.filter((account) => account.questionnaire === questionnaire))),
    })),
  };
}
