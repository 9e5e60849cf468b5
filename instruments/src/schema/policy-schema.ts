import { z } from "zod";
import { policyLevels, policyStates } from "../model/policy-source.ts";
import { calendarDay, shortText } from "./text-limits.ts";

/** What a person confirms of a policy text: `PolicyHead`. */
export const policyHeadSchema = z.strictObject({
  title: shortText,
  issuer: shortText,
  number: z.string().max(100),
  day: calendarDay.nullable(),
  region: shortText,
  level: z.enum(policyLevels),
  state: z.enum(policyStates),
  url: z
    .string()
    .max(2_000)
    .regex(/^(?:https?:\/\/\S+)?$/u, "expected an address that begins with http:// or https://, or nothing"),
});
