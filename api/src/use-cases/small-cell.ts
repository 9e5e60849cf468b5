import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";

/** The smallest group whose figures are shown, where neither pack nor lead says another. */
const usualSmallCell = 5;

/** The smallest group whose figures are shown in a study: what the lead set, else the pack, else 5. */
export async function readSmallCell(ports: Pick<Ports, "studies" | "progress">, study: string): Promise<number> {
  const set = await ports.progress.findSmallCell(study);
  if (set !== undefined) return set;
  const document = found(await ports.studies.find(study), "study.notFound", study);
  return document.study.disclosure?.smallCell ?? usualSmallCell;
}

/** Sets it; the change stands in the audit log. */
export async function saveSmallCell(
  ports: Pick<Ports, "progress" | "journal">,
  caller: Caller,
  { study, smallCell }: { readonly study: string; readonly smallCell: number },
): Promise<number> {
  const note = { actor: caller.id, action: "disclosure.save", subject: `smallest group shown: ${smallCell}` };
  await ports.journal.commit(study, note, [ports.progress.putSmallCell(study, smallCell)]);
  return smallCell;
}
