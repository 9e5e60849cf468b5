import { createOffsetIndex, type OffsetIndex, type TextSpan } from "@diaoyan/instruments";
import { markHeld } from "./mark-held.ts";

/** A function that cuts a text into spans of that text, in code points. */
export type SpanSplitter = (text: string) => readonly TextSpan[];

const closers = "”’」』）)】〗》〉\"'";
const stop = new RegExp(`(?:[。！？!?]+|…+|\\.{3,}|\\.(?=\\s|$))[${closers}]*`, "gu");
const pause = new RegExp(`[，,；;：:][${closers}]*`, "gu");

/**
 * Sentences of a Chinese (or English) text: spans in code points, in order, without overlap, without outer white
 * space; every visible character lies in one. A sentence ends at 。！？ (GB/T 15834—2011 calls them the marks that end
 * sentences), at an English full stop before white space, at an ellipsis before white space, and at a line end. It
 * does not end inside a pair of quotation marks or brackets closed on the same line, in `3.5` or after `1.`, or where
 * the quoted words go on as part of the sentence (「……？」的问题).
 */
export function splitSentences(text: string): readonly TextSpan[] {
  return splitLinesAt(text, (line) => {
    const held = markHeld(line);
    return findEnds(line, stop, (match, end) => endsSentence(line, match, end) && held[end] !== 1);
  });
}

/** Clauses: sentences cut further at ，；： and their half-width forms, but not inside numbers, times or addresses. */
export function splitClauses(text: string): readonly TextSpan[] {
  return splitLinesAt(text, (line) => {
    const stops = findEnds(line, stop, (match, end) => endsSentence(line, match, end));
    const pauses = findEnds(line, pause, (match, end) => pausesSpeech(line, match, end));
    return [...new Set([...stops, ...pauses])].sort((a, b) => a - b);
  });
}

/** Splits the words a span covers; the spans that come back count from the beginning of the whole text. */
export function splitWithin(index: OffsetIndex, span: TextSpan, split: SpanSplitter): readonly TextSpan[] {
  const shift = index.toUtf16(span.start);
  const inner = createOffsetIndex(index.slice(span));
  return split(inner.text).map(({ start, end }) => ({
    start: index.fromUtf16(shift + inner.toUtf16(start)),
    end: index.fromUtf16(shift + inner.toUtf16(end)),
  }));
}

function endsSentence(line: string, match: string, end: number): boolean {
  const rest = line.slice(end, end + 1);
  if (/[，,、；;：:。！？!?…的地]/u.test(rest)) return false;
  if (/^(?:…|\.\.\.)/u.test(match)) return rest.trim() === "" || /[^….]$/u.test(match);
  return (
    !match.startsWith(".") ||
    rest === "" ||
    /\p{L}{2}$/u.test(line.slice(Math.max(0, end - match.length - 4), end - match.length))
  );
}

/** Half-width marks inside `1,200`, `8:30`, `https://` and the full-width colon of a time do not pause. */
function pausesSpeech(line: string, match: string, end: number): boolean {
  const next = line[end] ?? "";
  if (match.startsWith("：")) return !/\d/u.test(next) || !/\d/u.test(line[end - 2] ?? "");
  return !/^[,;:]$/u.test(match) || !/[0-9A-Za-z/\\]/u.test(next);
}

function findEnds(line: string, mark: RegExp, ends: (match: string, end: number) => boolean): readonly number[] {
  return [...line.matchAll(mark)].flatMap((match) => {
    const end = match.index + match[0].length;
    return ends(match[0], end) ? [end] : [];
  });
}

/** Cuts each line at the UTF-16 positions that `findBreaks` names and turns the visible parts into spans. */
function splitLinesAt(text: string, findBreaks: (line: string) => readonly number[]): readonly TextSpan[] {
  const index = createOffsetIndex(text);
  const spans: TextSpan[] = [];
  let lineStart = 0;
  for (const line of text.split("\n")) {
    let from = 0;
    for (const to of [...findBreaks(line), line.length]) {
      const part = line.slice(from, to);
      const start = lineStart + from + part.length - part.trimStart().length;
      const length = part.trim().length;
      if (length > 0) spans.push({ start: index.fromUtf16(start), end: index.fromUtf16(start + length) });
      from = to;
    }
    lineStart += line.length + 1;
  }
  return spans;
}
