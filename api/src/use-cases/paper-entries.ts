import { hashJson, listBoxes, readTyped, type TypedForm } from "@diaoyan/instruments";
import type { PaperEntry, PaperForm, PaperOriginal } from "../ports/paper-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { type FormPlace, findPaperBatch, findPaperForm, normaliseForm, type OpenBatch } from "./paper-place.ts";
import { commitEntry, entered, overtaken, takenBy } from "./paper-refusals.ts";
import { acceptForm, judgeForm, listProblems } from "./settle-paper-form.ts";
import type { IntakePorts } from "./submit-response.ts";

export type PaperPorts = IntakePorts & Pick<Ports, "paper" | "questionnaires" | "members" | "journal">;

interface Saving extends FormPlace {
  readonly pass: number;
  readonly revision: number;
  readonly typed: TypedForm;
  readonly done: boolean;
}

interface SavedEntry {
  readonly state: PaperForm["state"];
  readonly problems: { readonly key: string; readonly code: string }[];
  readonly revision: number;
}

/**
 * Keeps what was typed; with `done` the entry ends, and the form is accepted where nothing is left to compare or decide.
 * The same saving again (a lost answer) changes nothing. Throws `paper.unfinished` with every box that is not right.
 */
export async function savePaperEntry(ports: PaperPorts, caller: Caller, saving: Saving): Promise<SavedEntry> {
  const order = normaliseForm(saving);
  const open = await findPaperBatch(ports, order);
  const form = await findPaperForm(ports, order);
  const entries = await ports.paper.listEntries(order);
  const entry = found(
    entries.find(({ pass }) => pass === order.pass),
    "paper.formNotFound",
    `${order.form}/${order.pass}`,
  );
  refuseUnknownBoxes(open, order.typed);
  if (entry.clerk !== caller.id) throw await takenBy(ports, entry);
  const same = hashJson(entry.typed) === hashJson(order.typed) && entry.done === order.done;
  const repeated = same && entry.revision === order.revision + 1;
  if (!repeated && entry.revision !== order.revision) throw overtaken(entry);
  if (!repeated && entry.done) throw entered(order);
  const next = { ...entry, typed: order.typed, done: order.done };
  if (!order.done) {
    if (!repeated && !(await keep(ports, next))) return savePaperEntry(ports, caller, saving);
    return { state: form.state, problems: [], revision: order.revision + 1 };
  }
  refuseUnfinished(open, order.typed);
  const decisions = await ports.paper.listDecisions(order.study, order.batch, order.form);
  const others = entries.filter(({ pass }) => pass !== entry.pass);
  const outcome = judgeForm(open, { form, entries: [...others, next], decisions });
  if (!repeated && !(await finish(ports, next, outcome.form))) return savePaperEntry(ports, caller, saving);
  const after = form.response === null ? await acceptForm(ports, open, outcome) : form;
  return { state: after.state, problems: listProblems(outcome), revision: order.revision + 1 };
}

async function keep(ports: PaperPorts, entry: PaperEntry): Promise<boolean> {
  const kept = { ...entry, updatedAt: ports.clock.now() };
  return commitEntry(ports.journal.commitUnlogged([ports.paper.saveEntry(kept)]));
}

async function finish(ports: PaperPorts, entry: PaperEntry, form: PaperForm): Promise<boolean> {
  const { study, batch, pass, clerk } = entry;
  const kept = { ...entry, updatedAt: ports.clock.now() };
  const note = { actor: clerk, action: "paper.enter", subject: `${batch}/${form.form}/${pass}` };
  const writes = [ports.paper.saveEntry(kept), ports.paper.setState(form)];
  return commitEntry(ports.journal.commit(study, note, writes));
}

function refuseUnknownBoxes({ version }: OpenBatch, typed: TypedForm): void {
  const known = new Set(listBoxes(version.compiled).map(({ key }) => key));
  const strange = Object.keys(typed).filter((key) => !known.has(key));
  if (strange.length === 0) return;
  const errors = strange.slice(0, 100).map((place) => ({
    code: "paper.invalid",
    place,
    message: "the form has no such box",
  }));
  throw problem("paper.invalid", `${strange[0]}: the form has no such box`, { errors });
}

function refuseUnfinished({ version }: OpenBatch, typed: TypedForm): void {
  const { problems } = readTyped(version.compiled, typed);
  if (problems.length === 0) return;
  const errors = problems.slice(0, 100).map(({ key, code }) => ({ code, place: key, message: code }));
  throw problem("paper.unfinished", `${problems.length} boxes are not right, the first is ${errors[0]?.place}`, {
    errors,
    remedy:
      "correct the typing, or mark what the paper does not say: / blank, ? illegible, * several, # not acceptable",
  });
}

/** Keeps what the paper shows besides its answers. */
export async function describePaperOriginal(
  ports: PaperPorts,
  caller: Caller,
  given: FormPlace & { readonly original: PaperOriginal },
): Promise<void> {
  const place = normaliseForm(given);
  await findPaperForm(ports, place);
  const note = { actor: caller.id, action: "paper.original", subject: `${place.batch}/${place.form}` };
  await ports.journal.commit(place.study, note, [ports.paper.setOriginal(place, given.original)]);
}
