import {
  brandAs,
  codePointLength,
  InstrumentError,
  type ReadTranscript,
  readTranscript,
  type SessionId,
  sealTranscript,
  type Transcript,
  type TranscriptFinding,
  type TranscriptId,
} from "@diaoyan/instruments";
import type { TranscriptFileFormat, TranscriptSummary } from "../contract/index.ts";
import type { TranscriptHead } from "../ports/fieldwork-store.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { instrumentProblem } from "./instrument-problem.ts";
import { readDocxWords } from "./read-docx-words.ts";
import { readPlainText } from "./read-plain-text.ts";

type TranscriptPorts = Pick<
  Ports,
  "transcripts" | "deidentify" | "sessions" | "coding" | "codingTrail" | "journal" | "clock"
>;

/** Characters a stored transcript may have, so that a row stays below D1's 2 MB. */
export const maximumCharacters = 400_000;

/** A file to import: bytes of typed text, subtitles or the JSON of a speech recogniser. */
export interface TranscriptImport {
  readonly study: string;
  readonly id: string;
  readonly title: string;
  readonly format: TranscriptFileFormat;
  readonly session: string | undefined;
  readonly bytes: Uint8Array;
}

/** What an import stored, and what was odd in the file. */
export interface ImportedTranscript {
  readonly transcript: TranscriptSummary;
  readonly findings: readonly TranscriptFinding[];
}

/**
 * Imports a transcript; its text never changes afterwards. The same text under the same id again is accepted, another
 * text is refused. Throws `transcript.invalid`, `transcript.conflict`, `session.notFound`.
 */
export async function importTranscript(
  ports: TranscriptPorts,
  caller: Caller,
  given: TranscriptImport,
): Promise<ImportedTranscript> {
  if (given.session !== undefined) {
    found(await ports.sessions.find(given.study, given.session), "session.notFound", given.session);
  }
  const read = readFile(given);
  const transcript = sealFile(given, read);
  const characters = codePointLength(transcript.text);
  if (characters > maximumCharacters) {
    throw problem(
      "transcript.invalid",
      `the text has ${characters} characters, at most ${maximumCharacters} are kept`,
      {
        remedy: "split it by session",
      },
    );
  }
  const note = { actor: caller.id, action: "transcript.import", subject: `${given.id} ${transcript.hash}` };
  const write = ports.transcripts.add(given.study, transcript, characters, ports.clock.now());
  try {
    await ports.journal.commit(given.study, note, [write]);
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === "transcripts")) throw error;
    await refuseOtherText(ports, given.study, transcript);
  }
  const summary = summariseTranscript({ ...transcript, characters, codings: 0 });
  return { transcript: summary, findings: read.findings };
}

function sealFile({ id, session, title }: TranscriptImport, read: ReadTranscript): Transcript {
  const named = session === undefined ? null : brandAs<SessionId>(session);
  return sealTranscript({ id: brandAs<TranscriptId>(id), revision: 1, session: named, title }, read);
}

/** The words in the bytes of a transcript's file. */
export function readTextFile({ bytes, format }: Pick<TranscriptImport, "bytes" | "format">): string {
  return format === "docx" ? readDocxWords(bytes) : readPlainText(bytes);
}

function readFile({ bytes, format }: TranscriptImport): ReadTranscript {
  const raw = readTextFile({ bytes, format });
  try {
    return readTranscript(raw, format === "docx" || format === "txt" ? "text" : format);
  } catch (error) {
    if (error instanceof InstrumentError) throw instrumentProblem("transcript.invalid", error);
    throw error;
  }
}

async function refuseOtherText(ports: TranscriptPorts, study: string, transcript: Transcript): Promise<void> {
  const known = await ports.transcripts.find(study, transcript.id);
  const original = await ports.deidentify.findOriginal(study, transcript.id);
  if ((original ?? known)?.hash === transcript.hash) return;
  throw problem("transcript.conflict", `transcript ${transcript.id} was imported with another text`, {
    remedy: "import the text under a new id",
  });
}

export function summariseTranscript(head: Omit<TranscriptHead, "policy">): TranscriptSummary {
  const { id, title, session, revision, characters, codings } = head;
  return { id, title, session, revision, characters, codings };
}

/**
 * A transcript with its turns, its codings, and the number of the last change those hold. As long as it is the words of
 * people as they were said, never de-identified, the reading enters the audit log.
 */
export async function readTranscriptOf(
  ports: TranscriptPorts & Pick<Ports, "policies">,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
) {
  const transcript = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  const policy = (await ports.policies.find(study, id)) !== undefined;
  if (!policy && (await ports.deidentify.findOriginal(study, id)) === undefined) {
    await ports.journal.commit(study, { actor: caller.id, action: "transcript.read", subject: id }, []);
  }
  // read before the codings: a change between the two is told again rather than missed
  const seq = await ports.codingTrail.lastChange(study, id);
  return { transcript, codings: await ports.coding.list(study, id), seq, policy };
}
