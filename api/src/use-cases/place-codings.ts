import { createCodingMaker } from "@diaoyan/analysis";
import { brandAs, type CodeId, type TextSpan, type UserId } from "@diaoyan/instruments";
import type { StoredChange } from "../ports/coding-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { notePassages } from "./as-said.ts";
import { type ActPorts, actOf, commitAct, refuseBadSpan, refuseUnknownCode } from "./coding-acts.ts";
import { createSight } from "./second-coding.ts";

type UnplacedPorts = Pick<Ports, "agreement" | "codingTrail" | "deidentify" | "journal" | "transcripts">;

/** The transcript whose codings are asked for. */
export interface TranscriptPlace {
  readonly study: string;
  readonly transcript: string;
}

/**
 * Codings that a correction of the text could not place, which nobody put anywhere since and the caller may see: the changes
 * that took them away, each with the coding as it was. Reading their words of a text as it was said enters the audit log.
 */
export async function listUnplaced(
  ports: UnplacedPorts,
  caller: Caller,
  place: TranscriptPlace,
): Promise<readonly StoredChange[]> {
  const { study, transcript } = place;
  const unplaced = await findUnplaced(ports, caller, place);
  await notePassages(ports, caller, { study, action: "coding.retrieve", ids: unplaced.map(() => transcript) });
  return unplaced;
}

async function findUnplaced(
  ports: Pick<Ports, "agreement" | "codingTrail">,
  caller: Caller,
  { study, transcript }: TranscriptPlace,
): Promise<readonly StoredChange[]> {
  const sees = await createSight(ports, study, caller.id);
  const all = await ports.codingTrail.listUnplaced(study, transcript);
  return all.filter(({ before }) => before !== null && sees(before));
}

/** Where an unplaced coding belongs; `code` where its own has gone from the codebook. */
export interface PlacingOrder extends TranscriptPlace {
  readonly act: string;
  readonly coding: string;
  readonly revision: number;
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Puts an unplaced coding on a stretch of the present text, as an act that can be undone: with its coder, memo and modifiers,
 * and the words that stand there now. The same act again is accepted. Throws `coding.notFound` where it is not unplaced (any
 * more), `coding.changed`, `edit.conflict`.
 */
export async function placeCoding(
  ports: ActPorts & UnplacedPorts,
  caller: Caller,
  order: PlacingOrder,
): Promise<readonly StoredChange[]> {
  const { act, code, end, revision, start, study } = order;
  const done = await ports.codingTrail.changesOfAct(study, act);
  if (done.length > 0) return done;
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  refuseUnknownCode(codebook, { code });
  const text = found(await ports.transcripts.find(study, order.transcript), "transcript.notFound", order.transcript);
  if (text.revision !== revision) {
    throw problem("edit.conflict", `transcript ${text.id}: revision ${revision} was changed, ${text.revision} stands`);
  }
  const { before, last } = await findLost(ports, caller, order);
  const { id, at, memo, modifiers, origin } = before;
  const make = createCodingMaker(text);
  const given = { id, at, memo, modifiers, user: brandAs<UserId>(caller.id) };
  const made = refuseBadSpan(() => make({ start, end } as TextSpan, brandAs<CodeId>(code), given));
  return commitAct(ports, study, actOf(ports, caller, { id: act, kind: "place" }), {
    changes: [{ before: null, after: { ...made, origin, revision: last + 1 } }],
  });
}

async function findLost(
  ports: Pick<Ports, "agreement" | "codingTrail">,
  caller: Caller,
  { coding, ...place }: TranscriptPlace & { readonly coding: string },
) {
  const lost = (await findUnplaced(ports, caller, place)).find((one) => one.coding === coding);
  const { before, revision: last } = found(lost, "coding.notFound", coding);
  return { before: found(before ?? undefined, "coding.notFound", coding), last };
}

/** An unplaced coding that belongs nowhere any more, and why. */
export interface DismissalOrder extends TranscriptPlace {
  readonly act: string;
  readonly coding: string;
  readonly reason: string;
}

/**
 * Takes an unplaced coding off the list for good, with a reason, as an act that can be undone: its words stay in the trail. The
 * same act again is accepted. Throws `coding.notFound` where it is not unplaced (any more), `coding.changed`.
 */
export async function dismissCoding(
  ports: ActPorts & UnplacedPorts,
  caller: Caller,
  order: DismissalOrder,
): Promise<readonly StoredChange[]> {
  const { act, reason, study } = order;
  const done = await ports.codingTrail.changesOfAct(study, act);
  if (done.length > 0) return done;
  const { before, last } = await findLost(ports, caller, order);
  return commitAct(ports, study, actOf(ports, caller, { id: act, kind: "dismiss" }), {
    changes: [{ before: { ...before, revision: last }, after: null, reason }],
  });
}
