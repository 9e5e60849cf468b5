import { parseTimeCode, timeCodePattern } from "./time-code.ts";

/** What the beginning of a line says: who speaks, when, and where the words begin (UTF-16 units from the line's start). */
export interface SpeakerLine {
  /** Null where a time code stands alone: the same speaker goes on. */
  readonly speaker: string | null;
  readonly at: number | null;
  readonly bodyStart: number;
}

const time = `[\\[【(（]?\\s*(${timeCodePattern})\\s*[\\]】)）]?`;
const label = '([^\\s，。！？；、,.!?;：:“”"「」《》\\[\\]【】][^，。！？；,!?;：:“”"「」《》\\[\\]【】\\n]{0,19}?)';
const timed = new RegExp(`^\\s*${time}\\s*(?:${label}\\s*[：:]\\s*)?`, "u");
const labelled = new RegExp(`^\\s*${label}\\s*(?:${time}\\s*)?[：:](?!//)\\s*`, "u");
const labelThenTime = new RegExp(`^\\s*${label}\\s+${time}\\s*$`, "u");

/**
 * Reads the head of a line; null where the line begins with words. Whether a label is a speaker is not decided here.
 * A time code without speaker counts in brackets or alone on its line, so that a line may begin with the ratio `3:20`.
 */
export function readSpeakerLine(line: string): SpeakerLine | null {
  return readTimed(line) ?? readLabelled(line, labelThenTime) ?? readLabelled(line, labelled);
}

function readTimed(line: string): SpeakerLine | null {
  const match = timed.exec(line);
  const at = parseTimeCode(match?.[1] ?? "");
  if (!match || at === null) return null;
  const alone = match[2] === undefined;
  if (alone && !/^\s*[[【(（]/u.test(line) && match[0].length < line.length) return null;
  return { speaker: match[2]?.trim() ?? null, at, bodyStart: match[0].length };
}

function readLabelled(line: string, pattern: RegExp): SpeakerLine | null {
  const match = pattern.exec(line);
  if (!match?.[1]) return null;
  return { speaker: match[1].trim(), at: parseTimeCode(match[2] ?? ""), bodyStart: match[0].length };
}
