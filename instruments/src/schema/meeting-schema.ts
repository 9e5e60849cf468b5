import { z } from "zod";
import { calendarDay, code, line, record } from "./text-limits.ts";

const opinion = z.strictObject({
  id: code,
  speaker: code,
  kind: z.enum(["意见", "建议", "异议", "数据"]),
  point: record,
  adoption: z.enum(["采纳", "部分采纳", "未采纳"]).nullable(),
  reason: record,
  chapter: line,
});

const decision = z.strictObject({
  id: code,
  matter: record,
  owner: line,
  due: calendarDay.nullable(),
  state: z.enum(["未开始", "进行中", "已完成"]),
});

const scoreSheet = z.strictObject({
  id: code,
  sheet: code,
  subject: line,
  expert: code,
  points: z.record(code, z.number().min(0).max(1_000)),
  comment: record,
});

const panel = z.strictObject({
  leader: code.nullable(),
  heard: record,
  conclusions: z.array(record).max(50),
  problems: record,
  verdict: z.enum(["一致同意", "原则同意", "不同意"]).nullable(),
});

const head = z.number().int().min(0).max(10_000).nullable();

/** A `MeetingRecord` from outside. */
export const meetingSchema = z.strictObject({
  sequence: head,
  place: line,
  organiser: line,
  undertaker: line,
  chair: line,
  expected: head,
  present: head,
  online: head,
  agenda: record,
  documents: record,
  opinions: z.array(opinion).max(2_000),
  consensus: record,
  reserved: record,
  decisions: z.array(decision).max(500),
  scores: z.array(scoreSheet).max(500),
  panel: panel.nullable(),
  signedBy: line,
  signedOn: calendarDay.nullable(),
});
