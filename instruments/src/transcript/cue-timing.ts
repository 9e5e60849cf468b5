import { parseTimeCode } from "./time-code.ts";

/** The line above the words of a cue: `00:00:01,000 --> 00:00:02,500`; seconds, null where they cannot be read. */
export interface CueTiming {
  readonly start: number | null;
  readonly end: number | null;
  /** Whether anything stands where the end should. */
  readonly hasEnd: boolean;
}

/** Reads a timing line with its settings (`align:start`, `X1:40`); null for a line of words, also one with an arrow. */
export function readCueTiming(line: string): CueTiming | null {
  const arrow = line.indexOf("-->");
  if (arrow < 0) return null;
  const start = line.slice(0, arrow).trim();
  const [end = "", ...settings] = line
    .slice(arrow + 3)
    .trim()
    .split(/\s+/u);
  const isTime = /^[\d:：.,]*$/u;
  if (!isTime.test(start) || !isTime.test(end) || !/\d/.test(start + end)) return null;
  if (!settings.every((setting) => /^[A-Za-z]\w*:\S+$/u.test(setting))) return null;
  return { start: parseTimeCode(start), end: parseTimeCode(end), hasEnd: end !== "" };
}
