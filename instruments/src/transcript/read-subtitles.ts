import { type Cue, noteOddTimes } from "./cue.ts";
import { type CueTiming, readCueTiming } from "./cue-timing.ts";
import { readCueWords } from "./cue-words.ts";
import type { FindingLog } from "./transcript-finding.ts";

type Format = "srt" | "vtt";

/** A cue whose lines are still as in the file. */
interface RawCue extends CueTiming {
  readonly place: number;
  readonly timed: boolean;
  readonly lines: string[];
}

/**
 * Reads SubRip or WebVTT text with LF line ends into cues by voice, in the order of the file. Whatever is no number,
 * identifier, time or comment is words: text behind a blank line, before the first cue or around a broken time is kept.
 */
export function readSubtitles(text: string, format: Format, log: FindingLog): readonly Cue[] {
  const raw = readRawCues(text.split("\n"), format, log);
  noteTimes(raw, log);
  return raw.flatMap((cue) => {
    const { voices, tagged } = readCueWords(cue.lines.join("\n"), format);
    if (tagged) log.add("cue.tag", cue.place);
    if (voices.length === 0) log.add("cue.empty", cue.place);
    return voices.map((voiced) => ({ place: cue.place, start: cue.start, end: cue.end, ...voiced }));
  });
}

function noteTimes(cues: readonly RawCue[], log: FindingLog): void {
  for (const { end, hasEnd, place, start, timed } of cues) {
    if (!timed) continue;
    if (!hasEnd) log.add("cue.no-end", place);
    if (start === null || (hasEnd && end === null)) log.add("cue.time", place);
  }
  noteOddTimes(
    cues.map((cue) => ({ ...cue, speaker: null, text: "" })),
    log,
  );
}

function readRawCues(lines: readonly string[], format: Format, log: FindingLog): readonly RawCue[] {
  const timings = lines.map(readCueTiming);
  const silent = format === "srt" ? findNumbers(lines, timings) : findSilentLines(lines, timings, log);
  const cues: RawCue[] = [];
  let gap = false;
  for (const [at, line] of lines.entries()) {
    const timing = timings[at] ?? null;
    if (timing !== null) cues.push({ ...timing, place: at + 1, timed: true, lines: [] });
    else if (line.trim() === "") gap = true;
    else if (!silent.has(at)) {
      if (cues.length === 0)
        cues.push({ start: null, end: null, hasEnd: false, place: at + 1, timed: false, lines: [] });
      const cue = cues.at(-1);
      if (cue?.timed === false || (gap && (cue?.lines.length ?? 0) > 0)) log.add("cue.stray", at + 1);
      cue?.lines.push(line);
    }
    if (line.trim() !== "") gap = false;
  }
  return cues;
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/**
 * Lines that number the cues of an .srt: digits above a time, behind a blank line or one more than the number before.
 * In a file whose cues bear no numbers such a line was said.
 */
function findNumbers(lines: readonly string[], timings: readonly (CueTiming | null)[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  let last: number | null = null;
  let first = true;
  for (const [at, timing] of timings.entries()) {
    if (timing === null) continue;
    const above = lines[at - 1]?.trim() ?? "";
    const number: number | null = /^\d{1,9}$/.test(above) ? Number(above) : null;
    const numbered: boolean =
      number !== null && (number === (last ?? -1) + 1 || (isBlank(lines[at - 2]) && (first || last !== null)));
    if (numbered) numbers.add(at - 1);
    last = numbered ? number : null;
    first = false;
  }
  return numbers;
}

/** Lines of a .vtt that nobody said: the head, comments, styles, and identifiers directly above a time. */
function findSilentLines(
  lines: readonly string[],
  timings: readonly (CueTiming | null)[],
  log: FindingLog,
): ReadonlySet<number> {
  const silent = new Set<number>();
  let inBlock = false;
  let begun = false;
  for (const [at, line] of lines.entries()) {
    begun ||= timings[at] !== null;
    if (isBlank(line) || timings[at] !== null) inBlock = false;
    else if (inBlock) silent.add(at);
    else if (isBlank(lines[at - 1]) && opensSilentBlock(line, at, begun)) {
      inBlock = true;
      silent.add(at);
      if (at > 0) log.add("cue.comment", at + 1);
    } else if (isBlank(lines[at - 1]) && (timings[at + 1] ?? null) !== null) silent.add(at);
  }
  return silent;
}

function opensSilentBlock(line: string, at: number, begun: boolean): boolean {
  if (at === 0) return /^WEBVTT(?:\s|$)/u.test(line);
  return /^NOTE(?:\s|$)/u.test(line) || (!begun && /^(?:STYLE|REGION)\s*$/u.test(line));
}
