export type { CoderAgreementResult, Disagreement } from "./agreement/compare-coders.ts";
export {
  changedFigures,
  consentsMissing,
  consentsNeeded,
  hashCaseText,
  isPublishedCase,
  isWithdrawnCase,
  staleConfirmations,
  standingOf,
  stepsOf,
} from "./cases/case-standing.ts";
export type { CaseTemplate, CaseTemplateSection } from "./cases/case-template.ts";
export { compareCases, type SentenceChange } from "./cases/compare-cases.ts";
export { type CaseSource, draftCase } from "./cases/draft-case.ts";
export { findForeignNumbers } from "./cases/foreign-numbers.ts";
export { isOffRecord, isSensitive } from "./cases/is-sensitive.ts";
export { type MergedCase, mergeCases } from "./cases/merge-cases.ts";
export { personTemplate } from "./cases/person-template.ts";
export { listDropped, type Redraft, redraftCase } from "./cases/redraft-case.ts";
export { reformTemplate } from "./cases/reform-template.ts";
export { makeBarChart } from "./charts/bar-chart.ts";
export { makeDayChart } from "./charts/day-chart.ts";
export { makeDistrictMap } from "./charts/district-map.ts";
export { makeHeatMap } from "./charts/heat-map.ts";
export { makeIntervalChart } from "./charts/interval-chart.ts";
export { makeLearningCurve } from "./charts/learning-curve.ts";
export { makeStackedChart } from "./charts/stacked-chart.ts";
export { type District, findDistrict, tianjinDistricts } from "./charts/tianjin-districts.ts";
export { createCodingCarrier } from "./coding/carry-coding.ts";
export { type CodingCheck, checkCoding, createCodingCheck } from "./coding/check-coding.ts";
export { codeColors, codeHues, colorOfHue } from "./coding/code-hue.ts";
export { type CodingAct, createCodingMaker, makeCoding } from "./coding/make-coding.ts";
export { idsBeneath, nextNumber, placeBeneath } from "./coding/place-code.ts";
export {
  type CodingRelation,
  codingRelations,
  crossRetrieved,
  type RetrievalMatrix,
  type RetrievalQuery,
  type Retrieved,
  retrieveCodings,
} from "./coding/retrieve-codings.ts";
export { revertCodebook } from "./coding/revert-codebook.ts";
export { type SuggestOptions, suggestCodings } from "./coding/suggest-codings.ts";
export { addTextColumn } from "./dataset/add-text-column.ts";
export { type AnsweredVersion, buildDataset, startDataset } from "./dataset/build-dataset.ts";
export { datasetFromCsv } from "./dataset/dataset-from-csv.ts";
export { finishAtOnce } from "./dataset/finish-at-once.ts";
export {
  corpusFromSnapshot,
  datasetFromSnapshot,
  definitionFromSnapshot,
  parseSnapshot,
} from "./dataset/open-snapshot.ts";
export { countNotAssigned } from "./dataset/read-column.ts";
export { rowsFromCsv } from "./dataset/rows-from-csv.ts";
export { rowsFromDataset } from "./dataset/rows-from-dataset.ts";
export { parseVariablesFile, toVariablesFile } from "./dataset/variables-file.ts";
export { type AnonymityReport, assessAnonymity, suppressRare } from "./disclosure/anonymity.ts";
export { coarsenDataset, sourceOf } from "./disclosure/coarsen.ts";
export {
  mayRefresh,
  type Released,
  releaseCount,
  releaseInLots,
} from "./disclosure/release-in-lots.ts";
export { type ShownCount, type SuppressedTable, suppressList, suppressTable } from "./disclosure/suppress-table.ts";
export { AnalysisError } from "./errors.ts";
export { type Derivation, type DerivationOf, deriveSchema } from "./expression/derivation.ts";
export { addDerived } from "./expression/derive.ts";
export { describeDerivation, intervalsOf } from "./expression/describe-derivation.ts";
export { addNeededDerivations, mentions } from "./expression/needed-derivations.ts";
export { type Where, whereSchema } from "./expression/where.ts";
export * from "./model/case-summary.ts";
export type * from "./model/corpus.ts";
export type * from "./model/data-rows.ts";
export type * from "./model/dataset.ts";
export { missingReasons } from "./model/dataset.ts";
export type * from "./model/presentation.ts";
export { defaultRules } from "./model/presentation.ts";
export {
  type CodedProvision,
  comparePolicies,
  type PolicyComparison,
  type PolicyFilter,
  type PolicyRows,
  policyRows,
} from "./policy/compare-policies.ts";
export { joinPolicies, policyAttributes } from "./policy/policy-attributes.ts";
export { formatNumber, formatP } from "./presentation/format-number.ts";
export { sayDerivation } from "./presentation/say-derivation.ts";
export { sayWhere } from "./presentation/say-where.ts";
export { type ConstructProgress, type OpenProgress, summariseConstructs } from "./progress/summarise-constructs.ts";
export { listTracked, type Tracked, type TrackedRow, trackAnswers } from "./progress/track-answers.ts";
export { analyses } from "./registry/analyses.ts";
export {
  type Analysis,
  type AnalysisInput,
  type AnalysisResult,
  countCases,
  type TextTools,
} from "./registry/analysis.ts";
export { constructParams, declaredPairs } from "./registry/declared-params.ts";
export {
  findAnalysis,
  type Presented,
  type PresentOptions,
  presentRequest,
  type RunOutcome,
  runAndPresent,
  runRequest,
} from "./registry/run-request.ts";
export {
  type CountedPerson,
  groupRoster,
  guardRosterTable,
  type RosterAxis,
  type RosterTable,
  smallGroups,
  tabulateRoster,
} from "./roster/tabulate-roster.ts";
export {
  drawSample,
  type FrameMember,
  type Sample,
  type SampleDesign,
} from "./sampling/draw-sample.ts";
export { rankSubjects, type SubjectRanking } from "./statistics/rank-subjects.ts";
export {
  type ScoreItem,
  type ScoreSummary,
  summariseScores,
} from "./statistics/score-sheets.ts";
export { chooseSuggester, hintsFromNames } from "./suggestions/choose-settings.ts";
export { evaluateSuggester, type SuggesterQuality } from "./suggestions/evaluate-suggester.ts";
export {
  countTraining,
  type LabelledText,
  type RankedLabel,
  type Suggester,
  type Suggestion,
  trainSuggester,
} from "./suggestions/train-suggester.ts";
export { domainDictionary } from "./text/domain-dictionary.ts";
export { extractTerms, type TermOptions } from "./text/extract-terms.ts";
export { createIntlSegmenter, intlSegmenter } from "./text/intl-segmenter.ts";
export { type KeywordScorer, plainKeywordScorer, type TermScore } from "./text/keyword-scorer.ts";
export type { Segmenter } from "./text/segmenter.ts";
export { type SpanSplitter, splitClauses, splitSentences, splitWithin } from "./text/split-sentences.ts";
export { stopWords } from "./text/stop-words.ts";
export { synonyms } from "./text/synonyms.ts";
export { neutralTextTools } from "./text/text-tools.ts";
