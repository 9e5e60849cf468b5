import { StorageConflict } from "../ports/journal.ts";
import type { PaperBatch, PaperEntry, PaperForm, PaperPass } from "../ports/paper-store.ts";
import type { Caller } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import type { PaperPorts } from "./paper-entries.ts";
import { type FormPlace, findPaperBatch, isEnteredTwice, normaliseForm } from "./paper-place.ts";
import { commitEntry, entered, ownFirstEntry, takenBy } from "./paper-refusals.ts";

interface Opening extends FormPlace {
  /** Go on with what another clerk has begun. */
  readonly takeOver: boolean;
}

/** What stands on a form when somebody opens it. */
interface Standing {
  readonly order: Opening;
  readonly batch: PaperBatch;
  readonly form: PaperForm | undefined;
  readonly entries: readonly PaperEntry[];
}

/**
 * Begins or continues the caller's entry of a form. Which of the two entries it is follows from what stands: nobody sees
 * what another clerk typed. Throws `paper.taken`, `paper.samePerson`, `paper.entered`, `paper.duplicate`.
 */
export async function openPaperEntry(ports: PaperPorts, caller: Caller, opening: Opening) {
  const order = normaliseForm(opening);
  const { batch } = await findPaperBatch(ports, order);
  const form = await ports.paper.findForm(order);
  const standing: Standing = { order, batch, form, entries: await ports.paper.listEntries(order) };
  const unfinished = standing.entries.find(({ done }) => !done);
  const entry = unfinished === undefined ? nextEntry(ports, caller, standing) : unfinished;
  const samePerson = standing.entries.some(({ pass, clerk }) => pass !== entry.pass && clerk === caller.id);
  if (samePerson && !batch.rule.sameClerk) throw ownFirstEntry(order);
  const revision = await (unfinished === undefined
    ? begin(ports, standing, entry)
    : resume(ports, caller, { ...standing, entry }));
  if (revision === null) return openPaperEntry(ports, caller, opening);
  return { pass: entry.pass, typed: entry.typed, revision, samePerson, original: form?.original ?? null };
}

function nextEntry(ports: PaperPorts, caller: Caller, { order, batch, form, entries }: Standing): PaperEntry {
  const pass: PaperPass = entries.length === 0 ? 1 : 2;
  const accepted = form !== undefined && form.response !== null;
  const once = pass === 2 && !isEnteredTwice(batch, order.form);
  if (accepted || once || entries.length === 2) throw entered(order);
  const { study, form: number } = order;
  const place = { study, batch: batch.id, form: number, pass };
  return { ...place, clerk: caller.id, typed: {}, done: false, revision: 1, updatedAt: ports.clock.now() };
}

/** The revision that stands; null where somebody else began the form in the same moment. */
async function begin(ports: PaperPorts, { order, batch, form }: Standing, entry: PaperEntry): Promise<number | null> {
  const { study, form: number } = order;
  const fresh: PaperForm = {
    study,
    batch: batch.id,
    form: number,
    questionnaire: batch.questionnaire,
    state: "first",
    agreement: {},
    original: null,
    response: null,
  };
  const writes = form === undefined ? [ports.paper.addForm(fresh)] : [];
  try {
    await ports.journal.commitUnlogged([...writes, ports.paper.addEntry(entry)]);
    return entry.revision;
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
    await refuseDuplicate(ports, batch, order);
    return null;
  }
}

async function refuseDuplicate(ports: PaperPorts, { questionnaire }: PaperBatch, place: FormPlace): Promise<void> {
  const known = await ports.paper.findByNumber(place.study, questionnaire, place.form);
  if (known === undefined || known.batch === place.batch) return;
  const label = (await ports.paper.findBatch(place.study, known.batch))?.label ?? known.batch;
  throw problem("paper.duplicate", `form ${place.form} stands already in batch "${label}"`, {
    remedy: "check the number on the paper; a form is entered in one batch only",
    errors: [{ code: "paper.duplicate", place: place.form, message: label }],
  });
}

async function resume(
  ports: PaperPorts,
  caller: Caller,
  { order, entry }: Standing & { readonly entry: PaperEntry },
): Promise<number | null> {
  if (entry.clerk === caller.id) return entry.revision;
  if (!order.takeOver) throw await takenBy(ports, entry);
  const note = { actor: caller.id, action: "paper.takeOver", subject: `${order.batch}/${order.form}/${entry.pass}` };
  const mine = { ...entry, clerk: caller.id, updatedAt: ports.clock.now() };
  const done = await commitEntry(ports.journal.commit(order.study, note, [ports.paper.saveEntry(mine)]));
  return done ? entry.revision + 1 : null;
}
