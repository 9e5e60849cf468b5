import {
  brandAs,
  type Consent,
  type ConsentKind,
  type Day,
  type PersonCode,
  pilotLevels,
  type Session,
  type SessionFoot,
  type SessionId,
  type UnitCode,
} from "@diaoyan/instruments";

/** Choices of a session's fields, as the model names them. */
export const sessionChoices = {
  types: ["个别访谈", "座谈", "研讨会", "专家论证会", "实地考察"],
  modes: ["现场", "视频", "电话"],
  statuses: ["planned", "held", "cancelled"],
  pilotLevels,
  roles: ["受访", "调研组", "参会", "陪同"],
  noteTypes: ["要点", "原话", "事实数据", "观察", "材料", "追问", "插曲"],
  consents: ["participate", "recordAudio", "recontact", "namedQuoteOrCase"],
  consentMethods: ["口头", "书面", "在线"],
  duties: ["主访", "记录", "协助"],
  novelties: ["多", "少", "无"],
  followUpStates: ["待核实", "已核实", "无法核实"],
  decisionStates: ["未开始", "进行中", "已完成"],
  materialStates: ["待提供", "已收到", "不提供"],
  caseLeads: ["改革案例", "人物案例"],
} as const;

/** How a consent is given before anybody says otherwise: being named is asked for in writing, later. */
export const usualMethod = (kind: ConsentKind): Consent["method"] => (kind === "namedQuoteOrCase" ? "书面" : "口头");

/** A session that has not been stored yet. */
export function blankSession(id: string, day: string): Session {
  return {
    id: brandAs<SessionId>(id),
    number: "",
    type: "个别访谈",
    mode: "现场",
    status: "planned",
    title: "",
    day: brandAs<Day>(day),
    startTime: "09:00",
    minutes: 60,
    site: {
      unit: brandAs<UnitCode>(""),
      unitType: "",
      pilotLevel: "不清楚",
      keyUnit: false,
      district: "",
    },
    protocol: null,
    participants: [{ person: brandAs<PersonCode>("P-01"), role: "受访", category: "", consents: [] }],
    notes: [],
    summary: "",
    observation: "",
    reflection: "",
    revision: 0,
  };
}

/** The foot of a record of which nothing is filled in. */
export const blankFoot: SessionFoot = {
  cooperation: null,
  credibility: null,
  ratingReason: "",
  novelty: null,
  contradictions: "",
  followUps: [],
  materials: [],
  caseLead: null,
  caseNote: "",
  consentForm: "",
  reviewer: "",
  reviewedOn: null,
};
