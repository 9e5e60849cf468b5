import type { Day, Instant, TranscriptId, UserId } from "./ids.ts";

/** Where a policy text stands in the order of government, as seen from the study's own region. */
export const policyLevels = ["国家", "试点地区", "其他省市", "本市", "区县", "单位"] as const;
/** The level of government that issued a policy. */
export type PolicyLevel = (typeof policyLevels)[number];

/** Whether a policy text is in force. */
export const policyStates = ["现行有效", "已修改", "已废止", "征求意见稿", "不明"] as const;
/** Whether a policy holds. */
export type PolicyState = (typeof policyStates)[number];

/** What is known of a policy text beside its words. */
export interface PolicyHead {
  readonly title: string;
  /** 发文机关; several are joined by 、. */
  readonly issuer: string;
  /** 文号, "" where it has none. */
  readonly number: string;
  /** 成文日期; null where nobody knows. */
  readonly day: Day | null;
  /** 地区, e.g. 全国, 天津市, 天津市滨海新区. */
  readonly region: string;
  readonly level: PolicyLevel;
  readonly state: PolicyState;
  /** Where the text was published; "" where unknown. */
  readonly url: string;
}

/**
 * A policy text that was imported as a source. Its words are a `Transcript` of the same id whose turns are provisions, so
 * it is coded, searched and corrected like one. What is known of it counts once a person has confirmed it.
 */
export interface PolicySource extends PolicyHead {
  readonly id: TranscriptId;
  /** Name of the file it came in. */
  readonly file: string;
  readonly confirmed: { readonly by: UserId; readonly at: Instant } | null;
  readonly revision: number;
}
