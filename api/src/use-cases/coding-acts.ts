import { AnalysisError, type Coding, createCodingMaker, revertCodebook } from "@diaoyan/analysis";
import {
  brandAs,
  type Codebook,
  type CodeId,
  codebookSchema,
  hashJson,
  InstrumentError,
  type Json,
  type TextSpan,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import type { CodebookChange, CodingAct, CodingChange, StoredChange } from "../ports/coding-store.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { refuseHidden } from "./second-coding.ts";

export type ActPorts = Pick<Ports, "agreement" | "coding" | "codingTrail" | "transcripts" | "journal" | "clock">;

/** A change of one coding that was read in a certain revision. */
export interface CodingEdit {
  readonly coding: string;
  readonly revision: number;
  readonly remove?: true | undefined;
  readonly set?: CodingSettings | undefined;
}

interface CodingSettings {
  readonly code?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly memo?: string | undefined;
  readonly modifiers?: Readonly<Record<string, string>> | undefined;
}

/** One act of a person, under an id their page made. */
export interface ActOrder {
  readonly study: string;
  readonly act: string;
}

export const revisionOf = (coding: Coding): number => coding.revision ?? 1;

/** The next revision of a coding. */
export function nextOf(coding: Coding, set: Partial<Coding>): Coding {
  return { ...coding, ...set, revision: revisionOf(coding) + 1 };
}

/**
 * Changes codings, all or none. A coding that somebody changed meanwhile is never written over: `coding.changed` lists
 * those, and codings hidden by a blind coding are refused. The same act again is accepted. A rule's draft that a person changes becomes that person's coding.
 */
export async function changeCodings(
  ports: ActPorts,
  caller: Caller,
  order: ActOrder & { readonly edits: readonly CodingEdit[] },
): Promise<readonly StoredChange[]> {
  const done = await ports.codingTrail.changesOfAct(order.study, order.act);
  if (done.length > 0) return done;
  const { codebook } = found(await ports.coding.findCodebook(order.study), "codebook.notFound", order.study);
  const standing = await readUpToDate(ports, order.study, order.edits);
  await refuseHidden(ports, { study: order.study, viewer: caller.id }, standing.values());
  const makerOf = createMakers(ports, order.study);
  const changes: CodingChange[] = [];
  for (const edit of order.edits) {
    const before = standing.get(edit.coding) as Coding;
    const after = edit.remove === true ? null : await settle(before, edit.set ?? {}, { codebook, caller, makerOf });
    changes.push({ before, after });
  }
  const kind = changes.every(({ after }) => after === null) ? "remove" : "change";
  return commitAct(ports, order.study, actOf(ports, caller, { id: order.act, kind }), { changes });
}

export function actOf(
  ports: Pick<Ports, "clock">,
  caller: Caller,
  { id, kind }: { id: string; kind: string },
): CodingAct {
  return { id, kind, actor: caller.id, at: ports.clock.now() };
}

/** The codings of edits as they stand; refuses those that were changed or taken away meanwhile. */
export async function readUpToDate(
  ports: Pick<Ports, "coding">,
  study: string,
  edits: readonly Pick<CodingEdit, "coding" | "revision">[],
): Promise<ReadonlyMap<string, Coding>> {
  const ids = [...new Set(edits.map(({ coding }) => coding))];
  const standing = new Map((await ports.coding.findAll(study, ids)).map((coding) => [String(coding.id), coding]));
  const outdated = edits.filter(({ coding, revision }) => {
    const known = standing.get(coding);
    return known === undefined || revisionOf(known) !== revision;
  });
  if (outdated.length > 0 || ids.length < edits.length) throw changedMeanwhile(outdated.map(({ coding }) => coding));
  return standing;
}

function changedMeanwhile(codings: readonly string[]) {
  return problem("coding.changed", `${Math.max(1, codings.length)} codings were changed or taken away meanwhile`, {
    errors: codings
      .slice(0, 50)
      .map((place) => ({ code: "coding.changed", place, message: "another revision stands" })),
  });
}

type Maker = ReturnType<typeof createCodingMaker>;

/** Makers of codings by transcript and revision; each text is read once. */
function createMakers(ports: Pick<Ports, "transcripts">, study: string): (coding: Coding) => Promise<Maker> {
  const known = new Map<string, Promise<Transcript>>();
  return async ({ transcript, transcriptRevision }) => {
    const reading =
      known.get(transcript) ??
      ports.transcripts.find(study, transcript).then((one) => found(one, "transcript.notFound", transcript));
    known.set(transcript, reading);
    const text = await reading;
    if (text.revision !== transcriptRevision) throw changedMeanwhile([]);
    return createCodingMaker(text);
  };
}

async function settle(
  before: Coding,
  set: CodingSettings,
  context: {
    readonly codebook: Codebook;
    readonly caller: Caller;
    readonly makerOf: (coding: Coding) => Promise<Maker>;
  },
): Promise<Coding> {
  const { caller, codebook, makerOf } = context;
  refuseUnknownCode(codebook, set);
  const span = { start: set.start ?? before.start, end: set.end ?? before.end } as TextSpan;
  const moved = span.start !== before.start || span.end !== before.end;
  const code = brandAs<CodeId>(set.code ?? before.code);
  const { quote, before: lead, after: tail } = moved ? await placeAnew(before, span, makerOf) : before;
  const origin =
    before.origin.kind === "human" ? before.origin : { kind: "human" as const, user: brandAs<UserId>(caller.id) };
  const { memo = before.memo, modifiers = before.modifiers } = set;
  return nextOf(before, { ...span, code, quote, before: lead, after: tail, origin, memo, modifiers });
}

async function placeAnew(coding: Coding, span: TextSpan, makerOf: (coding: Coding) => Promise<Maker>) {
  const make = await makerOf(coding);
  const { id, at } = coding;
  return refuseBadSpan(() =>
    make({ start: span.start, end: span.end }, coding.code, { id, at, user: brandAs<UserId>("") }),
  );
}

/** Throws `coding.invalid` for a code or a modifier the codebook does not have. */
export function refuseUnknownCode(
  { codes, modifiers }: Codebook,
  set: { readonly code?: string | undefined; readonly modifiers?: Readonly<Record<string, string>> | undefined },
): void {
  if (set.code !== undefined && !codes.some(({ id }) => id === set.code)) {
    throw problem("coding.invalid", `code: the codebook has no code "${set.code}"`);
  }
  for (const [name, value] of Object.entries(set.modifiers ?? {})) {
    if (Object.hasOwn(modifiers, name) && modifiers[name]?.includes(value)) continue;
    throw problem("coding.invalid", `modifiers.${name}: the codebook has no value "${value}" for it`);
  }
}

/** What `make` gives, with errors of the place as `coding.invalid`. */
export function refuseBadSpan<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof AnalysisError || error instanceof InstrumentError)
      throw problem("coding.invalid", error.message);
    throw error;
  }
}

/**
 * Takes back everything an act did, as an act of its own, which can be taken back in turn. What was done to other codes since
 * stays. Throws `coding.changed` and `codebook.changed` where the same codings or codes were changed after it.
 */
export async function undoAct(
  ports: ActPorts,
  caller: Caller,
  { study, act, undone }: ActOrder & { readonly undone: string },
): Promise<readonly StoredChange[]> {
  const done = await ports.codingTrail.changesOfAct(study, act);
  const book = await ports.codingTrail.findCodebookChange(study, undone);
  if (done.length > 0 || (await ports.codingTrail.findCodebookChange(study, act)) !== undefined) return done;
  const given = await ports.codingTrail.changesOfAct(study, undone);
  if (given.length === 0 && book === undefined) throw problem("coding.actNotFound", `no act ${undone}`);
  const touched = given.flatMap(({ act: { actor }, after, before }) => (actor === caller.id ? [] : [after, before]));
  await refuseHidden(ports, { study, viewer: caller.id }, touched);
  const unplaced = keptAside[given[0]?.act.kind ?? ""];
  if (unplaced !== undefined) {
    const changes = given.map(({ before, reason, revision }): CodingChange => {
      if (before === null) throw problem("coding.actForgotten", `act ${undone}`);
      return { before: { ...before, revision }, after: null, reason };
    });
    return commitAct(ports, study, actOf(ports, caller, { id: act, kind: unplaced }), { changes });
  }
  const changes = [...given].reverse().map(invert);
  const current = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const codebook = book === undefined ? undefined : revert(current, book);
  refuseGoneCodes(codebook?.to ?? current.codebook, changes);
  await readUpToDate(
    ports,
    study,
    changes.flatMap(({ before }) => (before === null ? [] : [{ coding: before.id, revision: revisionOf(before) }])),
  );
  return commitAct(ports, study, actOf(ports, caller, { id: act, kind: "undo" }), {
    changes,
    ...(codebook === undefined ? {} : { codebook }),
  });
}

/** Kinds of acts on codings without a place, which stay without one, and the kind that takes each back. */
const keptAside: Readonly<Record<string, string>> = { dismiss: "restore", restore: "dismiss" };

/** Kinds of acts that may bring a coding that was not there. */
const bringing = new Set(["add", "rules", "import", "suggest", "place", "undo"]);

function invert({ act, after, before, coding, revision }: StoredChange): CodingChange {
  if (before === null && (after === null || !bringing.has(act.kind))) {
    throw problem("coding.actForgotten", `coding ${coding} of act ${act.id}`);
  }
  return { before: after, after: before === null ? null : { ...before, revision: revision + 1 } };
}

function revert(
  current: { readonly codebook: Codebook; readonly revision: number },
  book: CodebookChange,
): CodebookMove {
  const { codebook, inTheWay } = revertCodebook(current.codebook, book);
  if (codebook === undefined) throw changedAfter(inTheWay);
  const to = checkShape(codebookSchema, codebook, { code: "codebook.invalid", root: "codebook" });
  return { from: current.codebook, to: to as unknown as Codebook, base: current.revision };
}

function refuseGoneCodes({ codes }: Codebook, changes: readonly CodingChange[]): void {
  const known = new Set<string>(codes.map(({ id }) => id));
  const gone = changes.flatMap(({ after }) => (after === null || known.has(after.code) ? [] : [after.code]));
  if (gone.length > 0) throw changedAfter([...new Set(gone)]);
}

function changedAfter(codes: readonly string[]) {
  return problem("codebook.changed", `codes were changed, used or taken away after the act: ${codes.join(", ")}`, {
    errors: codes.map((place) => ({ code: "codebook.changed", place, message: "stands in the way" })),
    remedy: "undo what came after it first",
  });
}

/** What an act makes of the codebook: `base` is the revision it was read in. */
interface CodebookMove {
  readonly from: Codebook;
  readonly to: Codebook;
  readonly base: number;
}

/** Stores an act with its line in the audit log; answers the changes as they stand now. */
export async function commitAct(
  ports: Pick<Ports, "coding" | "codingTrail" | "journal">,
  study: string,
  act: CodingAct,
  {
    changes,
    codebook,
    also = [],
    last = [],
    subject = subjectOf(act, changes),
  }: {
    readonly changes: readonly CodingChange[];
    readonly codebook?: CodebookMove;
    /** Carried out before the codings change, and after. */
    readonly also?: readonly Write[];
    readonly last?: readonly Write[];
    /** What the audit log calls it. */
    readonly subject?: string;
  },
): Promise<readonly StoredChange[]> {
  const note = { actor: act.actor, action: `coding.${act.kind}`, subject };
  const gone = codebook === undefined ? [] : codesThatGo(codebook);
  const writes = [
    // first: codings may only have codes that stand
    ...(codebook === undefined ? [] : moveCodebook(ports, study, act, codebook)),
    ...also,
    ports.codingTrail.change(study, act, changes),
    ...last,
    ports.codingTrail.expectUncoded(study, gone),
  ];
  try {
    await ports.journal.commit(study, note, writes);
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
    if (error.table === "edits") throw editedMeanwhile(act);
    if (error.table === "codebooks") throw await nameCodesInUse(ports, study, gone);
    throw changedMeanwhile([]);
  }
  return ports.codingTrail.changesOfAct(study, act.id);
}

/** The ids of codes that a change of the codebook takes away. */
export function codesThatGo({ from, to }: Pick<CodebookMove, "from" | "to">): readonly string[] {
  const kept = new Set(to.codes.map(({ id }) => id));
  return from.codes.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
}

async function nameCodesInUse(ports: Pick<Ports, "coding">, study: string, gone: readonly string[]) {
  const [counts, book] = [await ports.coding.countByCode(study), await ports.coding.findCodebook(study)];
  const used = book?.codebook.codes.filter(({ id }) => gone.includes(id) && counts.has(id)) ?? [];
  return changedAfter(used.map(({ name, number }) => `${number} ${name}`));
}

function editedMeanwhile({ kind }: CodingAct) {
  return problem("edit.conflict", `what the act "${kind}" began from was edited meanwhile`, {
    remedy: "load the present state and edit that",
  });
}

function moveCodebook(
  ports: Pick<Ports, "coding" | "codingTrail" | "journal">,
  study: string,
  act: CodingAct,
  { from, to, base }: CodebookMove,
): readonly Write[] {
  const revision = base + 1;
  const contentHash = hashJson(to as unknown as Json);
  return [
    ports.journal.claim(study, { kind: "codebook", id: study, revision, contentHash }),
    ports.coding.putCodebook(study, to, revision),
    ports.codingTrail.addCodebookChange(study, { act, revision, before: from, after: to }),
  ];
}

function subjectOf(act: CodingAct, changes: readonly CodingChange[]): string {
  const only = changes.length === 1 ? (changes[0]?.after ?? changes[0]?.before) : null;
  return only == null ? `${changes.length} codings, act ${act.id}` : `${only.id}:${only.code}`;
}
