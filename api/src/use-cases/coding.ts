import { type Coding, makeCoding, suggestCodings } from "@diaoyan/analysis";
import {
  brandAs,
  type Codebook,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  codebookSchema,
  type Json,
  type UserId,
} from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, Problem, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { actOf, codesThatGo, commitAct, refuseBadSpan, refuseUnknownCode } from "./coding-acts.ts";
import { countSeenByCode } from "./count-seen.ts";
import { saveRevision } from "./save-revision.ts";
import { textsCodedBlindly } from "./second-coding.ts";

type CodingPorts = Pick<Ports, "agreement" | "coding" | "codingTrail" | "transcripts" | "journal" | "clock" | "ids">;

/** Drafts a preview shows. */
const previewed = 500;

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
  return storeCoding(ports, order.study, await takeWords(ports, caller, order), caller);
}

/** The coding of an order with the words of its transcript, not stored; throws where another revision of the text stands. */
export async function takeWords(
  ports: Pick<Ports, "transcripts" | "clock">,
  caller: Caller,
  order: CodingOrder,
): Promise<Coding> {
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
  return refuseBadSpan(() => makeCoding(transcript, span, brandAs<CodeId>(order.code), act));
}

/** The act that adds a coding has the coding's own id. */
async function storeCoding(ports: CodingPorts, study: string, coding: Coding, caller: Caller): Promise<Coding> {
  try {
    const act = actOf(ports, caller, { id: coding.id, kind: "add" });
    await commitAct(ports, study, act, { changes: [{ before: null, after: coding }] });
    return coding;
  } catch (error) {
    if (!(error instanceof Problem && error.body.code === "coding.changed")) throw error;
  }
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  refuseUnknownCode(codebook, coding);
  const known = await ports.coding.find(study, coding.id);
  if (known !== undefined && placeOf(known) === placeOf(coding)) return known;
  throw problem("coding.conflict", `coding ${coding.id} stands already on another stretch or code, or was taken away`);
}

function placeOf({ transcript, transcriptRevision, code, start, end }: Coding): string {
  return [transcript, transcriptRevision, code, start, end].join(" ");
}

/** Takes a coding away. */
export async function removeCoding(ports: CodingPorts, caller: Caller, study: string, id: string): Promise<void> {
  const coding = found(await ports.coding.find(study, id), "coding.notFound", id);
  const act = actOf(ports, caller, { id: ports.ids.uuid(), kind: "remove" });
  await commitAct(ports, study, act, { changes: [{ before: coding, after: null }] });
}

/** Which transcripts and codes the rules are tried on, and whether their drafts are stored. */
export interface RulesOrder {
  readonly study: string;
  readonly transcripts?: readonly string[] | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly preview?: boolean | undefined;
  readonly act?: string | undefined;
}

/** Codes transcripts (all, unless some are named) by the dictionary rules; what stands already is kept. */
export async function applyRules(ports: CodingPorts, caller: Caller, order: RulesOrder) {
  const { study, codes, transcripts } = order;
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const chosen = codebook.codes.filter(({ id }) => codes?.includes(id) ?? true);
  const all = transcripts ?? (await ports.transcripts.listHeads(study)).map(({ id }) => id);
  const blind = await textsCodedBlindly(ports, study, caller.id);
  const ids = all.filter((id) => !blind.has(id));
  if (ids.length === 0 && all.length > 0) {
    throw problem("assignment.blind", "rules do not run on texts the caller codes blindly", {
      remedy: "code them by hand; run the rules when the second coding has ended",
    });
  }
  const at = ports.clock.now();
  const nextId = () => brandAs<CodingId>(ports.ids.uuid());
  const fresh: Coding[] = [];
  let kept = 0;
  for (const id of ids) {
    const transcript = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
    const standing = new Set((await ports.coding.list(study, id)).map(placeOf));
    const suggested = suggestCodings({ ...codebook, codes: chosen }, transcript, { nextId, at });
    const news = suggested.filter((coding) => !standing.has(placeOf(coding)));
    kept += suggested.length - news.length;
    fresh.push(...news);
  }
  const drafts = order.preview === true ? fresh.slice(0, previewed) : [];
  if (order.preview !== true && fresh.length > 0) {
    const act = actOf(ports, caller, { id: order.act ?? ports.ids.uuid(), kind: "rules" });
    await commitAct(ports, study, act, { changes: fresh.map((after) => ({ before: null, after })) });
  }
  return { added: fresh.length, kept, drafts };
}

/** The codebook with counts of the codings, by code, that somebody may see. */
export async function readCodebook(ports: CodingPorts, study: string, viewer: string) {
  const { codebook, revision } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  return { codebook, revision, counts: Object.fromEntries(await countSeenByCode(ports, study, viewer)) };
}

/** Stores an edited codebook as an act that can be undone; a code that stands on a transcript cannot be dropped. */
export async function saveCodebook(
  ports: CodingPorts,
  caller: Caller,
  order: { readonly study: string; readonly codebook: unknown; readonly revision?: number | undefined },
): Promise<{ readonly codebook: Codebook; readonly revision: number }> {
  const { codebook: value, study } = order;
  const codebook = checkShape(codebookSchema, value, {
    code: "codebook.invalid",
    root: "codebook",
  }) as unknown as Codebook;
  const current = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const gone = codesThatGo({ from: current.codebook, to: codebook });
  await refuseInUse(ports, study, gone);
  const act = actOf(ports, caller, { id: ports.ids.uuid(), kind: "edit" });
  const saving = saveRevision(ports, {
    study,
    kind: "codebook",
    id: study,
    current: { document: current.codebook, revision: current.revision },
    base: order.revision ?? current.revision,
    content: codebook as unknown as Json,
    write: (revision) => [
      ports.coding.putCodebook(study, codebook, revision),
      ports.codingTrail.addCodebookChange(study, { act, revision, before: current.codebook, after: codebook }),
      ports.codingTrail.expectUncoded(study, gone),
    ],
    note: { actor: caller.id, action: "codebook.save", subject: codebook.version },
  });
  const revision = await saving.catch(async (error: unknown) => {
    // one of them came into use meanwhile
    if (error instanceof StorageConflict) await refuseInUse(ports, study, gone);
    throw error;
  });
  return { codebook, revision };
}

async function refuseInUse(ports: Pick<Ports, "coding">, study: string, gone: readonly string[]): Promise<void> {
  const counts = await ports.coding.countByCode(study);
  const used = gone.filter((code) => counts.has(code));
  if (used.length === 0) return;
  throw problem("codebook.invalid", `codes in use were dropped: ${used.join(", ")}`, {
    remedy: "take their codings away first",
  });
}
