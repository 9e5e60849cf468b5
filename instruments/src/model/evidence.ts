import type { Day } from "./ids.ts";

/** Where a published figure comes from; only 官方统计 may be called statistics. */
export type IndicatorSource = "官方统计" | "单位填报" | "问卷抽样" | "公开文献";

/** A figure published elsewhere, quoted in a report with its source. */
export interface Indicator {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly year: string;
  readonly source: string;
  readonly kind: IndicatorSource;
  readonly note: string;
}

/** A policy text the study refers to. */
export interface PolicyDocument {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly number: string;
  readonly day: Day | null;
  readonly region: string;
  readonly level: "国家" | "省市" | "单位";
}

/** 问题 → 证据 → 影响 → 成因; evidence names analyses, codes or indicators. */
export interface Finding {
  readonly id: string;
  readonly problem: string;
  readonly evidence: readonly string[];
  /** What the problem leads to. */
  readonly impact?: string;
  readonly cause: string;
}

/** 对策建议 built on findings. */
export interface Recommendation {
  readonly id: string;
  readonly findings: readonly string[];
  readonly measure: string;
  /** 政策依据, 已有基础, 具体举措 and 风险, as far as they are written. */
  readonly basis?: string;
  readonly ground?: string;
  readonly steps?: string;
  readonly responsible: string;
  readonly deadline: string;
  readonly effect: string;
  readonly risk?: string;
}
