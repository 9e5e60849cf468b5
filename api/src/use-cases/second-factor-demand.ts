import type { Account } from "../ports/accounts.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

type DemandPorts = Pick<Ports, "members" | "secondFactorEverywhere">;

/** Whether a second factor is needed in a study, or for founding one where none is named. */
export async function needsSecondFactor(
  { members, secondFactorEverywhere }: DemandPorts,
  study?: string,
): Promise<boolean> {
  return secondFactorEverywhere || (study !== undefined && (await members.demandsSecondFactor(study)));
}

/** Throws `access.secondFactor` where one is needed and whoever asks signs in by password alone. */
export async function refuseLackingFactor(
  ports: DemandPorts,
  { secondFactor }: Pick<Account, "secondFactor">,
  study?: string,
): Promise<void> {
  if (secondFactor || !(await needsSecondFactor(ports, study))) return;
  throw problem(
    "access.secondFactor",
    `${ports.secondFactorEverywhere ? "this installation" : "this study"} demands a second factor at signing in`,
    { remedy: "set it up on the page of your account" },
  );
}
