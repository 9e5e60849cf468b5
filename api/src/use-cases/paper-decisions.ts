import { compareEntries, listBoxes, parseBox, settleEntries } from "@diaoyan/instruments";
import type { PaperDecision, PaperEntry } from "../ports/paper-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { describeForm } from "./paper-batches.ts";
import type { PaperPorts } from "./paper-entries.ts";
import {
  type FormPlace,
  findPaperBatch,
  findPaperForm,
  nameMembers,
  normaliseForm,
  type OpenBatch,
} from "./paper-place.ts";
import { commitEntry } from "./paper-refusals.ts";
import { acceptForm, type FormOutcome, judgeForm, listProblems } from "./settle-paper-form.ts";

type Both = readonly [PaperEntry, PaperEntry];

/** Both finished entries of a form. Throws `paper.notReady` while one is missing, so that nobody copies the other. */
async function readBoth(ports: Pick<Ports, "paper">, place: FormPlace): Promise<Both> {
  const [first, second] = (await ports.paper.listEntries(place)).filter(({ done }) => done);
  if (first !== undefined && second !== undefined) return [first, second];
  throw problem("paper.notReady", `form ${place.form}: both entries have to be finished first`);
}

/** Where two entries differ, each with what was decided by whom and when; the reading enters the audit log. */
export async function comparePaperForm(ports: PaperPorts, caller: Caller, given: FormPlace) {
  const place = normaliseForm(given);
  const open = await findPaperBatch(ports, place);
  const form = await findPaperForm(ports, place);
  const entries = await readBoth(ports, place);
  const decisions = await ports.paper.listDecisions(place.study, place.batch, place.form);
  const name = await nameMembers(ports, place.study);
  const outcome = judgeForm(open, { form, entries, decisions });
  const heads = entries.map(({ typed: _, ...head }) => head);
  const subject = `${place.batch} ${place.form}`;
  await ports.journal.commit(place.study, { actor: caller.id, action: "paper.compare", subject }, []);
  return {
    form: describeForm(form, heads, { name, caller }),
    differences: listDifferences(open, entries, decisions).map((difference) => ({
      ...difference,
      decision: difference.decision && { ...difference.decision, by: name(difference.decision.by) },
    })),
    problems: form.response === null ? listProblems(outcome) : [],
  };
}

/** Differences, decided boxes and boxes that only the decisions brought up, in the order of the form. */
function listDifferences(
  { version: { compiled } }: OpenBatch,
  [first, second]: Both,
  decisions: readonly PaperDecision[],
) {
  const decided = new Map(decisions.map((decision) => [decision.box, decision]));
  const typed = new Map(decisions.map((decision) => [decision.box, decision.typed]));
  const { open } = settleEntries(compiled, [first.typed, second.typed], typed);
  const { differences } = compareEntries(compiled, first.typed, second.typed);
  const lines = new Map([...open, ...differences].map((one) => [one.key, one]));
  const openKeys = new Set(open.map(({ key }) => key));
  return listBoxes(compiled).flatMap(({ key }) => {
    const decision = decided.get(key);
    if (!lines.has(key) && decision === undefined) return [];
    const { first: left, second: right } = lines.get(key) ?? { first: first.typed[key], second: second.typed[key] };
    return [
      {
        key,
        first: left ?? "",
        second: right ?? "",
        decision:
          decision === undefined
            ? null
            : { taken: decision.taken, typed: decision.typed, by: decision.actor, at: decision.at },
        open: openKeys.has(key),
      },
    ];
  });
}

interface Choice {
  readonly box: string;
  readonly taken: "first" | "second" | "other";
  readonly typed?: string | undefined;
}

/**
 * Decides what boxes say. With nothing left open and nothing wrong the response is accepted; no decision at all asks for
 * that again. Throws `paper.invalid` for a typing that cannot be read, `paper.entered` once everything is decided, and
 * `edit.conflict` where somebody else decided in the same moment, so that the decisions are those of the response.
 */
export async function decidePaperForm(
  ports: PaperPorts,
  caller: Caller,
  given: FormPlace & { readonly decisions: readonly Choice[] },
) {
  const place = normaliseForm(given);
  const open = await findPaperBatch(ports, place);
  const form = await findPaperForm(ports, place);
  if (form.response !== null) throw problem("paper.entered", `form ${place.form} is accepted already`);
  // before the decisions: whatever is decided after this reading meets the revision
  const entries = await readBoth(ports, place);
  const before = await ports.paper.listDecisions(place.study, place.batch, place.form);
  const standing = judgeForm(open, { form, entries, decisions: before });
  const made = given.decisions.map((choice) => ({
    study: place.study,
    batch: place.batch,
    form: place.form,
    box: choice.box,
    taken: choice.taken,
    typed: readChoice(open, entries, choice),
    actor: caller.id,
    at: ports.clock.now(),
  }));
  if (made.length > 0 && standing.form.state === "ready") {
    await acceptForm(ports, open, standing);
    throw problem("paper.entered", `form ${place.form}: everything is decided already`);
  }
  const boxes = new Set(made.map(({ box }) => box));
  const decisions = [...before.filter(({ box }) => !boxes.has(box)), ...made];
  const outcome = judgeForm(open, { form, entries, decisions });
  if (made.length > 0) await keepDecisions(ports, caller, { place, entries, made, outcome });
  const { state } = await acceptForm(ports, open, outcome);
  return { state, problems: listProblems(outcome) };
}

interface Decided {
  readonly place: FormPlace;
  readonly entries: Both;
  readonly made: readonly PaperDecision[];
  readonly outcome: FormOutcome;
}

/** Keeps decisions over the entries that were compared. Two made upon the same state meet in the revision of the second. */
async function keepDecisions(ports: PaperPorts, caller: Caller, decided: Decided): Promise<void> {
  const { place, entries, made, outcome } = decided;
  const { study, batch, form } = place;
  const subject = `${batch}/${form}: ${made.map(({ box }) => box).join(", ")}`.slice(0, 400);
  const writes = [
    ports.paper.saveEntry(entries[1]),
    ...made.map((decision) => ports.paper.decide(decision)),
    ports.paper.setState(outcome.form),
  ];
  const note = { actor: caller.id, action: "paper.decide", subject };
  if (await commitEntry(ports.journal.commit(study, note, writes))) return;
  throw problem("edit.conflict", `form ${form}: somebody else decided in the same moment`, {
    remedy: "look at what was decided, then decide what is left",
  });
}

/** The canonical typing a choice stands for. */
function readChoice({ version }: OpenBatch, [first, second]: Both, { box: key, taken, typed = "" }: Choice): string {
  const box = found(
    listBoxes(version.compiled).find((one) => one.key === key),
    "paper.invalid",
    key,
  );
  const chosen = taken === "other" ? typed : ((taken === "first" ? first : second).typed[key] ?? "");
  const { text, fault } = parseBox(box, chosen);
  if (fault === null) return text;
  throw problem("paper.invalid", `${key}: "${chosen}" cannot be read (${fault})`, {
    errors: [{ code: fault, place: key, message: fault }],
  });
}
