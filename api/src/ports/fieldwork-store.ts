import type { Session, Transcript } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";
import type { BlobRecord } from "./report-store.ts";

export interface SessionStore {
  find(study: string, session: string): Promise<Session | undefined>;
  list(study: string): Promise<readonly Session[]>;
  /** `by` is kept as one of those who stored a state of it. */
  put(study: string, session: Session, by: string): Write;
  remove(study: string, session: string): Write;
  /** Ids of the sessions somebody has stored a state of. */
  listTouched(study: string, by: string): Promise<readonly string[]>;
  /** Ids of the sessions somebody was invited to. */
  listInvited(study: string, user: string): Promise<readonly string[]>;
  /** Ids of the people who were invited to a session. */
  listColleagues(study: string, session: string): Promise<readonly string[]>;
  /** Invites once; who was invited stays so. */
  addColleague(
    study: string,
    place: { readonly session: string; readonly user: string },
    invited: { readonly by: string; readonly at: string },
  ): Write;
  removeColleague(study: string, place: { readonly session: string; readonly user: string }): Write;
  /** Files whose subject is a session of the study, by subject and name. */
  listAttachments(study: string): Promise<readonly BlobRecord[]>;
}

/** A transcript without its text and turns. */
export type TranscriptHead = Pick<Transcript, "id" | "revision" | "session" | "title" | "hash"> & {
  /** Code points. */
  readonly characters: number;
  readonly codings: number;
  /** Words of a policy document, not of people. */
  readonly policy: boolean;
};

export interface TranscriptStore {
  find(study: string, transcript: string): Promise<Transcript | undefined>;
  /** Ids of transcripts whose folded text (`foldForSearch`) holds all words in order. */
  findWords(study: string, words: readonly string[]): Promise<readonly string[]>;
  /** Those whose folded text is missing or of another revision. */
  listUnfolded(study: string): Promise<readonly string[]>;
  /** Makes the folded text of a transcript anew. */
  putFolded(study: string, transcript: Transcript): Write;
  /** Which revision stands. */
  findRevision(study: string, transcript: string): Promise<number | undefined>;
  listHeads(study: string): Promise<readonly TranscriptHead[]>;
  list(study: string): Promise<readonly Transcript[]>;
  add(study: string, transcript: Transcript, characters: number, at: string): Write;
  /** Calls a transcript something else, or puts it to another session. */
  rename(study: string, transcript: Pick<Transcript, "id" | "title" | "session">): Write;
  /** Puts a later revision in the place of the one that stands. */
  replace(study: string, transcript: Transcript, characters: number): Write;
  /** Takes a text away with all that was kept beside it; a coding that still stands on it → `StorageConflict`. */
  remove(study: string, transcript: string): Write;
}
