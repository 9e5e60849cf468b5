import { emptyTranscript, transcriptTooLong } from "../errors.ts";
import type { Turn } from "../model/transcript.ts";
import { createOffsetIndex } from "../text/offset-index.ts";
import type { Cue } from "./cue.ts";
import { findSpeakers } from "./find-speakers.ts";
import { maximumTranscriptLength, type ParsedTranscript, refuseNul } from "./parse-transcript.ts";
import { readSpeakerLine, type SpeakerLine } from "./speaker-line.ts";
import { formatTimeCode } from "./time-code.ts";

/** Seconds of silence within a turn, and seconds after which a time code is due again. */
const longestPause = 3;
const longestTurn = 60;

/**
 * Lays cues out as a transcript, one turn a line: `[00:01:23] 张三：…`. Cues of one speaker that follow each other are one
 * turn, a blank between them; a minute, a pause, or a cue out of order begins another, so that the time codes stay close.
 * A label at the beginning of a line (`张三：…`) names the speaker as in a typed transcript.
 */
export function layOutCues(cues: readonly Cue[]): ParsedTranscript {
  const turns = joinCues(nameSpeakers(cues));
  let text = "";
  const spans = turns.map(({ speaker, start, words }) => {
    const label = [start === null ? "" : `[${formatTimeCode(start)}]`, speaker === "" ? "" : `${speaker}：`];
    text += text === "" ? "" : "\n";
    text += label.filter((part) => part !== "").join(" ");
    if (start !== null && speaker === "") text += " ";
    const from = text.length;
    text += words;
    return { from, to: text.length };
  });
  if (turns.length === 0) throw emptyTranscript();
  refuseNul(text);
  const index = createOffsetIndex(text);
  if (index.length > maximumTranscriptLength) throw transcriptTooLong(index.length, maximumTranscriptLength);
  const placed = turns.map(({ end, speaker, start }, at): Turn => {
    const { from = 0, to = 0 } = spans[at] ?? {};
    const span = { start: index.fromUtf16(from), end: index.fromUtf16(to) };
    return { ...span, speaker, at: start, ...(end === null ? {} : { until: end }) };
  });
  return { text, turns: placed, headLines: 0 };
}

/** A cue whose speaker is known or "". */
interface Said {
  readonly speaker: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly words: string;
}

function nameSpeakers(cues: readonly Cue[]): readonly Said[] {
  const split = cues.map((cue) => ({ cue, lines: cue.text.replace(/\r\n?/gu, "\n").split("\n").map(readLine) }));
  const heads = split.flatMap(({ cue, lines }) => (cue.speaker === null ? lines.map(({ head }) => head) : []));
  const labels = findSpeakers(heads);
  let speaking = "";
  return split.flatMap(({ cue, lines }) => {
    const times = { start: cue.start, end: cue.end !== null && cue.end >= (cue.start ?? 0) ? cue.end : null };
    const said: Said[] = [];
    if (cue.speaker !== null) speaking = "";
    for (const { head, line } of lines) {
      const label = cue.speaker === null && head?.speaker && labels.has(head.speaker) ? head : null;
      if (label?.speaker) speaking = label.speaker;
      const speaker = cue.speaker?.replace(/\s+/gu, " ") ?? speaking;
      const words = label ? line.slice(label.bodyStart) : line;
      const before = label ? undefined : said.at(-1);
      if (before) said[said.length - 1] = { ...before, words: `${before.words}\n${words}` };
      else said.push({ ...times, speaker, words });
    }
    return said.map((one) => ({ ...one, words: one.words.trim() })).filter(({ words }) => words !== "");
  });
}

function readLine(line: string): { readonly line: string; readonly head: SpeakerLine | null } {
  const head = readSpeakerLine(line);
  return { line, head: head?.speaker && head.at === null ? head : null };
}

function joinCues(said: readonly Said[]): readonly Said[] {
  const turns: Said[] = [];
  for (const one of said) {
    const before = turns.at(-1);
    if (before && goesOn(before, one)) {
      turns[turns.length - 1] = { ...before, end: laterOf(before.end, one.end), words: `${before.words} ${one.words}` };
    } else turns.push(one);
  }
  return turns;
}

function laterOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function goesOn(before: Said, next: Said): boolean {
  if (before.speaker !== next.speaker || before.start === null || next.start === null || before.end === null)
    return false;
  const pause = next.start - before.end;
  return next.start >= before.start && pause <= longestPause && (next.end ?? next.start) - before.start <= longestTurn;
}
