import type { Coding } from "@diaoyan/analysis";
import { type Code, type CodeId, sliceCodePoints } from "@diaoyan/instruments";
import { forgetDraft, keepDraft, listDrafts, readDraft } from "../ui/kept-draft.ts";

/** A coding made on this page that the server has not confirmed. */
export interface UnsentCoding {
  /** Id of the coding; its act has the same, but where a code is made with it. */
  readonly id: string;
  readonly act: string;
  readonly code: CodeId;
  /** The code to be made with it, in one act. */
  readonly part: Code | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Revision of the transcript the words stand in. */
  readonly revision: number;
  /** Why the server did not take it. */
  readonly refused?: string;
}

/** What may be set on a coding. */
export interface CodingSettings {
  readonly code?: string;
  readonly start?: number;
  readonly end?: number;
  readonly memo?: string;
  readonly modifiers?: Readonly<Record<string, string>>;
}

/** A change or removal of a coding that the server has not confirmed; its id is that of the act. */
export interface UnsentEdit {
  readonly id: string;
  readonly coding: string;
  /** Revision of the coding it changes, with those before it in the queue. */
  readonly revision: number;
  /** Null: the coding is taken away. */
  readonly set: CodingSettings | null;
  /** Code and words of the coding, to name it. */
  readonly code: CodeId;
  readonly quote: string;
  readonly refused?: string;
}

/** What waits to be sent, in the order it was done. */
export type Unsent = UnsentCoding | UnsentEdit;

export function isEdit(one: Unsent): one is UnsentEdit {
  return "coding" in one;
}

/** Id of the coding it is about. */
export const subjectOf = (one: Unsent): string => (isEdit(one) ? one.coding : one.id);

/** A change of a coding behind all that wait already: every one of them makes it one revision newer. */
export function makeEdit(
  { code, id: coding, quote, revision = 1 }: Coding,
  { id, queue, set }: { readonly id: string; readonly queue: readonly Unsent[]; readonly set: CodingSettings | null },
): UnsentEdit {
  const before = queue.flatMap((one) =>
    isEdit(one) && one.coding === coding && one.refused === undefined ? [one.revision + 1] : [],
  );
  return { id, coding, revision: Math.max(revision, ...before), set, code, quote };
}

/** What stands on what was refused: later changes of the same coding are not sent, for they rest on it. */
export function refuseWithLater(queue: readonly Unsent[], { id }: Unsent, refused: string): readonly Unsent[] {
  const from = queue.findIndex((one) => one.id === id);
  const subject = queue[from] === undefined ? "" : subjectOf(queue[from]);
  return queue.map((one, at) =>
    at >= from && from >= 0 && subjectOf(one) === subject && one.refused === undefined ? { ...one, refused } : one,
  );
}

/** Whose page of which transcript: one person's codings are never sent under another's name. */
export interface UnsentPlace {
  readonly study: string;
  readonly transcript: string;
  readonly me: string;
}

const nameOf = ({ me, study, transcript }: UnsentPlace, id: string) => `unsent ${me} ${study} ${transcript} ${id}`;

/** Each is kept under a name of its own: two open pages of one transcript do not write over each other. */
export function keepUnsent(store: Storage, place: UnsentPlace, one: Unsent): void {
  keepDraft(store, nameOf(place, one.id), { base: one.revision, at: new Date().toISOString(), value: one });
}

export function forgetUnsent(store: Storage, place: UnsentPlace, id: string): void {
  forgetDraft(store, nameOf(place, id));
}

/** What an earlier visit left, in the order it was made. */
export function readUnsent(store: Storage, place: UnsentPlace): readonly Unsent[] {
  const names = listDrafts(store).filter((name) => name.startsWith(nameOf(place, "")));
  return names.sort().flatMap((name) => readDraft<Unsent>(store, name)?.value ?? []);
}

/** The codings as they will be once all that waits has been taken; `text` is the transcript's. */
export function drawAll(
  codings: readonly Coding[],
  queue: readonly Unsent[],
  { place, text }: { readonly place: UnsentPlace; readonly text: string },
): readonly Coding[] {
  const waiting = queue.filter(({ refused }) => refused === undefined);
  if (waiting.length === 0) return codings;
  const drawn = new Map(codings.map((coding) => [String(coding.id), coding]));
  for (const one of waiting) {
    const known = drawn.get(subjectOf(one));
    if (!isEdit(one)) {
      if (known === undefined) drawn.set(one.id, drawUnsent(place, one));
    } else if (known !== undefined && (known.revision ?? 1) === one.revision) {
      if (one.set === null) drawn.delete(one.coding);
      else drawn.set(one.coding, change(known, one.set, { me: place.me, text }));
    }
  }
  return [...drawn.values()];
}

function change(
  coding: Coding,
  set: CodingSettings,
  { me, text }: { readonly me: string; readonly text: string },
): Coding {
  const { start = coding.start, end = coding.end } = set;
  const moved = start !== coding.start || end !== coding.end;
  const quote = moved ? sliceCodePoints(text, { start, end } as Pick<Coding, "start" | "end">) : coding.quote;
  const origin = coding.origin.kind === "human" ? coding.origin : { kind: "human", user: me };
  return { ...coding, ...set, start, end, quote, origin, revision: (coding.revision ?? 1) + 1 } as Coding;
}

/** The coding as it is drawn until the server's word comes. */
function drawUnsent({ me, transcript }: UnsentPlace, { code, end, id, quote, start }: UnsentCoding): Coding {
  const origin = { kind: "human", user: me };
  const texts = { quote, before: "", after: "", memo: "", modifiers: {} };
  return { id, transcript, code, start, end, ...texts, origin } as unknown as Coding;
}
