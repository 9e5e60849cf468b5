import { createOffsetIndex } from "../text/offset-index.ts";
import { looksLikeName } from "./find-speakers.ts";
import { layOutCues } from "./lay-out-cues.ts";
import { normaliseText, type ParsedTranscript, parseTranscript } from "./parse-transcript.ts";
import { readRecognised } from "./read-recognised.ts";
import { readSubtitles } from "./read-subtitles.ts";
import { readSpeakerLine } from "./speaker-line.ts";
import { createFindingLog, type TranscriptFinding } from "./transcript-finding.ts";

/** How what was said is written down: typed text, subtitles, or the JSON of a speech recogniser. */
export type TranscriptFormat = "text" | "srt" | "vtt" | "json";

/** A transcript with what was odd about its file. */
export interface ReadTranscript extends ParsedTranscript {
  readonly findings: readonly TranscriptFinding[];
}

/**
 * Reads a transcript of any format. Every spoken character of the file is in the text, in the order of the file; what
 * was odd is in the findings. Throws as `parseTranscript`, and `transcript.json`.
 */
export function readTranscript(raw: string, format: TranscriptFormat): ReadTranscript {
  const log = createFindingLog(format === "json" ? "segment" : "line");
  const parsed = read(raw, format, log);
  return { ...parsed, findings: log.list() };
}

function read(raw: string, format: TranscriptFormat, log: ReturnType<typeof createFindingLog>): ParsedTranscript {
  if (format === "text") {
    const parsed = parseTranscript(raw);
    const lines = parsed.text.split("\n").slice(0, parsed.headLines);
    for (const [at, line] of lines.entries()) if (line.trim() !== "") log.add("text.before-speaker", at + 1);
    logLoneLabels(parsed, log);
    return parsed;
  }
  const text = normaliseText(raw);
  createOffsetIndex(text);
  return layOutCues(format === "json" ? readRecognised(text, log) : readSubtitles(text, format, log));
}

/** Lines that may be the only ones of a speaker, and were taken for words of the turn above them. */
function logLoneLabels({ headLines, text, turns }: ParsedTranscript, log: ReturnType<typeof createFindingLog>): void {
  const speakers = new Set(turns.map(({ speaker }) => speaker));
  if (speakers.has("")) return;
  for (const [at, line] of text.split("\n").entries()) {
    const label = readSpeakerLine(line)?.speaker ?? null;
    if (at >= headLines && label !== null && !speakers.has(label) && looksLikeName(label))
      log.add("text.lone-label", at + 1);
  }
}
