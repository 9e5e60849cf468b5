import { canonicalJson, type Json, type Session } from "@diaoyan/instruments";
import type { MergeTelling } from "./outbox.ts";

/** What a merge made different from what this device had: rows that came, changed or went, values that gave way. */
export function tellMerge(mine: Session, merged: Session, conflicts: number): MergeTelling {
  const had = rowsOf(mine);
  const has = rowsOf(merged);
  let [added, changed] = [0, 0];
  for (const [key, text] of has) {
    const before = had.get(key);
    if (before === undefined) added += 1;
    else if (before !== text) changed += 1;
  }
  const removed = [...had.keys()].filter((key) => !has.has(key)).length;
  const cancelled = merged.status === "cancelled" && mine.status !== "cancelled";
  // the rows that tell the conflicts are no other device's
  return { added: Math.max(0, added - conflicts), changed, removed, conflicts, cancelled };
}

function rowsOf({ notes, participants, foot, ...rest }: Session): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  const put = (kind: string, key: string, row: unknown) => rows.set(`${kind} ${key}`, canonicalJson(row as Json));
  for (const note of notes) put("note", note.id, note);
  for (const participant of participants) put("person", participant.person, participant);
  const { followUps = [], materials = [], ...judged } = foot ?? {};
  for (const row of [...followUps, ...materials]) put("foot", row.id, row);
  for (const [field, value] of Object.entries({ ...rest, ...judged })) {
    if (field !== "revision") put("field", field, value ?? null);
  }
  return rows;
}
