import { type Coding, createCodingCarrier } from "@diaoyan/analysis";
import {
  carrySpan,
  codePointLength,
  createOffsetIndex,
  type DeidentifyRule,
  deidentifyTurns,
  findIdentifiers,
  type IdentifierHit,
  InstrumentError,
  invertAlignment,
  type Replacement,
  replaceIdentifiers,
  sealTranscript,
  type TextSpan,
} from "@diaoyan/instruments";
import type { TranscriptSummary } from "../contract/index.ts";
import type { PlaceDecision } from "../ports/deidentify-store.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { carryCases } from "./carry-cases.ts";
import { nextOf } from "./coding-acts.ts";
import { readDeidentifyRules } from "./deidentify-rules.ts";
import { type OpenedTranscript, openOriginal, originalKeySubject } from "./read-original.ts";
import { summariseTranscript } from "./transcripts.ts";

export type DeidentifyPorts = Pick<
  Ports,
  | "agreement"
  | "transcripts"
  | "deidentify"
  | "coding"
  | "codingTrail"
  | "cases"
  | "caseTrail"
  | "keys"
  | "journal"
  | "clock"
>;

/** What a person decided of every place the rules find in the original. */
export interface DeidentifyOrder {
  readonly study: string;
  readonly id: string;
  readonly revision: number;
  readonly rulesRevision: number;
  readonly decisions: readonly PlaceDecision[];
  readonly removeCodings?: readonly string[] | undefined;
}

/**
 * Makes the de-identified text the transcript's next revision and seals the original, all or nothing. Codings go over by
 * alignment, their memos with the same words replaced and what else the rules find in them; those without a place are
 * refused with `transcript.unplaced` unless the order names them. Throws
 * `edit.conflict`, `transcript.undecided`, `transcript.notFound`.
 */
export async function deidentifyTranscript(
  ports: DeidentifyPorts,
  caller: Caller,
  order: DeidentifyOrder,
): Promise<{ readonly transcript: TranscriptSummary; readonly carried: number; readonly removed: number }> {
  const { id, study } = order;
  const opened = await openOriginal(ports, caller, order);
  const { rules, revision: rulesRevision } = await readDeidentifyRules(ports, study);
  if (opened.transcript.revision !== order.revision || rulesRevision !== order.rulesRevision) throw outdated(order);
  const decisions = [...order.decisions].sort((a, b) => a.start - b.start);
  const hits = findIdentifiers(opened.original.text, rules);
  refuseUndecided(hits, decisions);
  const next = makeNext(opened, decisions, rules);
  const { carried, changes, unplaced } = await carryCodings(ports, study, opened, next);
  refuseUnplaced(unplaced, order.removeCodings ?? []);
  const at = ports.clock.now();
  const made = {
    transcript: id,
    revision: next.transcript.revision,
    rulesRevision,
    alignment: next.alignment,
    decisions: decisions.map((one) => (isHit(hits, one) ? one : { ...one, byHand: true })),
  };
  const characters = codePointLength(next.transcript.text);
  const act = { id: `${id}:${made.revision}`, kind: "deidentify", actor: caller.id, at };
  const note = {
    actor: caller.id,
    action: "transcript.deidentify",
    subject: `${id}:${made.revision} ${next.transcript.hash}`,
  };
  try {
    await ports.journal.commit(study, note, [
      ...(opened.made === undefined ? await sealOriginal(ports, study, opened) : []),
      ports.deidentify.addRevision(study, made, at),
      ports.transcripts.replace(study, next.transcript, characters),
      ports.codingTrail.change(study, act, changes),
      ports.codingTrail.expectCarried(study, id, next.transcript.revision),
      ports.codingTrail.forgetWords(study, id, act.id),
      ports.codingTrail.forgetTexts(study, id),
      ...(await carryCases(ports, study, opened.transcript, { ...next, actor: caller.id, forget: true })),
    ]);
    await ports.journal.forgetPast();
  } catch (error) {
    if (error instanceof StorageConflict) throw outdated(order);
    throw error;
  }
  const summary = summariseTranscript({ ...next.transcript, characters, codings: carried.length });
  return { transcript: summary, carried: carried.length, removed: unplaced.length };
}

function outdated({ id }: DeidentifyOrder) {
  return problem("edit.conflict", `transcript ${id} or the rules were changed meanwhile`, {
    remedy: "list the places again and decide on those",
  });
}

function refuseUndecided(hits: readonly IdentifierHit[], decisions: readonly PlaceDecision[]): void {
  const open = hits.filter((hit) => !decisions.some(({ end, start }) => start <= hit.start && end >= hit.end));
  if (open.length === 0) return;
  throw problem("transcript.undecided", `${open.length} places the rules find have no decision`, {
    errors: open.slice(0, 50).map(({ end, rule, start }) => ({
      code: "transcript.undecided",
      place: `${start}-${end}`,
      message: `rule ${rule} found a place nobody decided on`,
    })),
  });
}

/** The next revision with its alignment to the original, and where spans of the present text are in it. */
function makeNext(opened: OpenedTranscript, decisions: readonly PlaceDecision[], rules: readonly DeidentifyRule[]) {
  const { made, original, transcript } = opened;
  const replacements = decisions.filter((one): one is PlaceDecision & Replacement => one.replacement !== null);
  try {
    const index = createOffsetIndex(original.text);
    const across = replacements.find((one) => index.slice(one).includes("\n"));
    if (across) throw problem("transcript.undecided", `the place ${across.start}-${across.end} runs over a line's end`);
    const { alignment, replaceWords, text, turns } = deidentifyTurns(original, replacements);
    const { id, revision, session, title } = transcript;
    const clean = wordCleaner(replaceWords, rules, decisions, opened);
    const head = { id, session, title: clean(title), revision: revision + 1 };
    const back = made && invertAlignment(made.alignment);
    const carry = (span: TextSpan): TextSpan | null => {
      const origin = back ? carrySpan(back, span) : span;
      return origin && carrySpan(alignment, origin);
    };
    return { transcript: sealTranscript(head, { text, turns }), alignment, replaceWords, clean, carry };
  } catch (error) {
    if (error instanceof InstrumentError) throw problem("transcript.undecided", error.message);
    throw error;
  }
}

/** The next revision of a transcript, before it is stored. */
export type NextRevision = ReturnType<typeof makeNext>;

function isHit(hits: readonly IdentifierHit[], { start, end }: PlaceDecision): boolean {
  return hits.some((hit) => hit.start === start && hit.end === end);
}

/**
 * Replaces in a title or memo what was replaced in the text, and what the rules find besides, save words a person kept in the
 * text.
 */
function wordCleaner(
  replaceWords: (words: string) => string,
  rules: readonly DeidentifyRule[],
  decisions: readonly PlaceDecision[],
  { original }: OpenedTranscript,
): (words: string) => string {
  const index = createOffsetIndex(original.text);
  const kept = new Set(
    decisions.filter(({ replacement }) => replacement === null).map((one) => index.slice(one as unknown as TextSpan)),
  );
  return (words) => {
    const replaced = replaceWords(words);
    const found = findIdentifiers(replaced, rules).filter(({ text }) => !kept.has(text));
    return replaceIdentifiers(replaced, found).text;
  };
}

async function carryCodings(
  ports: DeidentifyPorts,
  study: string,
  { transcript }: OpenedTranscript,
  next: NextRevision,
) {
  const carry = createCodingCarrier(transcript, next.transcript, next.carry);
  const changes = (await ports.coding.list(study, transcript.id)).map((before) => {
    const after = carry(before);
    return { before, after: after && nextOf(before, { ...after, memo: next.clean(after.memo) }) };
  });
  const carried = changes.filter(({ after }) => after !== null);
  const unplaced = changes.flatMap(({ after, before }) => (after === null ? [before] : []));
  return { carried, changes, unplaced };
}

function refuseUnplaced(unplaced: readonly Coding[], named: readonly string[]): void {
  const open = unplaced.filter(({ id }) => !named.includes(id));
  if (open.length === 0) return;
  throw problem("transcript.unplaced", `${open.length} codings have no place in the new text`, {
    remedy: "code them anew, or name them to be removed",
    errors: open.slice(0, 200).map(({ code, end, id, start }) => ({
      code: "transcript.unplaced",
      place: id,
      message: `code ${code} at ${start}-${end} begins or ends inside a replaced place, or no longer stands at its quote`,
    })),
  });
}

async function sealOriginal(ports: DeidentifyPorts, study: string, { transcript }: OpenedTranscript) {
  const { hash, id, text, turns } = transcript;
  const content = JSON.stringify({ text, turns });
  const { sealed, write } = await ports.keys.sealPersonal(study, originalKeySubject(id), content);
  return [write, ports.deidentify.addOriginal(study, id, { hash, sealed })];
}
