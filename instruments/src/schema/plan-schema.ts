import { z } from "zod";
import { calendarDay, code, line, record } from "./text-limits.ts";

const dayWindow = z
  .strictObject({ from: calendarDay, to: calendarDay })
  .refine(({ from, to }) => from <= to, "expected `from` not later than `to`");

/** A `PlanItem` from outside: shapes, values and lengths. */
export const planItemSchema = z.strictObject({
  id: z.uuid(),
  type: z.enum(["个别访谈", "座谈", "研讨会", "专家论证会", "实地考察"]),
  mode: z.enum(["现场", "视频", "电话"]),
  title: z.string().min(1).max(500),
  number: line,
  unit: z.string().min(1).max(100).nullable(),
  window: dayWindow,
  minutes: z.number().int().min(0).max(10_080),
  protocol: z.string().max(100).nullable(),
  personTimes: z.number().int().min(0).max(500),
  participants: z
    .array(z.strictObject({ person: code, role: z.enum(["受访", "调研组", "参会", "陪同"]), category: line }))
    .max(500),
  assignees: z.array(code).max(50),
  note: record,
  moves: z.array(z.strictObject({ window: dayWindow, reason: z.string().min(1).max(500) })).max(50),
  cancelled: z.string().min(1).max(500).nullable(),
  heldAs: z.uuid().nullable(),
  revision: z.number().int().min(0),
});
