import type { Ports } from "../ports/ports.ts";

type LinkPorts = Pick<Ports, "collectors" | "responses">;

/** A link that counted more or fewer responses than stand. */
export interface LinkFinding {
  readonly code: "link.miscounted";
  /** The id of the link. */
  readonly place: string;
  readonly message: string;
}

/**
 * Holds what links counted against the responses that stand, tombstones and those that wait included: an older table of
 * responses with its log put in the place of the newer fits in itself. What arrives meanwhile lies between two readings.
 */
export async function checkLinks({ collectors, responses }: LinkPorts, study: string): Promise<readonly LinkFinding[]> {
  const before = await collectors.list(study);
  const standing = await responses.countByLink(study);
  const after = new Map((await collectors.list(study)).map(({ id, received }) => [id, received]));
  return before.flatMap(({ id, received }): readonly LinkFinding[] => {
    const stand = standing.get(id) ?? 0;
    const most = after.get(id) ?? received;
    if (stand >= received && stand <= most) return [];
    const counted = received === most ? `${received}` : `${received} to ${most}`;
    return [{ code: "link.miscounted", place: id, message: `its counter says ${counted}, ${stand} responses stand` }];
  });
}
