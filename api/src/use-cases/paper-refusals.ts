import { StorageConflict } from "../ports/journal.ts";
import type { PaperEntry } from "../ports/paper-store.ts";
import type { Ports } from "../ports/ports.ts";
import { type Problem, problem } from "../problems.ts";
import { type FormPlace, nameMembers } from "./paper-place.ts";

export const entered = ({ form }: FormPlace): Problem =>
  problem("paper.entered", `form ${form} is entered already`, { remedy: "take the next form" });

export const ownFirstEntry = ({ form }: FormPlace): Problem =>
  problem("paper.samePerson", `form ${form}: the other entry is your own`, {
    remedy: "leave the second entry to another clerk, or ask the lead to allow both by one person",
  });

export const overtaken = ({ form, pass, revision }: PaperEntry): Problem =>
  problem("edit.conflict", `form ${form}, entry ${pass}: revision ${revision} stands no more`, {
    remedy: "the form is open in another window or was taken over; open it again",
  });

/** Says who is at it, and since when. */
export async function takenBy(
  ports: Pick<Ports, "members">,
  { study, form, pass, clerk, updatedAt }: PaperEntry,
): Promise<Problem> {
  const name = (await nameMembers(ports, study))(clerk);
  return problem("paper.taken", `form ${form}: entry ${pass} is being made by ${name}, last kept ${updatedAt}`, {
    remedy: "take another form, or take this entry over if that clerk has stopped",
    errors: [{ code: "paper.taken", place: name, message: updatedAt }],
  });
}

/** Commits an edit of an entry; false where another edit stands in between. */
export async function commitEntry(commit: Promise<void>): Promise<boolean> {
  try {
    await commit;
    return true;
  } catch (error) {
    if (error instanceof StorageConflict && error.table === "paper_entries_revision") return false;
    throw error;
  }
}
