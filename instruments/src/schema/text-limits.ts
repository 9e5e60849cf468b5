import { z } from "zod";

/** Lengths that every text from outside is held to, in UTF-16 units. */
export const shortText = z.string().min(1).max(500);
/** A text of pages. */
export const longText = z.string().max(100_000);
/** A name in addresses and files. */
export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "expected letters, digits, dots and hyphens");
/** A short text in Chinese, and in English where there is one. */
export const localizedText = z.strictObject({
  zh: z.string().min(1).max(2_000),
  en: z.string().min(1).max(2_000).exactOptional(),
});
/** YAML gives `2025-01-01` as text; a moment in time is refused. */
export const calendarDay = z.iso.date();

/** Fields of field records, where nothing is often an answer. */
export const line = z.string().max(500);
/** A text of notes. */
export const record = z.string().max(100_000);
/** A code or id somebody else gave. */
export const code = z.string().min(1).max(100);
