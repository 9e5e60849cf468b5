import { z } from "zod";

/** A name in addresses. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
/** UUIDv7, or UUIDv4 in anonymous collectors; one id whatever case it is written in. */
export const uuid = z.uuid().toLowerCase();
/** A role in a study. */
export const role = z.enum(["lead", "researcher", "interviewer", "viewer"]);
/** Random code of a unit: says nothing by itself. */
export const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
/** Token of a personal invitation. */
export const invitationToken = z.string().regex(/^[\w-]{32}\.[0-9a-f]{16}$/);
/** Signature of the modules assigned to a respondent. */
export const modulesSignature = z.string().regex(/^[0-9a-f]{32}$/);
/** A short text. */
export const text = z.string().min(1).max(500);
/** A text in Chinese, and in English where there is one. */
export const localized = z.object({ zh: z.string(), en: z.string().optional() });

/** Consent that was taken elsewhere, as somebody states it: by whom and how, and the day if it is known. */
export const statedConsent = z.strictObject({ how: z.string().trim().min(1).max(500), day: z.iso.date().nullable() });

/** JSON as it leaves `JSON.parse`. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Any JSON: what came through `JSON.parse` is JSON already, so nothing is walked again (a survey has thousands of nodes). */
export const json = z.unknown().refine((value) => value !== undefined, "expected a value") as unknown as z.ZodType<
  JsonValue,
  JsonValue
>;
/** Answers by name of their question. */
export const answers = z.record(z.string().max(200), json);

/** The study in an address. */
export const studyParams = z.object({ study: slug });
/** Where a page of a list begins and how long it is. */
export const page = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});
