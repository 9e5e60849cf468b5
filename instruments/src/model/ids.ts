declare const brand: unique symbol;

/** A base type that only values made for one purpose satisfy: `StudyId` is a string no `PersonId` can stand for. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Name of a study in addresses, e.g. `evaluation-reform`. */
export type StudyId = Brand<string, "StudyId">;
/** Name of a questionnaire within its study. */
export type QuestionnaireName = Brand<string, "QuestionnaireName">;
/** SHA-256 (hex) of the RFC 8785 form of a published questionnaire. */
export type ContentHash = Brand<string, "ContentHash">;
/** A link by which a questionnaire is answered. */
export type CollectorId = Brand<string, "CollectorId">;
/** One person's answers to one questionnaire. */
export type ResponseId = Brand<string, "ResponseId">;
/** An interview, visit or meeting. */
export type SessionId = Brand<string, "SessionId">;
/** A person of the roster or of a session, never a name. */
export type PersonCode = Brand<string, "PersonCode">;
/** A unit 单位, e.g. `U07`. */
export type UnitCode = Brand<string, "UnitCode">;
/** A transcript or another text that is coded. */
export type TranscriptId = Brand<string, "TranscriptId">;
/** A code of the codebook. */
export type CodeId = Brand<string, "CodeId">;
/** One code at one place of a text. */
export type CodingId = Brand<string, "CodingId">;
/** A case 案例. */
export type CaseId = Brand<string, "CaseId">;
/** An account. */
export type UserId = Brand<string, "UserId">;

/** Position in a text counted in Unicode code points from 0: an emoji or a rare Han character counts one. */
export type CodePointOffset = Brand<number, "CodePointOffset">;
/** A moment as ISO 8601 in UTC, e.g. `2026-11-23T08:00:00.000Z`. */
export type Instant = Brand<string, "Instant">;
/** A calendar day as `YYYY-MM-DD`. */
export type Day = Brand<string, "Day">;

/** Marks a plain string or number as a branded one; the caller vouches for it. */
export function brandAs<T extends Brand<string | number, string>>(value: T extends number ? number : string): T {
  return value as unknown as T;
}
