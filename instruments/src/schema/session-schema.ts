import { z } from "zod";
import { pilotLevels } from "../model/session.ts";
import { meetingSchema } from "./meeting-schema.ts";
import { calendarDay, code, line, record } from "./text-limits.ts";

const consent = z.strictObject({
  kind: z.enum(["participate", "recordAudio", "recontact", "namedQuoteOrCase"]),
  granted: z.boolean(),
  method: z.enum(["口头", "书面", "在线"]),
  at: z.iso.datetime(),
});

const participant = z.strictObject({
  person: code,
  role: z.enum(["受访", "调研组", "参会", "陪同"]),
  category: line,
  consents: z.array(consent).max(50),
  duty: z.enum(["主访", "记录", "协助"]).exactOptional(),
  seat: z
    .strictObject({
      unit: line,
      position: line,
      field: line,
      kind: z.enum(["专家", "管理", "人才", "企业"]),
      attendance: z.enum(["纸质签到", "扫码签到", "线上签到", "未到"]),
    })
    .exactOptional(),
});

const note = z.strictObject({
  id: code,
  t: z.number().min(0).max(604_800),
  question: line.nullable(),
  type: z.enum(["要点", "原话", "事实数据", "观察", "材料", "追问", "插曲"]),
  text: z.string().max(20_000),
  verbatim: z.boolean(),
  codes: z.array(code).max(50),
  strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  sensitive: z.boolean(),
  attachment: code.exactOptional(),
});

const followUp = z.strictObject({
  id: code,
  matter: record,
  owner: line,
  due: calendarDay.nullable(),
  state: z.enum(["待核实", "已核实", "无法核实"]),
  outcome: record,
});

const material = z.strictObject({
  id: code,
  name: line,
  state: z.enum(["待提供", "已收到", "不提供"]),
  note: record,
  attachment: code.exactOptional(),
});

const rating = z.number().int().min(1).max(5).nullable();

const foot = z.strictObject({
  cooperation: rating,
  credibility: rating,
  ratingReason: record,
  novelty: z.enum(["多", "少", "无"]).nullable(),
  contradictions: record,
  followUps: z.array(followUp).max(500),
  materials: z.array(material).max(500),
  caseLead: z.enum(["改革案例", "人物案例"]).nullable(),
  caseNote: record,
  consentForm: line,
  reviewer: line,
  reviewedOn: calendarDay.nullable(),
});

/** A `Session` from outside: shapes, values and lengths. */
export const sessionSchema = z.strictObject({
  id: z.uuid(),
  number: line,
  type: z.enum(["个别访谈", "座谈", "研讨会", "专家论证会", "实地考察"]),
  mode: z.enum(["现场", "视频", "电话"]),
  status: z.enum(["planned", "held", "cancelled"]),
  title: z.string().min(1).max(500),
  day: z.iso.date(),
  startTime: z.string().regex(/^$|^([01]\d|2[0-3]):[0-5]\d$/, "expected HH:MM or nothing"),
  minutes: z.number().min(0).max(10_080),
  site: z.strictObject({
    unit: z.string().max(100),
    unitType: line,
    pilotLevel: z.enum(pilotLevels),
    keyUnit: z.boolean(),
    district: line,
  }),
  protocol: z.string().max(100).nullable(),
  protocolVersion: z
    .string()
    .max(200)
    .regex(/^.*#[0-9a-f]{64}$/, "expected a label, # and a SHA-256")
    .exactOptional(),
  participants: z.array(participant).max(500),
  notes: z.array(note).max(5_000),
  summary: record,
  observation: record,
  reflection: record,
  cancelReason: line.exactOptional(),
  foot: foot.exactOptional(),
  meeting: meetingSchema.exactOptional(),
  revision: z.number().int().min(0),
});
