import { z } from "zod";
import { calendarDay, identifier, longText, shortText } from "./text-limits.ts";

/** A row of `indicators.csv`; `value` comes as text from the file. */
export const indicatorSchema = z.strictObject({
  id: identifier,
  label: shortText,
  value: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, "expected a plain number such as 28.2")
    .transform(Number),
  unit: z.string().max(20),
  year: z.string().regex(/^\d{4}([—-]\d{4})?$/, "expected a year such as 2019, or 2021—2022"),
  source: shortText,
  kind: z.enum(["官方统计", "单位填报", "问卷抽样", "公开文献"]),
  note: z.string().max(2_000),
});

/** `policies.yaml`. */
export const policiesSchema = z.array(
  z.strictObject({
    id: identifier,
    title: shortText,
    issuer: shortText,
    number: z.string().max(100),
    day: calendarDay.nullable(),
    region: shortText,
    level: z.enum(["国家", "省市", "单位"]),
  }),
);

/** `findings.yaml`. */
export const findingsSchema = z.array(
  z.strictObject({
    id: identifier,
    problem: longText.min(1),
    evidence: z.array(shortText),
    impact: longText.exactOptional(),
    cause: longText,
  }),
);

/** `recommendations.yaml`. */
export const recommendationsSchema = z.array(
  z.strictObject({
    id: identifier,
    findings: z.array(identifier),
    measure: longText.min(1),
    basis: longText.exactOptional(),
    ground: longText.exactOptional(),
    steps: longText.exactOptional(),
    responsible: shortText,
    deadline: shortText,
    effect: longText,
    risk: longText.exactOptional(),
  }),
);

/** An indicator as it is stored: its value is a number. */
const storedIndicator = indicatorSchema.extend({ value: z.number() });

/** Indicators, findings and recommendations as they are edited together. */
export const evidenceSchema = z.strictObject({
  indicators: z.array(storedIndicator).max(5_000),
  findings: findingsSchema.max(200),
  recommendations: recommendationsSchema.max(200),
});
