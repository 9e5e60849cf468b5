import { type Coding, createCodingCarrier } from "@diaoyan/analysis";
import {
  alignTexts,
  carrySpan,
  carryTurns,
  codePointLength,
  InstrumentError,
  readPolicyText,
  readTranscript,
  sealTranscript,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";
import type { CodingChange } from "../ports/coding-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { carryCases } from "./carry-cases.ts";
import { actOf, commitAct, revisionOf } from "./coding-acts.ts";
import { instrumentProblem } from "./instrument-problem.ts";
import { openAssignments } from "./second-coding.ts";
import { maximumCharacters, readTextFile, type TranscriptImport } from "./transcripts.ts";

type CorrectPorts = Pick<
  Ports,
  | "agreement"
  | "transcripts"
  | "policies"
  | "deidentify"
  | "coding"
  | "codingTrail"
  | "cases"
  | "caseTrail"
  | "journal"
  | "clock"
>;

/** A corrected text of a transcript, under the act that puts it in. */
export interface Correction extends Pick<TranscriptImport, "study" | "id" | "format" | "bytes"> {
  readonly revision: number;
  /** Left out: only what would happen is said. */
  readonly act?: string | undefined;
  readonly removeCodings: readonly string[];
}

/** What becomes of the codings: where their words changed, they are listed with both. */
export interface CorrectionReport {
  readonly revision: number;
  readonly kept: number;
  readonly reworded: readonly {
    readonly coding: string;
    readonly code: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly unplaced: readonly {
    readonly coding: string;
    readonly code: string;
    readonly start: number;
    readonly quote: string;
  }[];
}

/**
 * Puts a corrected text in the place of the present one. Codings go over by alignment, each checked against its quote; one
 * that begins or ends inside changed words has no place: it is listed, and nothing changes until a person names it to be
 * removed. The former text is kept. Throws `transcript.unplaced`, `transcript.deidentified`, `edit.conflict`.
 */
export async function correctTranscript(
  ports: CorrectPorts,
  caller: Caller,
  given: Correction,
): Promise<CorrectionReport> {
  const { study, id } = given;
  const present = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  if (present.revision !== given.revision) {
    throw problem(
      "edit.conflict",
      `transcript ${id}: revision ${given.revision} was changed, ${present.revision} stands`,
    );
  }
  if ((await ports.deidentify.findOriginal(study, id)) !== undefined) {
    throw problem("transcript.deidentified", `transcript ${id} was de-identified`, {
      remedy: "decide on the places anew, with other words where needed",
    });
  }
  if ((await openAssignments(ports, study)).some(({ transcripts }) => transcripts.includes(id))) {
    throw problem("assignment.blind", `transcript ${id} is in the sample of a blind second coding`, {
      remedy: "correct it when the second coding has ended: what would become of its codings may not be shown before",
    });
  }
  const isPolicy = (await ports.policies.find(study, id)) !== undefined;
  const { alignment, next } = readNext(present, given, isPolicy);
  const carry = (span: TextSpan) => carrySpan(alignment, span);
  const changes = carryAll(await ports.coding.list(study, id), createCodingCarrier(present, next, carry));
  const report = reportOf(next, changes);
  if (given.act === undefined) return report;
  const open = report.unplaced.filter(({ coding }) => !given.removeCodings.includes(coding));
  if (open.length > 0) throw unplaced(open);
  await store(ports, caller, { present, next, carry, changes, given: { study, act: given.act } });
  return report;
}

/** The corrected transcript, and where each stretch of the present one stands in it. */
function readNext(present: Transcript, { bytes, format }: Correction, isPolicy: boolean) {
  try {
    const raw = readTextFile({ bytes, format });
    const readText = (text: string) => (isPolicy ? readPolicyText(text) : readTranscript(text, "text"));
    const read = format === "docx" || format === "txt" ? readText(raw) : readTranscript(raw, format);
    const { id, revision, session, text, title } = present;
    const known = { ...present, marked: readText(text).turns };
    const alignment = alignTexts(text, read.text);
    const turns = carryTurns(known, read, alignment);
    return { alignment, next: sealTranscript({ id, session, title, revision: revision + 1 }, { ...read, turns }) };
  } catch (error) {
    if (error instanceof InstrumentError) throw instrumentProblem("transcript.invalid", error);
    throw error;
  }
}

function carryAll(codings: readonly Coding[], carry: (coding: Coding) => Coding | null): readonly CodingChange[] {
  return codings.map((before) => {
    const after = carry(before);
    return { before, after: after && { ...after, revision: revisionOf(before) + 1 } };
  });
}

function reportOf(next: Transcript, changes: readonly CodingChange[]): CorrectionReport {
  const reworded: CorrectionReport["reworded"][number][] = [];
  const lost: CorrectionReport["unplaced"][number][] = [];
  for (const { before, after } of changes) {
    if (before === null) continue;
    const { code, id: coding, quote, start } = before;
    if (after === null) lost.push({ coding, code, start, quote });
    else if (after.quote !== quote) reworded.push({ coding, code, before: quote, after: after.quote });
  }
  return { revision: next.revision, kept: changes.length - lost.length - reworded.length, reworded, unplaced: lost };
}

function unplaced(open: CorrectionReport["unplaced"]) {
  return problem("transcript.unplaced", `${open.length} codings have no place in the new text`, {
    remedy: "code them anew, or name them to be removed",
    errors: open.slice(0, 200).map(({ code, coding, quote, start }) => ({
      code: "transcript.unplaced",
      place: coding,
      message: `code ${code} at ${start}: “${quote.slice(0, 60)}” begins or ends inside changed words`,
    })),
  });
}

interface ToStore {
  readonly present: Transcript;
  readonly next: Transcript;
  readonly carry: (span: TextSpan) => TextSpan | null;
  readonly changes: readonly CodingChange[];
  readonly given: { readonly study: string; readonly act: string };
}

async function store(
  ports: CorrectPorts,
  caller: Caller,
  { present, next, carry, changes, given }: ToStore,
): Promise<void> {
  const characters = codePointLength(next.text);
  if (characters > maximumCharacters) {
    throw problem("transcript.invalid", `the text has ${characters} characters, at most ${maximumCharacters} are kept`);
  }
  const act = actOf(ports, caller, { id: given.act, kind: "correct" });
  const replaceWords = (text: string) => text;
  const words = { transcript: next, carry, replaceWords, actor: caller.id, forget: false };
  await commitAct(ports, given.study, act, {
    changes,
    subject: `${next.id}:${next.revision} ${next.hash}`,
    last: [ports.codingTrail.expectCarried(given.study, present.id, next.revision)],
    also: [
      ports.codingTrail.keepText(given.study, present, act.at),
      ports.transcripts.replace(given.study, next, characters),
      ...(await carryCases(ports, given.study, present, words)),
    ],
  });
}
