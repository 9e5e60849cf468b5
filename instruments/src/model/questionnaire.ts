import type { ContentHash, QuestionnaireName } from "./ids.ts";
import type { LocalizedText } from "./localized.ts";

/** Plain JSON as it stands in files, requests and rows. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A construct: the items that are meant to measure one thing, and where the idea comes from. */
export interface Construct {
  readonly id: string;
  readonly label: LocalizedText;
  /** Variable names, at least one; reliability needs two. */
  readonly items: readonly string[];
  readonly reverse?: readonly string[];
  readonly scale?: { readonly min: number; readonly max: number };
  /** Citation of the concept the items build on. */
  readonly sourceConcept?: string;
  readonly wording: "own";
  readonly licenceNote?: string;
}

/** Pairs of variables of an importance–performance block. */
export interface ImportancePerformancePair {
  readonly label: LocalizedText;
  readonly importance: string;
  readonly performance: string;
}

/** A module of a split questionnaire: pages whose questions, core items apart, only those it is assigned to are asked. */
export interface QuestionModule {
  /** Letters, digits and `_`: it becomes part of a variable's name. */
  readonly id: string;
  readonly label: LocalizedText;
  /** Names of its pages. */
  readonly pages: readonly string[];
}

/** How a questionnaire can be split: everybody is asked the pages outside the modules, the core items, and a few modules. */
export interface SplitPlan {
  /** Modules each respondent is assigned, fewer than there are. */
  readonly draw: number;
  /** Minutes a respondent needs for the split form. */
  readonly minutes: number;
  /** Title of the split form, where it has its own. */
  readonly title?: LocalizedText;
  readonly modules: readonly QuestionModule[];
  /** Questions on pages of modules, or rows of them as `question_row`, that everybody is asked. */
  readonly core: readonly string[];
}

/** Answers that cannot both be true, e.g. a senior title within the first three years of work. */
export interface ImpossibleCombination {
  /** A condition over at least two questions, in the language of `visibleIf`. */
  readonly if: string;
  /** What contradicts what; shown at the desk. */
  readonly reason: LocalizedText;
}

/** What makes a questionnaire a nomination form 推荐表: its answers are case leads and no survey data. */
export interface NominationPlan {
  readonly kind: "reform" | "person";
  /** Id of the score sheet among the pack's records. */
  readonly sheet: string;
  /** Question whose answer names the lead. */
  readonly title: string;
}

/** A questionnaire as a researcher writes it: SurveyJS JSON within the profile, and what the analysis must know. */
export interface QuestionnaireDefinition {
  readonly name: QuestionnaireName;
  readonly form: "short" | "full";
  readonly title: LocalizedText;
  readonly purpose: LocalizedText;
  /** Minutes a respondent needs. */
  readonly minutes: number;
  readonly constructs: readonly Construct[];
  readonly importancePerformance?: readonly ImportancePerformancePair[];
  /** Codes that mean 不清楚/不适用 in every question that offers them. */
  readonly missingCodes: readonly number[];
  /** Derived variables in the form of `analyses.md`. */
  readonly derive?: readonly Json[];
  /** Questions of attention checks with the answer that passes. */
  readonly attentionChecks?: readonly { readonly question: string; readonly expected: Json }[];
  /** Lets collectors ask a part of the questions; without it all are asked. */
  readonly split?: SplitPlan;
  /** Combinations that make somebody look at a response; nothing is refused for them. */
  readonly impossibleCombinations?: readonly ImpossibleCombination[];
  /** Questions whose answers name or describe a person: the server keeps them apart from the others, sealed. */
  readonly personal?: readonly string[];
  readonly nomination?: NominationPlan;
  readonly survey: { readonly [key: string]: Json };
}

/** A closed version takes no more answers. */
export type VersionStatus = "published" | "closed";

/** A published, immutable version. */
export interface QuestionnaireVersion {
  readonly hash: ContentHash;
  readonly number: number;
  readonly status: VersionStatus;
  readonly definition: QuestionnaireDefinition;
}
