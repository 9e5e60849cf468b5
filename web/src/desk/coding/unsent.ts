import type { Coding } from "@diaoyan/analysis";
import type { Code, CodeId } from "@diaoyan/instruments";
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

/** Whose page of which transcript: one person's codings are never sent under another's name. */
export interface UnsentPlace {
  readonly study: string;
  readonly transcript: string;
  readonly me: string;
}

const nameOf = ({ me, study, transcript }: UnsentPlace, id: string) => `unsent ${me} ${study} ${transcript} ${id}`;

/** Each is kept under a name of its own: two open pages of one transcript do not write over each other. */
export function keepUnsent(store: Storage, place: UnsentPlace, coding: UnsentCoding): void {
  keepDraft(store, nameOf(place, coding.id), { base: coding.revision, at: new Date().toISOString(), value: coding });
}

export function forgetUnsent(store: Storage, place: UnsentPlace, id: string): void {
  forgetDraft(store, nameOf(place, id));
}

/** What an earlier visit left, in the order it was made. */
export function readUnsent(store: Storage, place: UnsentPlace): readonly UnsentCoding[] {
  const names = listDrafts(store).filter((name) => name.startsWith(nameOf(place, "")));
  return names.sort().flatMap((name) => readDraft<UnsentCoding>(store, name)?.value ?? []);
}

/** The coding as it is drawn until the server's word comes. */
export function drawUnsent({ me, transcript }: UnsentPlace, { code, end, id, quote, start }: UnsentCoding): Coding {
  const origin = { kind: "human", user: me };
  const texts = { quote, before: "", after: "", memo: "", modifiers: {} };
  return { id, transcript, code, start, end, ...texts, origin } as unknown as Coding;
}
