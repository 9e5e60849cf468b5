import { AnalysisError, type Coding, makeCoding, suggestCodings } from "@diaoyan/analysis";
import {
  brandAs,
  type Codebook,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  codebookSchema,
  InstrumentError,
  type Json,
  type UserId,
} from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { saveRevision } from "./save-revision.ts";

type CodingPorts = Pick<Ports, "coding" | "transcripts" | "journal" | "clock" | "ids">;

/** A stretch of a transcript and the code to put on it. */
export interface CodingOrder {
  readonly study: string;
  readonly id: string;
  readonly transcript: string;
  readonly revision: number;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly modifiers?: Readonly<Record<string, string>> | undefined;
  readonly memo?: string | undefined;
}

/** Puts a code on a stretch; the words are taken from the transcript. The same order again is accepted. */
export async function addCoding(ports: CodingPorts, caller: Caller, order: CodingOrder): Promise<Coding> {
  const { codebook } = found(await ports.coding.findCodebook(order.study), "codebook.notFound", order.study);
  refuseUnknownCode(codebook, order);
  const transcript = await ports.transcripts.find(order.study, order.transcript);
  if (transcript === undefined || transcript.revision !== order.revision) {
    throw problem("transcript.notFound", `no transcript ${order.transcript} in revision ${order.revision}`);
  }
  const span = { start: brandAs<CodePointOffset>(order.start), end: brandAs<CodePointOffset>(order.end) };
  const act = {
    id: brandAs<CodingId>(order.id),
    user: brandAs<UserId>(caller.id),
    at: ports.clock.now(),
    ...(order.modifiers === undefined ? {} : { modifiers: order.modifiers }),
    ...(order.memo === undefined ? {} : { memo: order.memo }),
  };
  const coding = refuseBadSpan(() => makeCoding(transcript, span, brandAs<CodeId>(order.code), act));
  return storeCoding(ports, order.study, coding, caller);
}

function refuseUnknownCode({ codes, modifiers }: Codebook, order: CodingOrder): void {
  if (!codes.some(({ id }) => id === order.code)) {
    throw problem("coding.invalid", `code: the codebook has no code "${order.code}"`);
  }
  for (const [name, value] of Object.entries(order.modifiers ?? {})) {
    if (Object.hasOwn(modifiers, name) && modifiers[name]?.includes(value)) continue;
    throw problem("coding.invalid", `modifiers.${name}: the codebook has no value "${value}" for it`);
  }
}

function refuseBadSpan(make: () => Coding): Coding {
  try {
    return make();
  } catch (error) {
    if (error instanceof AnalysisError || error instanceof InstrumentError) {
      throw problem("coding.invalid", error.message);
    }
    throw error;
  }
}

async function storeCoding(ports: CodingPorts, study: string, coding: Coding, caller: Caller): Promise<Coding> {
  const note = { actor: caller.id, action: "coding.add", subject: `${coding.id}:${coding.code}` };
  try {
    await ports.journal.commit(study, note, [ports.coding.add(study, [coding])]);
    return coding;
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === "codings")) throw error;
  }
  const known = found(await ports.coding.find(study, coding.id), "coding.notFound", coding.id);
  if (placeOf(known) === placeOf(coding)) return known;
  throw problem("coding.conflict", `coding ${coding.id} stands already on another stretch or code`);
}

function placeOf({ transcript, transcriptRevision, code, start, end }: Coding): string {
  return [transcript, transcriptRevision, code, start, end].join(" ");
}

/** Takes a coding away. */
export async function removeCoding(ports: CodingPorts, caller: Caller, study: string, id: string): Promise<void> {
  const coding = found(await ports.coding.find(study, id), "coding.notFound", id);
  const note = { actor: caller.id, action: "coding.remove", subject: `${id}:${coding.code}` };
  await ports.journal.commit(study, note, [ports.coding.remove(study, id)]);
}

/** Codes transcripts (all, unless some are named) by the dictionary rules; what a rule marked before is kept. */
export async function applyRules(
  ports: CodingPorts,
  caller: Caller,
  { study, transcripts }: { readonly study: string; readonly transcripts?: readonly string[] | undefined },
): Promise<{ readonly added: number; readonly kept: number }> {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const ids = transcripts ?? (await ports.transcripts.listHeads(study)).map(({ id }) => id);
  const at = ports.clock.now();
  const nextId = () => brandAs<CodingId>(ports.ids.uuid());
  const fresh: Coding[] = [];
  let kept = 0;
  for (const id of ids) {
    const transcript = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
    const standing = new Set((await ports.coding.list(study, id)).map(placeOf));
    const suggested = suggestCodings(codebook, transcript, { nextId, at });
    const news = suggested.filter((coding) => !standing.has(placeOf(coding)));
    kept += suggested.length - news.length;
    fresh.push(...news);
  }
  const note = { actor: caller.id, action: "coding.rules", subject: `${fresh.length} added, ${kept} kept` };
  await ports.journal.commit(study, note, [ports.coding.add(study, fresh)]);
  return { added: fresh.length, kept };
}

/** The codebook with counts of codings by code. */
export async function readCodebook(ports: CodingPorts, study: string) {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  return { codebook, counts: Object.fromEntries(await ports.coding.countByCode(study)) };
}

/** Stores an edited codebook; a code that stands on a transcript cannot be dropped. */
export async function saveCodebook(
  ports: CodingPorts,
  caller: Caller,
  { study, codebook: value }: { readonly study: string; readonly codebook: unknown },
): Promise<Codebook> {
  const codebook = checkShape(codebookSchema, value, {
    code: "codebook.invalid",
    root: "codebook",
  }) as unknown as Codebook;
  const current = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const counts = await ports.coding.countByCode(study);
  const dropped = [...counts.keys()].filter((code) => !codebook.codes.some(({ id }) => id === code));
  if (dropped.length > 0) {
    throw problem("codebook.invalid", `codes in use were dropped: ${dropped.join(", ")}`, {
      remedy: "take their codings away first",
    });
  }
  await saveRevision(ports, {
    study,
    kind: "codebook",
    id: study,
    current: { document: current.codebook, revision: current.revision },
    base: current.revision,
    content: codebook as unknown as Json,
    write: (revision) => ports.coding.putCodebook(study, codebook, revision),
    note: { actor: caller.id, action: "codebook.save", subject: codebook.version },
  });
  return codebook;
}
