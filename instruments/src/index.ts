export { answerTargets } from "./answer-sheet/answer-targets.ts";
export { draftDataset } from "./answer-sheet/draft-dataset.ts";
export { type CellFault, type MappedAnswers, mapAnswers } from "./answer-sheet/map-answers.ts";
export { type ColumnMatch, matchColumns } from "./answer-sheet/match-columns.ts";
export { readHeader } from "./answer-sheet/read-header.ts";
export { compareDefinitions } from "./compare/compare-definitions.ts";
export type * from "./compare/definition-change.ts";
export { diffWords, type WordRun } from "./compare/diff-words.ts";
export { compareVersions } from "./compile/compare-versions.ts";
export { compileQuestionnaire } from "./compile/compile-questionnaire.ts";
export { missingChoices } from "./compile/missing-choices.ts";
export { pageSurvey } from "./compile/page-survey.ts";
export { type AnswerRow, readAnswerRow } from "./compile/read-answer-row.ts";
export { type Cell, tabulateAnswers } from "./compile/tabulate-answers.ts";
export { type CheckMode, pruneAnswers, validateAnswers } from "./compile/validate-answers.ts";
export { InstrumentError, PackRefused, QuestionnaireRefused } from "./errors.ts";
export { compareIndicators, type IndicatorLine, type IndicatorTable } from "./evidence/compare-indicators.ts";
export {
  type IndicatorFault,
  indicatorHeader,
  type ReadIndicators,
  readIndicators,
} from "./evidence/read-indicators.ts";
export { type ReadQuestionnaire, readSurveyJson } from "./exchange/read-survey-json.ts";
export type * from "./expression/expression.ts";
export { parseExpression } from "./expression/parse-expression.ts";
export { canonicalJson, canonicalPieces } from "./hash/canonical-json.ts";
export {
  hashBytes,
  hashJson,
  hashJsonInSteps,
  hashText,
  type RunningHash,
  startHash,
} from "./hash/content-hash.ts";
export { joinPieces } from "./hash/join-pieces.ts";
export {
  type AccountRates,
  type AccountRule,
  addAccounts,
  balanceAccount,
  rateAccount,
} from "./ledger/balance-account.ts";
export { comparePlan, type PlanLine, type PlanOutcome, type PlanSum, sumPlan } from "./ledger/compare-plan.ts";
export {
  countObligations,
  listInterviewees,
  type ObligationCount,
  type ObligationEvidence,
} from "./ledger/count-obligations.ts";
export { countReadings, type FieldworkReadings } from "./ledger/count-readings.ts";
export { type DescribedLine, describeLines } from "./ledger/describe-lines.ts";
export type { EvidenceLine, LeftOutReason } from "./ledger/judge-evidence.ts";
export { sayReason } from "./ledger/say-reason.ts";
export { lintForPublishing } from "./lint/find-missing-texts.ts";
export { lintQuestionnaire } from "./lint/lint-questionnaire.ts";
export type * from "./model/account.ts";
export type * from "./model/codebook.ts";
export type * from "./model/compiled.ts";
export type * from "./model/deidentify.ts";
export type * from "./model/evidence.ts";
export type * from "./model/ids.ts";
export { type Brand, brandAs } from "./model/ids.ts";
export { type Locale, type LocalizedText, textIn } from "./model/localized.ts";
export type * from "./model/meeting.ts";
export type * from "./model/pack.ts";
export type * from "./model/plan.ts";
export type * from "./model/policy-source.ts";
export { policyLevels, policyStates } from "./model/policy-source.ts";
export type * from "./model/protocol.ts";
export type * from "./model/questionnaire.ts";
export type * from "./model/quota.ts";
export type * from "./model/response.ts";
export type * from "./model/roster.ts";
export type * from "./model/session.ts";
export { pilotLevels } from "./model/session.ts";
export { type SnapshotPolicy, type StudySnapshot, snapshotFormat } from "./model/snapshot.ts";
export type * from "./model/study.ts";
export type * from "./model/timing.ts";
export { paradataEvents } from "./model/timing.ts";
export type * from "./model/transcript.ts";
export type * from "./model/variable.ts";
export { adaptStudy, type StudyBasics } from "./pack/adapt-study.ts";
export { type FilledLetter, fillLetter, type LetterBlock, type LetterValues } from "./pack/letter-slots.ts";
export { listUnfilled } from "./pack/list-unfilled.ts";
export { loadPack } from "./pack/load-pack.ts";
export type { PackFiles } from "./pack/pack-files.ts";
export type { PackFinding } from "./pack/pack-finding.ts";
export { readCsvRecords, readCsvRows } from "./pack/read-csv.ts";
export { readCsvStream } from "./pack/read-csv-stream.ts";
export {
  factsOf,
  fillFacts,
  isReadByPeople,
  isStandIn,
  keepFacts,
  type StudyFactName,
  type StudyFacts,
  studyFactNames,
} from "./pack/study-facts.ts";
export {
  type Agreement,
  compareEntries,
  type EntryComparison,
  type EntryDifference,
  type SettledEntries,
  settleEntries,
} from "./paper/compare-entries.ts";
export { describeForm, type PaperAnswer, type PaperChoice, type PaperQuestion } from "./paper/describe-form.ts";
export { type BoxChoice, type BoxEntry, listBoxes, type PaperBox } from "./paper/list-boxes.ts";
export { markOf, mayJoin, type PaperMark, paperMarks, parseBox, type TypedForm } from "./paper/parse-box.ts";
export { type BoxProblem, excuseAbsences, type ReadForm, readTyped } from "./paper/read-typed.ts";
export { type NumberOf, sayCondition } from "./paper/say-condition.ts";
export { sessionFromPlan } from "./plan/session-from-plan.ts";
export { parseChineseNumber } from "./policy/chinese-number.ts";
export { citeProvision } from "./policy/cite-provision.ts";
export type { PolicyRegions } from "./policy/place-issuer.ts";
export { type ParsedPolicy, readPolicyText } from "./policy/read-policy-text.ts";
export { type PolicySuggestion, suggestPolicyHead } from "./policy/suggest-policy-head.ts";
export type { LintFinding } from "./profile/finding.ts";
export { textProperties } from "./profile/text-properties.ts";
export { assignmentName } from "./program/program.ts";
export { findImpossible } from "./quality/find-impossible.ts";
export { flagResponse } from "./quality/flag-response.ts";
export { flagResponses, type ReviewedResponse } from "./quality/flag-responses.ts";
export { flagCodes, type QualityFlag, type QualityRules, qualityRules, writeFlag } from "./quality/quality-rules.ts";
export { checkQuotaPlan, isQuotaVariable, type QuotaFinding } from "./quota/check-quota-plan.ts";
export { listParts, listStrata, nameCell, nameMarginCell, type QuotaPart, type Stratum } from "./quota/list-strata.ts";
export { plainName } from "./roster/near-names.ts";
export {
  planRosterImport,
  type RosterDecisions,
  type RosterImportPlan,
  type RosterLine,
  type RosterTwin,
  type RowDecision,
} from "./roster/plan-roster-import.ts";
export {
  type RosterCells,
  type RosterFault,
  type RosterFaultReason,
  readAliases,
  readRosterRow,
} from "./roster/read-roster-row.ts";
export { cutRosterRows, readTable } from "./roster/read-table.ts";
export {
  matchRosterColumns,
  type RosterColumn,
  type RosterField,
  type RosterKind,
  rosterAxes,
  rosterFieldIds,
  rosterFields,
} from "./roster/roster-fields.ts";
export { namesOf } from "./roster/settle-units.ts";
export { codebookSchema } from "./schema/codebook-schema.ts";
export { evidenceSchema } from "./schema/evidence-schema.ts";
export { planItemSchema } from "./schema/plan-schema.ts";
export { policyHeadSchema } from "./schema/policy-schema.ts";
export { quotaPlanSchema } from "./schema/quota-schema.ts";
export { sessionSchema } from "./schema/session-schema.ts";
export {
  deidentifyPlanItem,
  deidentifySession,
  listSessionWords,
  type SessionWord,
  type WordDecision,
} from "./session/deidentify-session.ts";
export { type MergeConflict, mergeValues } from "./session/merge-rows.ts";
export { type MergedSession, mergeSessions } from "./session/merge-sessions.ts";
export {
  formerProtocols,
  type KeptProtocol,
  keepProtocolVersion,
  protocolOfSession,
  readProtocolVersion,
  versionOfProtocol,
} from "./session/protocol-version.ts";
export { recordingsKeptUntil } from "./session/recordings-kept-until.ts";
export { sessionTextParts } from "./session/session-texts.ts";
export { createFarm, type FarmStrategy, type ForgedResponse, farmStrategies } from "./simulate/farm-answers.ts";
export { generateAnswers, type Traits } from "./simulate/generate-answers.ts";
export { type RandomSource, seededRandom } from "./simulate/random-source.ts";
export { createPeople, type PeopleKind, peopleKinds } from "./simulate/simulate-people.ts";
export { simulateTiming } from "./simulate/simulate-timing.ts";
export { type Assignment, listAssignments } from "./split/list-assignments.ts";
export { looksLikeFormula, readTextCell, writeTextCell, writeTextRows } from "./spreadsheet/csv-cell.ts";
export { escapeXml } from "./spreadsheet/escape-xml.ts";
export { readWorkbook } from "./spreadsheet/read-workbook.ts";
export { columnLetters, type Sheet, type SpreadsheetLimits, type Workbook } from "./spreadsheet/workbook.ts";
export { type NewSheet, writeWorkbook } from "./spreadsheet/write-workbook.ts";
export { fromBase64, toBase64, toBase64Url } from "./text/base64.ts";
export { codePointLength, fromUtf16Offset, sliceCodePoints, toUtf16Offset } from "./text/code-points.ts";
export { foldForSearch } from "./text/fold-text.ts";
export { joinBytes } from "./text/join-bytes.ts";
export { createOffsetIndex, type OffsetIndex } from "./text/offset-index.ts";
export { sayOrdinal } from "./text/say-ordinal.ts";
export { snapToUnits, trimSpan } from "./text/snap-span.ts";
export { type DerivedTimes, deriveTiming, longestStretchSeconds } from "./timing/derive-timing.ts";
export { listSurveyPages, type SurveyPage } from "./timing/survey-pages.ts";
export { alignTexts } from "./transcript/align-texts.ts";
export { carryTurns } from "./transcript/carry-turns.ts";
export {
  carryOutward,
  carrySpan,
  type DeidentifiedText,
  invertAlignment,
  replaceIdentifiers,
} from "./transcript/deidentify.ts";
export { type DeidentifiedTranscript, deidentifyTurns } from "./transcript/deidentify-turns.ts";
export { findIdentifiers } from "./transcript/find-identifiers.ts";
export { joinPlaces } from "./transcript/join-places.ts";
export { makeTranscript, sealTranscript, type TranscriptSource } from "./transcript/make-transcript.ts";
export { maximumTranscriptLength, type ParsedTranscript, parseTranscript } from "./transcript/parse-transcript.ts";
export { type ReadTranscript, readTranscript, type TranscriptFormat } from "./transcript/read-transcript.ts";
export { findInterviewers, speakerRole } from "./transcript/speaker-role.ts";
export { formatTimeCode } from "./transcript/time-code.ts";
export type { TranscriptFinding, TranscriptFindingCode } from "./transcript/transcript-finding.ts";
export { readXlsform } from "./xlsform/read-xlsform.ts";
export { writeXlsform } from "./xlsform/write-xlsform.ts";
