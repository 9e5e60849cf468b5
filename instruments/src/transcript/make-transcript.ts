import { hashText } from "../hash/content-hash.ts";
import type { SessionId, TranscriptId } from "../model/ids.ts";
import type { Transcript } from "../model/transcript.ts";
import { type ParsedTranscript, parseTranscript } from "./parse-transcript.ts";

/** What a new revision of a transcript is made of; `raw` is the text as it came. */
export interface TranscriptSource {
  readonly id: TranscriptId;
  readonly revision: number;
  readonly session: SessionId | null;
  readonly title: string;
  readonly raw: string;
}

/** Parses the raw text and seals it with the SHA-256 of the normalised text; throws as `parseTranscript`. */
export function makeTranscript({ raw, ...head }: TranscriptSource): Transcript {
  return sealTranscript(head, parseTranscript(raw));
}

/** A transcript of what was read, sealed with the SHA-256 of its text. */
export function sealTranscript(
  head: Omit<TranscriptSource, "raw">,
  { text, turns }: Pick<ParsedTranscript, "text" | "turns">,
): Transcript {
  return { ...head, text, hash: hashText(text), turns };
}
