import { z } from "zod";
import { calendarDay, identifier, localizedText, shortText } from "./text-limits.ts";

const obligation = z.strictObject({
  id: identifier,
  label: localizedText,
  measure: z.enum([
    "meetings",
    "interviewPersonTimes",
    "fieldworkerPersonTimes",
    "persons",
    "units",
    "responses",
    "report",
    "caseCollection",
  ]),
  atLeast: z.number().int().min(0),
  unit: z.string().min(1).max(20),
  filter: z
    .strictObject({
      sessionTypes: z.array(shortText).exactOptional(),
      pilotLevels: z.array(shortText).exactOptional(),
      keyUnitsOnly: z.boolean().exactOptional(),
      participantCategories: z.array(shortText).exactOptional(),
    })
    .exactOptional(),
});

const deliverable = z.strictObject({
  id: identifier,
  title: localizedText,
  kind: z.enum(["report", "brief", "caseCollection", "methodsAppendix", "record", "dataTables", "evidenceList"]),
  outline: z
    .string()
    .regex(/^[a-z0-9-]+\.md$/, "expected a file name such as research-report.md")
    .exactOptional(),
});

/** `study.yaml` of a pack: the `Study`, strict, so that a misspelt key is noticed. */
export const studySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected lower-case letters, digits and hyphens"),
  title: localizedText,
  topic: shortText,
  commissioner: shortText,
  undertaker: shortText,
  lead: shortText,
  team: shortText.exactOptional(),
  funding: shortText.exactOptional(),
  contact: shortText.exactOptional(),
  retainUntil: calendarDay.exactOptional(),
  period: z
    .strictObject({ from: calendarDay, to: calendarDay })
    .refine(({ from, to }) => from <= to, "expected `from` not later than `to`"),
  reportYear: z.number().int().min(2000).max(2100),
  region: shortText,
  pilotRegions: z.array(shortText).max(50).exactOptional(),
  obligations: z.array(obligation).min(1),
  deliverables: z.array(deliverable),
  disclosure: z.strictObject({ smallCell: z.number().int().min(3).max(50) }).exactOptional(),
  recordings: z.strictObject({ keepMonths: z.number().int().min(0).max(120) }).exactOptional(),
  simulated: z.boolean().default(false),
  mainlandPersonalInformation: z.boolean(),
});
