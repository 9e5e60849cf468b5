import { notRecognised } from "../errors.ts";
import type { Json } from "../model/questionnaire.ts";
import { type Cue, noteOddTimes } from "./cue.ts";
import { parseTimeCode } from "./time-code.ts";
import type { FindingLog } from "./transcript-finding.ts";

type Fields = Readonly<Record<string, Json>>;

/**
 * Reads the JSON of a speech recogniser: Whisper and its kin (`segments` with `start`, `end` in seconds, `text`, perhaps
 * `speaker`), whisper.cpp (`transcription` with `offsets` in milliseconds), pipelines (`chunks` with `timestamp`), or a
 * bare list of segments. A file with `text` alone is one cue without time. Throws `transcript.json`.
 */
export function readRecognised(raw: string, log: FindingLog): readonly Cue[] {
  const whole = parse(raw);
  const segments = listSegments(whole);
  const cues = segments.flatMap((segment, at) => readSegment(segment, at + 1, log));
  noteOddTimes(cues, log);
  const said = asFields(whole)?.["text"];
  if (typeof said === "string" && segments.length > 0 && solid(said) !== solid(cues.map(({ text }) => text).join(""))) {
    log.add("json.text-differs", 1);
  }
  return cues;
}

function parse(raw: string): Json {
  try {
    return JSON.parse(raw) as Json;
  } catch {
    throw notRecognised("it is no JSON");
  }
}

function listSegments(whole: Json): readonly Json[] {
  if (Array.isArray(whole)) return whole;
  const fields = asFields(whole) ?? {};
  for (const name of ["segments", "transcription", "chunks"]) {
    const list = fields[name];
    if (Array.isArray(list) && list.length > 0) return list;
  }
  if (typeof fields["text"] === "string") return [{ text: fields["text"] }];
  throw notRecognised("it has neither segments, transcription, chunks nor text");
}

function readSegment(segment: Json, place: number, log: FindingLog): readonly Cue[] {
  const fields = asFields(segment) ?? {};
  const text = fields["text"];
  if (typeof text !== "string" || text.trim() === "") {
    log.add("json.skipped", place);
    return [];
  }
  const [start, end] = readTimes(fields);
  if (start === null || end === null) log.add("json.time", place);
  const speaker = fields["speaker"];
  const named = typeof speaker === "string" || typeof speaker === "number" ? String(speaker).trim() : "";
  return [{ place, start, end, speaker: named || null, text }];
}

function readTimes(fields: Fields): readonly [number | null, number | null] {
  const offsets = asFields(fields["offsets"]);
  if (offsets) return [seconds(offsets["from"], 1000), seconds(offsets["to"], 1000)];
  const stamps = asFields(fields["timestamps"]);
  if (stamps) return [seconds(stamps["from"]), seconds(stamps["to"])];
  const stamp = fields["timestamp"];
  if (Array.isArray(stamp)) return [seconds(stamp[0]), seconds(stamp[1])];
  return [seconds(fields["start"]), seconds(fields["end"])];
}

function seconds(value: Json | undefined, unitsASecond = 1): number | null {
  if (typeof value === "string") return parseTimeCode(value);
  return typeof value === "number" && value >= 0 ? value / unitsASecond : null;
}

function asFields(value: Json | undefined): Fields | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : null;
}

/** A text without white space, for comparison. */
function solid(text: string): string {
  return text.replace(/\s+/gu, "");
}
