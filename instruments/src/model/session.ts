import type { CodeId, Day, Instant, PersonCode, SessionId, UnitCode } from "./ids.ts";

export type SessionType = "个别访谈" | "座谈" | "研讨会" | "专家论证会" | "实地考察";
export type SessionMode = "现场" | "视频" | "电话";
export type PilotLevel = "国家试点单位" | "国家试点地方内单位" | "本省市自设试点" | "非试点" | "不清楚";

/** 受访 counts as interviewee; 调研组 as researcher sent out; 参会 and 陪同 do not count as interviewed. */
export type ParticipantRole = "受访" | "调研组" | "参会" | "陪同";

export type ConsentKind = "participate" | "recordAudio" | "recontact" | "namedQuoteOrCase";

/** One consent: what was asked, the answer, when and how. */
export interface Consent {
  readonly kind: ConsentKind;
  readonly granted: boolean;
  readonly method: "口头" | "书面" | "在线";
  readonly at: Instant;
}

export interface Participant {
  readonly person: PersonCode;
  readonly role: ParticipantRole;
  /** E.g. 基础研究, 副高, 36–40岁: never a name. */
  readonly category: string;
  readonly consents: readonly Consent[];
}

export interface Site {
  readonly unit: UnitCode;
  readonly unitType: string;
  readonly pilotLevel: PilotLevel;
  readonly keyUnit: boolean;
  readonly district: string;
}

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
}

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
  readonly participants: readonly Participant[];
  readonly notes: readonly NoteRow[];
  readonly summary: string;
  readonly observation: string;
  /** The interviewer's own reflection; never exported. */
  readonly reflection: string;
  /** Goes up by one at every accepted edit. */
  readonly revision: number;
}
