import type { AuditEntry, LogEnd } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { RowSeal } from "../ports/seal-store.ts";

/** The audit log ends elsewhere than what was written with its entries tells. */
export interface EndFinding {
  readonly code: "audit.cut" | "audit.end";
  readonly place: string;
  readonly message: string;
}

/** A server that writes meanwhile is not accused: what it writes changes the mark. */
const readings = 3;

/**
 * Holds the end of a study's audit log against the mark beside it and the seals of its entries: both were written at once,
 * so that a log which ends before them was cut off, or is an older one.
 */
export async function checkLogEnd(
  { journal }: Pick<Ports, "journal">,
  study: string,
  seals: readonly RowSeal[],
): Promise<readonly EndFinding[]> {
  const sealed = seals.reduce((last, { seq }) => Math.max(last, seq), 0);
  for (let reading = 1; reading <= readings; reading += 1) {
    const mark = await journal.end(study);
    const [newest] = await journal.list(study, undefined, 1);
    const again = await journal.end(study);
    if (mark?.hash === again?.hash && mark?.seq === again?.seq) return judge(newest, mark, sealed);
  }
  return [];
}

function judge(newest: AuditEntry | undefined, mark: LogEnd | undefined, sealed: number): readonly EndFinding[] {
  const last = newest?.seq ?? 0;
  const told = Math.max(sealed, mark?.seq ?? 0);
  if (told > last) {
    const message = `the log ends with entry ${last}, but entry ${told} was written: take the log from a backup made after it`;
    return [{ code: "audit.cut", place: `entry ${told}`, message }];
  }
  if (newest === undefined || (mark?.seq === last && mark.hash === newest.hash)) return [];
  const marked = mark === undefined ? "none" : `entry ${mark.seq}`;
  const message = `the mark of where the log ends names ${marked}, but the log ends with entry ${last}: one of them was changed past the server`;
  return [{ code: "audit.end", place: `entry ${last}`, message }];
}
