import { hashJson, type Json } from "@diaoyan/instruments";
import { type AuditNote, type Edit, StorageConflict, type Write } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

/** An edit of something that carries a revision. */
export interface RevisionEdit<Document> {
  readonly study: string;
  readonly kind: Edit["kind"];
  readonly id: string;
  /** What stands now; undefined when it is new. */
  readonly current: { readonly document: Document; readonly revision: number } | undefined;
  /** Revision the edit started from: 0 for something new. */
  readonly base: number;
  /** The edited content, without its revision. */
  readonly content: Json;
  readonly write: (revision: number) => Write | readonly Write[];
  readonly note: AuditNote;
}

/**
 * Stores an edit of the present revision and answers the new one. The same content sent again (a lost answer) is accepted
 * as it is; an edit of an older revision is refused with `edit.conflict`, whoever came first.
 */
export async function saveRevision<Document>(
  ports: Pick<Ports, "journal">,
  edit: RevisionEdit<Document>,
): Promise<number> {
  const { study, kind, id, base } = edit;
  const contentHash = hashJson(edit.content);
  const present = edit.current?.revision ?? 0;
  if (present === base) {
    const revision = base + 1;
    const claim = ports.journal.claim(study, { kind, id, revision, contentHash });
    try {
      await ports.journal.commit(study, edit.note, [claim, edit.write(revision)].flat());
      return revision;
    } catch (error) {
      if (!(error instanceof StorageConflict && error.table === "edits")) throw error;
    }
  }
  const standing = await ports.journal.contentHashOf(study, kind, id, base + 1);
  if (standing === contentHash) return base + 1;
  throw problem("edit.conflict", `${kind} ${id}: revision ${base} was edited, ${Math.max(present, base + 1)} stands`, {
    remedy: "load the present state and edit that",
  });
}
