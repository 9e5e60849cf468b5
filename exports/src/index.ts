export { chartFont } from "./chart/chart-config.ts";
export { drawSvg } from "./chart/draw-svg.ts";
export { packDataset } from "./csv/pack-dataset.ts";
export { writeCodebook, writeVariables } from "./csv/write-codebook.ts";
export { csvLines, writeCsv } from "./csv/write-csv.ts";
export { type ResponseEvents, writeParadata } from "./csv/write-paradata.ts";
export { makeRecordFiles } from "./deliverables/record-files.ts";
export { type DeliverableFile, writeDeliverablesManifest } from "./deliverables/write-manifest.ts";
export { type ChangedEvidence, compareReports } from "./diff/compare-reports.ts";
export { compareSnapshots } from "./diff/compare-snapshots.ts";
export { type DocxOptions, type DrawPng, renderDocx } from "./docx/render-docx.ts";
export { ExportError, type OutlineFinding, OutlineRefused } from "./errors.ts";
export { type PackageFinding, verifyPackage } from "./evidence/evidence-package.ts";
export { makeEvidencePackage } from "./evidence/make-evidence-package.ts";
export { escapeHtml, renderHtml, writeHtmlTable } from "./html/render-html.ts";
export { type Letter, renderLetter } from "./letter/render-letter.ts";
export type { Meeting } from "./meeting/say-meeting.ts";
export { writeMinutes } from "./meeting/write-minutes.ts";
export {
  type PanelScores,
  type PanelScores,
  sayRanking,
  sayScores,
  sayScores,
  writePanelOpinion,
  writePanelOpinion,
} from "./meeting/write-panel-opinion.ts";
export { type MergeOutcome, mergeDocument } from "./merge/merge-document.ts";
export { readOrigin } from "./merge/read-origin.ts";
export type * from "./model/document.ts";
export type * from "./outline/outline.ts";
export { parseOutline } from "./outline/parse-outline.ts";
export { type PaperForm, renderForm } from "./paper/render-form.ts";
export { type CorpusOfProject, corpusFromProject } from "./refi-qda/corpus-from-project.ts";
export type * from "./refi-qda/import-report.ts";
export { type ProjectHead, projectFromCorpus } from "./refi-qda/project-from-corpus.ts";
export type * from "./refi-qda/qda-project.ts";
export { type ReadQdaProject, readQdaCodebook, readQdaProject } from "./refi-qda/read-project.ts";
export { renderCodedHtml } from "./refi-qda/render-coded-html.ts";
export { writeQdaCodebook, writeQdaProject } from "./refi-qda/write-project.ts";
export { verdictWords, writeSegmentsWorkbook } from "./refi-qda/write-segments-workbook.ts";
export { buildReport } from "./report/build-report.ts";
export type { BuildOptions } from "./report/report-state.ts";
