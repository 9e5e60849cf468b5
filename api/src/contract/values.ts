import { z } from "zod";

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
/** UUIDv7, or UUIDv4 in anonymous collectors. */
export const uuid = z.uuid();
export const text = z.string().min(1).max(500);
export const instant = z.iso.datetime();
export const day = z.iso.date();
export const json = z.json();
export const answers = z.record(z.string().max(200), json);

export const studyParams = z.object({ study: slug });
export const page = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});
