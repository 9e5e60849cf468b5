import {
  type BoxProblem,
  compareEntries,
  excuseAbsences,
  hashText,
  readTyped,
  type SettledEntries,
  settleEntries,
} from "@diaoyan/instruments";
import { uuidOfHash } from "../contract/uuid.ts";
import type { JsonValue } from "../contract/values.ts";
import type { PaperDecision, PaperEntry, PaperForm } from "../ports/paper-store.ts";
import type { Ports } from "../ports/ports.ts";
import { isEnteredTwice, type OpenBatch } from "./paper-place.ts";
import { type IntakePorts, submitResponse } from "./submit-response.ts";

/** Where a form stands after an entry or a decision. */
export interface FormOutcome {
  readonly form: PaperForm;
  readonly settled: SettledEntries | null;
}

/** What stands on a form: at most two entries and the decisions between them. */
export interface FormWork {
  readonly form: PaperForm;
  readonly entries: readonly PaperEntry[];
  readonly decisions: readonly PaperDecision[];
}

/** Works out where a form stands; stores nothing. */
export function judgeForm({ batch, version: { compiled } }: OpenBatch, work: FormWork): FormOutcome {
  const { form, decisions } = work;
  const [first, second] = [1, 2].map((pass) => work.entries.find((entry) => entry.pass === pass && entry.done));
  if (first === undefined) return { form: { ...form, state: "first" }, settled: null };
  if (second === undefined && isEnteredTwice(batch, form.form)) {
    return { form: { ...form, state: "second" }, settled: null };
  }
  const decided = new Map(decisions.map(({ box, typed }) => [box, typed]));
  const settled: SettledEntries =
    second === undefined
      ? { read: readTyped(compiled, first.typed), open: [] }
      : settleEntries(compiled, [first.typed, second.typed], decided);
  const agreement = second === undefined ? {} : compareEntries(compiled, first.typed, second.typed).agreement;
  const blocked = settled.read.problems.length > 0;
  const state = settled.open.length > 0 ? "differs" : blocked ? "blocked" : "ready";
  return { form: { ...form, state, agreement }, settled };
}

/** Problems as they leave the server: the place and the rule, never what was typed. */
export function listProblems({ settled }: FormOutcome): { readonly key: string; readonly code: string }[] {
  return (settled?.read.problems ?? []).map(({ key, code }: BoxProblem) => ({ key, code }));
}

/**
 * Accepts a form on which nothing is left to decide, through the way every response goes: checked by the same program,
 * logged, counted. Its id is made of batch and number, so that a repetition finds what was accepted before.
 */
export async function acceptForm(
  ports: IntakePorts & Pick<Ports, "paper">,
  { batch, version }: OpenBatch,
  { form, settled }: FormOutcome,
): Promise<PaperForm> {
  if (form.state !== "ready" || settled === null) return form;
  const id = uuidOfHash(hashText(`paper/${batch.study}/${batch.id}/${form.form}`));
  const accepted: PaperForm = { ...form, state: "accepted", response: id };
  const body = {
    id,
    version: version.hash,
    answers: settled.read.answers as Record<string, JsonValue>,
    noticeVersion: batch.noticeVersion,
    consent: true as const,
    seconds: null,
  };
  await submitResponse(ports, batch.collector, body, {
    excuses: excuseAbsences(version.compiled, settled.read),
    alongside: ports.paper.setState(accepted),
  });
  return accepted;
}
