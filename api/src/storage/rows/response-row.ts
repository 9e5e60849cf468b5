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

export function toResponse(row: ResponseRow): StoredResponse {
  return {
    id: brandAs<ResponseId>(row.id),
    study: row.study,
    collector: brandAs<CollectorId>(row.collector),
    questionnaire: row.questionnaire,
    version: brandAs<ContentHash>(row.version),
    status: row.status,
    answers: JSON.parse(row.answers) as Answers,
    contentHash: row.content_hash,
    commitment: row.commitment,
    receipt: row.receipt,
    submittedAt: row.submitted_at === null ? null : brandAs<Instant>(row.submitted_at),
    day: brandAs<Day>(row.day),
    seconds: row.seconds,
    unit: row.unit === null ? null : brandAs<UnitCode>(row.unit),
    noticeVersion: row.notice_version,
    flags: JSON.parse(row.flags) as string[],
    timing: row.timing === null ? null : (JSON.parse(row.timing) as ResponseTiming),
  };
}
