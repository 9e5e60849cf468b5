import { speakerRole } from "./speaker-role.ts";
import { parseTimeCode, timeCodePattern } from "./time-code.ts";

/** What the beginning of a line says: who speaks, when, and where the words begin (UTF-16 units from the line's start). */
export interface SpeakerLine {
  /** Null where a time code stands alone: the same speaker goes on. */
  readonly speaker: string | null;
  readonly at: number | null;
  /** Seconds at which the turn ends, where a range of times stands in the line. */
  readonly until: number | null;
  readonly bodyStart: number;
}

const range = `(${timeCodePattern})(?:\\s*(?:-{1,2}>?|[–—~～至到])\\s*(${timeCodePattern}))?`;
const time = `[\\[【(（#]?\\s*${range}(?:-\\d(?=#))?\\s*[\\]】)）#]?`;
const label = '([^\\s，。！？；、,.!?;：:“”"「」《》\\[\\]【】][^，。！？；,!?;：:“”"「」《》\\[\\]【】\\n]{0,19}?)';
const timed = new RegExp(`^\\s*${time}\\s*(?:${label}\\s*[：:]\\s*)?`, "u");
const labelled = new RegExp(`^\\s*${label}(?:(?:\\s+|(?=[[【(（]))${time})?\\s*[：:](?!//)\\s*`, "u");
const timeThenLabel = new RegExp(`^\\s*${time}\\s*${label}\\s*$`, "u");
const labelThenTime = new RegExp(`^\\s*${label}\\s+${time}\\s*$`, "u");

/**
 * Reads the head of a line; null where the line begins with words. Whether a label is a speaker is not decided here.
 * A time code without speaker counts in brackets or alone on its line, so that a line may begin with the ratio `3:20`.
 */
export function readSpeakerLine(line: string): SpeakerLine | null {
  return readTimeAndRole(line) ?? readTimed(line) ?? readLabelled(line, labelThenTime) ?? readLabelled(line, labelled);
}

/** `00:01:23 说话人1` alone on its line, where the word is a role; another word there was said. */
function readTimeAndRole(line: string): SpeakerLine | null {
  const match = timeThenLabel.exec(line);
  const at = parseTimeCode(match?.[1] ?? "");
  if (!match?.[3] || at === null || speakerRole(match[3]) === "unknown") return null;
  return { speaker: match[3].trim(), at, until: parseTimeCode(match[2] ?? ""), bodyStart: match[0].length };
}

function readTimed(line: string): SpeakerLine | null {
  const match = timed.exec(line);
  const at = parseTimeCode(match?.[1] ?? "");
  if (!match || at === null) return null;
  const alone = match[3] === undefined;
  if (alone && !/^\s*[[【(（#]/u.test(line) && match[0].length < line.length) return null;
  return { speaker: match[3]?.trim() ?? null, at, until: parseTimeCode(match[2] ?? ""), bodyStart: match[0].length };
}

function readLabelled(line: string, pattern: RegExp): SpeakerLine | null {
  const match = pattern.exec(line);
  if (!match?.[1] || isTimeInWords(line, match[1], match[0].length)) return null;
  const [at, until] = [parseTimeCode(match[2] ?? ""), parseTimeCode(match[3] ?? "")];
  return { speaker: match[1].trim(), at, until, bodyStart: match[0].length };
}

/** Whether the colon behind the label stands within a time or ratio, as in `上午9:30`; behind a role or code it does not. */
function isTimeInWords(line: string, label: string, bodyStart: number): boolean {
  const around = `${label.slice(-1)}${line.slice(bodyStart - 1, bodyStart + 1)}`;
  return /^\d[:：]\d$/u.test(around) && !/^[A-Za-z]/.test(label) && speakerRole(label) === "unknown";
}
