import type { Json } from "../model/questionnaire.ts";
import type { NoteRow, Session } from "../model/session.ts";
import { type MergeConflict, mergeValues } from "./merge-rows.ts";

/** A session out of two edits of it. */
export interface MergedSession {
  readonly session: Session;
  /** Fields in which one device's value had to give way; each is also noted in a row of the notes. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges what two devices made of one session, row by row, so that nothing typed is lost. `base` is the state both began
 * with (undefined: both made it anew), `theirs` the state stored since. The result carries `theirs.revision`, so it can be
 * stored over it. Where two values cannot both stand, mine stands and a note row tells the other. Pure and total.
 */
export function mergeSessions(base: Session | undefined, mine: Session, theirs: Session): MergedSession {
  const merged = mergeValues("", base && withoutRevision(base), withoutRevision(mine), withoutRevision(theirs));
  const session = { ...(merged.value as unknown as Session), revision: theirs.revision };
  const tellings = merged.conflicts.map(tell).filter(({ id }) => session.notes.every((note) => note.id !== id));
  return { session: { ...session, notes: [...session.notes, ...tellings] }, conflicts: merged.conflicts };
}

function withoutRevision(session: Session): Json {
  const { revision: _, ...content } = session;
  return content as unknown as Json;
}

/** The value that gave way, as a row of the notes; the same conflict makes the same row. */
function tell({ path, mine, theirs }: MergeConflict): NoteRow {
  const text = `合并提示：${path} 本机为“${say(mine)}”，另一台设备为“${say(theirs)}”，已保留前者。`;
  const id = `merge-${path}-${say(theirs)}`.slice(0, 100);
  return { id, t: 0, question: null, type: "插曲", text, verbatim: false, codes: [], strength: null, sensitive: false };
}

function say(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
