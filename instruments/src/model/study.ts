import type { Day, StudyId } from "./ids.ts";
import type { LocalizedText } from "./localized.ts";

/** What a member may do in a study; the rights are one table in the contract of the API. */
export type Role = "lead" | "researcher" | "interviewer" | "viewer";

/** What is counted towards an obligation. `interviewPersonTimes` = pairs of session and participant with role 受访. */
export type ObligationMeasure =
  | "meetings"
  | "interviewPersonTimes"
  | "fieldworkerPersonTimes"
  | "persons"
  | "units"
  | "responses"
  | "report"
  | "caseCollection";

/** Which sessions count: of these types, at sites of these pilot levels, at key units only, with participants of these kinds. */
export interface ObligationFilter {
  readonly sessionTypes?: readonly string[];
  readonly pilotLevels?: readonly string[];
  readonly keyUnitsOnly?: boolean;
  readonly participantCategories?: readonly string[];
}

/** Something the funder demands, e.g. at least 20 人次 of interviews. */
export interface Obligation {
  readonly id: string;
  readonly label: LocalizedText;
  readonly measure: ObligationMeasure;
  readonly atLeast: number;
  readonly unit: string;
  readonly filter?: ObligationFilter;
}

/**
 * Reports and case collections are what obligations count; a `brief` is the short version for decision makers, a `record`
 * is drawn up from the project's own records: plan, targets, work report, plan against actual.
 */
export type DeliverableKind =
  | "report"
  | "brief"
  | "caseCollection"
  | "methodsAppendix"
  | "record"
  | "dataTables"
  | "evidenceList";

/** A document the study owes. */
export interface Deliverable {
  readonly id: string;
  readonly title: LocalizedText;
  readonly kind: DeliverableKind;
  /** File under `reports/` of the pack. */
  readonly outline?: string;
}

/** A study 课题: everything about it is configuration, nothing is tied to a year. */
export interface Study {
  readonly id: StudyId;
  readonly title: LocalizedText;
  readonly topic: string;
  readonly commissioner: string;
  readonly undertaker: string;
  readonly lead: string;
  /** Who works on the study beside the lead, as the information page of a report names them. */
  readonly team?: string;
  /** Where the money comes from, as the information page of a report names it. */
  readonly funding?: string;
  /** Contact of the undertaker for respondents: person, telephone, e-mail. Goes into the notice. */
  readonly contact?: string;
  /** Last day on which answers are kept; then they are deleted or made anonymous. Goes into the notice. */
  readonly retainUntil?: Day;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly reportYear: number;
  readonly region: string;
  /** Regions where what the study is about was tried nationally, e.g. 上海市: policy texts from there are 试点地区. */
  readonly pilotRegions?: readonly string[];
  readonly obligations: readonly Obligation[];
  readonly deliverables: readonly Deliverable[];
  /** Rules of disclosure control; `smallCell` is the smallest group whose figures are shown, 5 where nothing is said. */
  readonly disclosure?: { readonly smallCell: number };
  /** How many months after the end of the period recordings are kept: what the consent script promises; 6 where nothing is said. */
  readonly recordings?: { readonly keepMonths: number };
  /** Generated data: every page and file made of it must carry the mark 模拟数据. */
  readonly simulated: boolean;
  /** Holds personal information of mainland respondents; a Worker then refuses to start the study. */
  readonly mainlandPersonalInformation: boolean;
}
