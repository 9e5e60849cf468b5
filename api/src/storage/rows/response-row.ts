import {
  type Answers,
  brandAs,
  type CollectorId,
  type ContentHash,
  type Day,
  type Instant,
  type ResponseId,
  type ResponseTiming,
  type UnitCode,
} from "@diaoyan/instruments";
import type { StoredResponse } from "../../ports/response-store.ts";
import type { ResponseRow } from "../schema.ts";

export function toResponseRow(response: StoredResponse): ResponseRow {
  return {
    id: response.id,
    study: response.study,
    collector: response.collector,
    questionnaire: response.questionnaire,
    version: response.version,
    status: response.status,
    answers: JSON.stringify(response.answers),
    content_hash: response.contentHash,
    commitment: response.commitment,
    receipt: response.receipt,
    submitted_at: response.submittedAt,
    day: response.day,
    seconds: response.seconds,
    unit: response.unit,
    notice_version: response.noticeVersion,
    flags: JSON.stringify(response.flags),
    timing: response.timing === null ? null : JSON.stringify(response.timing),
  };
}

/** Reads JSON of a response; `column` names what it is. */
type ReadJson = (text: string, column: "answers" | "flags" | "timing") => unknown;

const unreadable = {
  answers: { unreadable: true },
  flags: ["unreadable"],
  timing: { extent: "none", reason: "unreadable", pageClock: null, pages: [], rushed: false, events: [] },
};

/** Reads what is no JSON as something nobody answered, so that it is found not to be what came. */
export const readLoosely: ReadJson = (text, column) => {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable[column];
  }
};

export function toResponse(row: ResponseRow, read: ReadJson = (text) => JSON.parse(text)): StoredResponse {
  return {
    id: brandAs<ResponseId>(row.id),
    study: row.study,
    collector: brandAs<CollectorId>(row.collector),
    questionnaire: row.questionnaire,
    version: brandAs<ContentHash>(row.version),
    status: row.status,
    answers: read(row.answers, "answers") as Answers,
    contentHash: row.content_hash,
    commitment: row.commitment,
    receipt: row.receipt,
    submittedAt: row.submitted_at === null ? null : brandAs<Instant>(row.submitted_at),
    day: brandAs<Day>(row.day),
    seconds: row.seconds,
    unit: row.unit === null ? null : brandAs<UnitCode>(row.unit),
    noticeVersion: row.notice_version,
    flags: read(row.flags, "flags") as string[],
    timing: row.timing === null ? null : (read(row.timing, "timing") as ResponseTiming),
  };
}
