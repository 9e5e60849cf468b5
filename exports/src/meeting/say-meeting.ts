import type { MeetingRecord, Session } from "@diaoyan/instruments";
import { sayDay } from "../report/chinese-day.ts";

/** A meeting with its record, and what a document made of it must say of its study. */
export interface Meeting {
  readonly session: Session;
  readonly record: MeetingRecord;
  readonly undertaker: string;
  readonly simulated: boolean;
  readonly software: string;
}

/** What is not filled in, set off in the document. */
export function orOpen(text: string, name: string): string {
  const trimmed = text.trim();
  return trimmed === "" ? `{${name}}` : trimmed;
}

/** A text as one or more whole sentences. */
export function asSentence(text: string): string {
  const trimmed = text.trim().replace(/[；;，,、]+$/u, "");
  return /[。！？!?]$/u.test(trimmed) ? trimmed : `${trimmed}。`;
}

/** The lines of a text that say something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** When, by whom and where: “2026年10月12日，某单位在某地组织召开”. */
export function sayOpening({ session, record }: Meeting): string {
  return `${sayDay(session.day)}，${orOpen(record.organiser, "主办单位")}在${orOpen(record.place, "地点")}组织召开`;
}

/** How many came: “应到12人，实到10人，其中线上2人”; what nobody counted is left out. */
export function sayAttendance({ expected, present, online }: MeetingRecord): string {
  const said = [
    expected === null ? "" : `应到${expected}人`,
    present === null ? "" : `实到${present}人`,
    online === null || online === 0 ? "" : `其中线上${online}人`,
  ];
  return said.filter((one) => one !== "").join("，");
}
