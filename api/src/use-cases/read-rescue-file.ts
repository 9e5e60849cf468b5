import { z } from "zod";
import type { RescueHeader, RescueRecord } from "../contract/rescue/index.ts";
import { problem } from "../problems.ts";

const header = z.object({
  format: z.literal("diaoyan-rescue"),
  version: z.literal(1),
  study: z.string().min(1).max(64),
  recoveryKey: z.string().min(1).max(100),
  records: z.number().int().min(0),
});
const record = z.object({ record: z.uuid(), wrappedKey: z.string().max(2_000), sealed: z.string() });

/** A rescue file as far as it can be read. */
export interface ReadRescueFile {
  readonly header: RescueHeader;
  readonly records: readonly RescueRecord[];
  /** What is wrong with the file, a line each; the records beside are whole. */
  readonly problems: readonly string[];
}

/** Reads a rescue file; a line that is cut off or damaged is told, the others are read. Throws `rescue.invalid`. */
export function readRescueFile(text: string): ReadRescueFile {
  const [first = "", ...lines] = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((line) => line.trim());
  const head = header.safeParse(parse(first));
  if (!head.success) {
    throw problem("rescue.invalid", "line 1: expected the head of a rescue file of version 1", {
      remedy: "choose the file that the interviewer's page wrote, unchanged",
    });
  }
  const records: RescueRecord[] = [];
  const problems: string[] = [];
  lines.forEach((line, index) => {
    if (line === "") return;
    const read = record.safeParse(parse(line));
    if (read.success) records.push(read.data);
    else problems.push(`line ${index + 2}: expected a whole record, got ${line.length} characters that are none`);
  });
  const { records: expected } = head.data;
  if (records.length < expected) problems.push(`expected ${expected} records, found ${records.length} whole ones`);
  return { header: head.data, records, problems };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
