import type { CodeId, Day, Instant, PersonCode, SessionId, UnitCode } from "./ids.ts";
import type { MeetingRecord } from "./meeting.ts";

/** What kind of conversation it is; what counts towards which obligation follows from it. */
export type SessionType = "个别访谈" | "座谈" | "研讨会" | "专家论证会" | "实地考察";
/** How people met. */
export type SessionMode = "现场" | "视频" | "电话";
/** What the unit is to the reform. */
export const pilotLevels = ["国家试点单位", "国家试点地方内单位", "本省市自设试点", "非试点", "不清楚"] as const;
/** One of these levels. */
export type PilotLevel = (typeof pilotLevels)[number];

/** 受访 counts as interviewee; 调研组 as researcher sent out; 参会 and 陪同 do not count as interviewed. */
export type ParticipantRole = "受访" | "调研组" | "参会" | "陪同";

/** What an interviewee can agree to, each on its own. */
export type ConsentKind = "participate" | "recordAudio" | "recontact" | "namedQuoteOrCase";

/** One consent: what was asked, the answer, when and how. */
export interface Consent {
  readonly kind: ConsentKind;
  readonly granted: boolean;
  readonly method: "口头" | "书面" | "在线";
  readonly at: Instant;
}

/** Somebody who took part, by code. */
export interface Participant {
  readonly person: PersonCode;
  readonly role: ParticipantRole;
  /** E.g. 基础研究, 副高, 36–40岁: never a name. */
  readonly category: string;
  readonly consents: readonly Consent[];
  /** What somebody of the team does in this session. */
  readonly duty?: "主访" | "记录" | "协助";
  /** At a meeting: who sits there, without a name. */
  readonly seat?: Seat;
}

/** A participant's line in the table of a meeting. */
export interface Seat {
  readonly unit: string;
  readonly position: string;
  readonly field: string;
  readonly kind: "专家" | "管理" | "人才" | "企业";
  readonly attendance: "纸质签到" | "扫码签到" | "线上签到" | "未到";
}

/** Where a session was, as far as figures need it. */
export interface Site {
  readonly unit: UnitCode;
  readonly unitType: string;
  readonly pilotLevel: PilotLevel;
  readonly keyUnit: boolean;
  readonly district: string;
}

/** What a row of the notes is: a point, words as said, a fact, an observation, material, a further question, an aside. */
export type NoteType = "要点" | "原话" | "事实数据" | "观察" | "材料" | "追问" | "插曲";

/** One row of the note sheet. */
export interface NoteRow {
  readonly id: string;
  /** Seconds since the session began. */
  readonly t: number;
  readonly question: string | null;
  readonly type: NoteType;
  readonly text: string;
  readonly verbatim: boolean;
  readonly codes: readonly CodeId[];
  readonly strength: 1 | 2 | 3 | null;
  readonly sensitive: boolean;
  /** Id of a photo or recording that belongs to the row. */
  readonly attachment?: string;
}

/** Something to be checked after the session. */
export interface FollowUp {
  readonly id: string;
  readonly matter: string;
  readonly owner: string;
  readonly due: Day | null;
  readonly state: "待核实" | "已核实" | "无法核实";
  readonly outcome: string;
}

/** A document asked for at the site. */
export interface MaterialRequest {
  readonly id: string;
  readonly name: string;
  readonly state: "待提供" | "已收到" | "不提供";
  readonly note: string;
  readonly attachment?: string;
}

/** Foot of the record: how it went, what is open, who checked it. */
export interface SessionFoot {
  /** 1 to 5; null while not judged. */
  readonly cooperation: number | null;
  readonly credibility: number | null;
  readonly ratingReason: string;
  /** How much was new: the sign of saturation. */
  readonly novelty: "多" | "少" | "无" | null;
  readonly contradictions: string;
  readonly followUps: readonly FollowUp[];
  readonly materials: readonly MaterialRequest[];
  readonly caseLead: "改革案例" | "人物案例" | null;
  readonly caseNote: string;
  /** Number of the signed consent form, if there is one. */
  readonly consentForm: string;
  readonly reviewer: string;
  readonly reviewedOn: Day | null;
}

/** Only sessions that were held count. */
export type SessionStatus = "planned" | "held" | "cancelled";

/** An interview, a visit or a meeting; 人次 are derived from it. */
export interface Session {
  readonly id: SessionId;
  /** E.g. T4-SITE03-I07. */
  readonly number: string;
  readonly type: SessionType;
  readonly mode: SessionMode;
  readonly status: SessionStatus;
  readonly title: string;
  readonly day: Day;
  readonly startTime: string;
  readonly minutes: number;
  readonly site: Site;
  readonly protocol: string | null;
  /** Version of the protocol it was held with, see `versionOfProtocol`; sessions held before versions were noted have none. */
  readonly protocolVersion?: string;
  readonly participants: readonly Participant[];
  readonly notes: readonly NoteRow[];
  readonly summary: string;
  readonly observation: string;
  /** The interviewer's own reflection; never exported. */
  readonly reflection: string;
  /** Why a cancelled session was not held. */
  readonly cancelReason?: string;
  readonly foot?: SessionFoot;
  readonly meeting?: MeetingRecord;
  /** Goes up by one at every accepted edit. */
  readonly revision: number;
}
