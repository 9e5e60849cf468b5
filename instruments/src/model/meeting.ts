import type { Day, PersonCode } from "./ids.ts";

/** One opinion heard at a meeting and what became of it: the adoption ledger 采纳情况台账. */
export interface Opinion {
  readonly id: string;
  readonly speaker: PersonCode;
  readonly kind: "意见" | "建议" | "异议" | "数据";
  readonly point: string;
  /** Null while nobody decided. */
  readonly adoption: "采纳" | "部分采纳" | "未采纳" | null;
  readonly reason: string;
  /** Where in the report it is carried out, e.g. 第七章第（二）节. */
  readonly chapter: string;
}

/** What a meeting decided, and who sees to it by when. */
export interface Decision {
  readonly id: string;
  readonly matter: string;
  readonly owner: string;
  readonly due: Day | null;
  readonly state: "未开始" | "进行中" | "已完成";
}

/** One expert's sheet: points by item of the score sheet; an item not scored is missing, not zero. */
export interface ScoreSheet {
  readonly id: string;
  /** Id of the sheet among the pack's records. */
  readonly sheet: string;
  /** What is scored: the report, a case lead, a person. */
  readonly subject: string;
  readonly expert: PersonCode;
  readonly points: { readonly [item: string]: number };
  readonly comment: string;
}

/** The conclusion of a panel 专家组意见; `problems` must not be empty in a final one. */
export interface PanelOpinion {
  readonly leader: PersonCode | null;
  readonly heard: string;
  readonly conclusions: readonly string[];
  readonly problems: string;
  readonly verdict: "一致同意" | "原则同意" | "不同意" | null;
}

/** What a meeting's record holds beside participants and notes. */
export interface MeetingRecord {
  /** Which meeting of its kind, from 1. */
  readonly sequence: number | null;
  readonly place: string;
  readonly organiser: string;
  readonly undertaker: string;
  readonly chair: string;
  readonly expected: number | null;
  readonly present: number | null;
  readonly online: number | null;
  readonly agenda: string;
  readonly documents: string;
  readonly opinions: readonly Opinion[];
  readonly consensus: string;
  readonly reserved: string;
  readonly decisions: readonly Decision[];
  readonly scores: readonly ScoreSheet[];
  readonly panel: PanelOpinion | null;
  readonly signedBy: string;
  readonly signedOn: Day | null;
}
