import { releaseCount } from "@diaoyan/analysis";
import type { Role } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import { readSmallCell } from "./small-cell.ts";

/** Roles that steer collection and see exact counts. */
export const steeringRoles: readonly Role[] = ["lead", "researcher"];

/**
 * How counts of responses are told to a role: exact to those who steer, to others in whole lots of the study's smallest
 * group as progress releases them, so that no count on any page tells when one person answered.
 */
export async function countsAsSeen(
  ports: Pick<Ports, "studies" | "progress">,
  { study, role }: { readonly study: string; readonly role: Role },
): Promise<(count: number) => number> {
  if (steeringRoles.includes(role)) return (count) => count;
  const smallCell = await readSmallCell(ports, study);
  return (count) => releaseCount(0, count, smallCell);
}
