import { z } from "zod";
import type { RecordField } from "../model/protocol.ts";
import { identifier, localizedText, longText, shortText } from "./text-limits.ts";

/** A file under `protocols/`. */
export const protocolSchema = z.strictObject({
  id: identifier,
  version: z.string().min(1).max(40),
  title: localizedText,
  audience: shortText,
  consentScript: longText,
  closingScript: longText,
  sections: z
    .array(
      z.strictObject({
        id: identifier,
        title: shortText,
        minutes: z.number().positive().max(240),
        questions: z.array(
          z.strictObject({ id: identifier, text: z.string().min(1).max(2_000), probes: z.array(shortText) }),
        ),
      }),
    )
    .min(1),
  materials: z.array(shortText),
});

const field: z.ZodType<RecordField> = z.lazy(() =>
  z.strictObject({
    id: identifier,
    label: shortText,
    kind: z.enum(["text", "longText", "number", "date", "choice", "table"]),
    choices: z.array(shortText).exactOptional(),
    columns: z.array(field).exactOptional(),
    maximum: z.number().exactOptional(),
    hint: shortText.exactOptional(),
  }),
);

/** A file under `records/`. */
export const recordSheetSchema = z.strictObject({
  id: identifier,
  version: z.string().min(1).max(40),
  title: localizedText,
  fields: z.array(field).min(1),
  scoring: z
    .strictObject({ rule: z.enum(["mean", "trimmed"]), threshold: z.number().min(0).max(1_000).exactOptional() })
    .exactOptional(),
});
