import type { Codebook } from "./codebook.ts";
import type { Finding, Indicator, PolicyDocument, Recommendation } from "./evidence.ts";
import type { Protocol, RecordSheet } from "./protocol.ts";
import type { QuestionnaireDefinition } from "./questionnaire.ts";
import type { QuotaPlan } from "./quota.ts";
import type { CollectorMode } from "./response.ts";
import type { Study } from "./study.ts";

/** A report outline: Markdown with directives, kept as text so that errors can name its lines. */
export interface ReportOutline {
  /** File name without folder, e.g. `research-report.md`. */
  readonly file: string;
  readonly markdown: string;
}

/** A notice in one language; a changed text is a new version. */
export interface NoticeText {
  readonly version: string;
  /** First screen. */
  readonly brief: string;
  readonly markdown: string;
}

/** The informed-consent notice in Chinese, which governs, and its translation where the pack has one. */
export interface Notice extends NoticeText {
  /** Its version is that of the Chinese text with `-en` behind it: a consent names the text that was read. */
  readonly en?: NoticeText;
  /** Ways of answering whose promises the notice keeps; absent: all of them. */
  readonly modes?: readonly CollectorMode[];
  /** It says what nomination forms collect, so that links to them may be opened. */
  readonly nominations?: boolean;
}

/** The cover letter 调研函 to units: slots of the study are filled, those of the single letter open. */
export interface LetterTemplate {
  readonly version: string;
  readonly title: string;
  readonly markdown: string;
}

/** Everything that is asked in a study, loaded and checked. */
export interface StudyPack {
  readonly study: Study;
  readonly questionnaires: readonly QuestionnaireDefinition[];
  readonly protocols: readonly Protocol[];
  readonly records: readonly RecordSheet[];
  readonly codebook: Codebook;
  readonly reports: readonly ReportOutline[];
  readonly indicators: readonly Indicator[];
  readonly policies: readonly PolicyDocument[];
  readonly findings: readonly Finding[];
  readonly recommendations: readonly Recommendation[];
  readonly bibliography: string;
  readonly notice: Notice;
  /** Quota plans a study starts with; later they are edited at the desk. */
  readonly quotas?: readonly QuotaPlan[];
  /** Absent where a study sends no letters. */
  readonly letter?: LetterTemplate | undefined;
}
