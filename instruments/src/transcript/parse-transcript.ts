import { emptyTranscript, nulInTranscript, transcriptTooLong } from "../errors.ts";
import type { Turn } from "../model/transcript.ts";
import { createOffsetIndex, type OffsetIndex } from "../text/offset-index.ts";
import { trimSpan } from "../text/snap-span.ts";
import { findSpeakers } from "./find-speakers.ts";
import { findInlineLabels } from "./inline-labels.ts";
import { readSpeakerLine, type SpeakerLine } from "./speaker-line.ts";
import { type BoundTurn, cutAtTypedTimes, type OpenTurn } from "./times-among-words.ts";

/** Longest transcript accepted, in code points: about a hundred hours of talk. */
export const maximumTranscriptLength = 2_000_000;

/** Text with LF line ends and without byte-order mark, and who said what in it. */
export interface ParsedTranscript {
  readonly text: string;
  readonly turns: readonly Turn[];
  /** Lines before the first speaker: title, date, place. */
  readonly headLines: number;
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly head: SpeakerLine | null;
}

/**
 * Reads a transcript: `访谈员：…`, `A: …`, `[00:12:05] 王：…`, `说话人1 00:12` above the words; lines without a label go
 * on with the turn before, but for a label of a known role within the line (…。访谈员：…), which opens a turn of its own;
 * time codes typed among the words count as in `cutAtTypedTimes`. Lines before the first speaker (title, date, place) belong to no turn; a text in which
 * nobody is named is one turn of speaker "". Spans count code points of the returned text and cover the words without
 * label and outer white space; turns without words are left out.
 * Throws `transcript.empty`, `transcript.nul`, `transcript.too-long`, `text.lone-surrogate`.
 */
export function parseTranscript(raw: string): ParsedTranscript {
  const text = normaliseText(raw);
  const index = createOffsetIndex(text);
  if (index.length > maximumTranscriptLength) throw transcriptTooLong(index.length, maximumTranscriptLength);
  const lines = splitAtLabels(splitLines(text));
  const speakers = findSpeakers(
    lines.map((line) => line.head),
    lines.map((line) => line.text),
  );
  const opened = openTurns(lines, (label) => speakers.has(label));
  const bound = (opened.length === 0 ? [wholeText] : opened).map((turn, position) => {
    return { ...turn, end: opened[position + 1]?.from ?? text.length };
  });
  const turns = cutAtTypedTimes(text, bound).flatMap((turn) => closeTurn(index, turn));
  if (opened.length === 0) return { text, turns, headLines: 0 };
  return { text, turns, headLines: lines.findIndex((line) => line.start === opened[0]?.from) };
}

const wholeText: OpenTurn = { speaker: "", at: null, until: null, from: 0, start: 0 };

function openTurns(lines: readonly Line[], speaks: (label: string) => boolean): readonly OpenTurn[] {
  const opened: OpenTurn[] = [];
  for (const { head, start } of lines) {
    if (!head || (head.speaker !== null && !speaks(head.speaker))) continue;
    const speaker = head.speaker ?? opened.at(-1)?.speaker ?? "";
    opened.push({ speaker, at: head.at, until: head.until, from: start, start: start + head.bodyStart });
  }
  return opened;
}

/** The text with LF line ends, without byte-order mark; throws `transcript.empty`, `transcript.nul`. */
export function normaliseText(raw: string): string {
  const text = raw.replace(/^\uFEFF/u, "").replace(/\r\n?/g, "\n");
  refuseNul(text);
  if (text.trim() === "") throw emptyTranscript();
  return text;
}

/** Throws `transcript.nul` for a text with a NUL character. */
export function refuseNul(text: string): void {
  const nul = text.indexOf("\0");
  if (nul >= 0) throw nulInTranscript(nul);
}

function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ start, text: line, head: readSpeakerLine(line) });
    start += line.length + 1;
  }
  return lines;
}

/** Lines cut before the labels that stand within them. */
function splitAtLabels(lines: readonly Line[]): readonly Line[] {
  const labels = new Set(lines.flatMap(({ head }) => head?.speaker ?? []));
  return lines.flatMap((line): readonly Line[] => {
    const cuts = findInlineLabels(line.text, labels);
    return [0, ...cuts].map((from, at) => {
      const words = line.text.slice(from, cuts[at]);
      return { start: line.start + from, text: words, head: from === 0 ? line.head : readSpeakerLine(words) };
    });
  });
}

function closeTurn(index: OffsetIndex, { at, end, speaker, start, until }: BoundTurn): readonly Turn[] {
  const words = { start: index.fromUtf16(start), end: index.fromUtf16(Math.max(start, end)) };
  const span = trimSpan(index, words);
  return span.end > span.start ? [{ ...span, speaker, at, ...(until === null ? {} : { until }) }] : [];
}
