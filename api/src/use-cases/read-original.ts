import type { Transcript } from "@diaoyan/instruments";
import type { DeidentifiedRevision } from "../ports/deidentify-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";

type OriginalPorts = Pick<Ports, "transcripts" | "deidentify" | "keys" | "journal">;

export type OriginalText = Pick<Transcript, "text" | "turns">;

/** A transcript as it stands, its original, and how the two belong together. */
export interface OpenedTranscript {
  readonly transcript: Transcript;
  readonly original: OriginalText;
  /** Undefined as long as the transcript is the original. */
  readonly made: DeidentifiedRevision | undefined;
}

/** Subject of the key an original is sealed under: destroying it destroys the original. */
export function originalKeySubject(transcript: string): string {
  return `transcript:${transcript}`;
}

/**
 * Opens the original; once it is sealed, the reading enters the audit log first. Throws `transcript.notFound`, and
 * `transcript.purged` where its key was destroyed.
 */
export async function openOriginal(
  ports: OriginalPorts,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
): Promise<OpenedTranscript> {
  const transcript = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  const stored = await ports.deidentify.findOriginal(study, id);
  if (stored === undefined) return { transcript, original: transcript, made: undefined };
  await ports.journal.commit(study, { actor: caller.id, action: "transcript.original", subject: id }, []);
  const opened = await ports.keys.openPersonal(study, originalKeySubject(id), stored.sealed);
  if (opened === undefined) {
    throw problem("transcript.purged", `the original of transcript ${id} was destroyed`, {
      remedy: "work with the de-identified text",
    });
  }
  const made = await ports.deidentify.findRevision(study, id, transcript.revision);
  return { transcript, original: JSON.parse(opened) as OriginalText, made };
}
