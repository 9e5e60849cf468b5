import type { reportsZh } from "./reports.zh.ts";

/** Texts of reports and their builds in English. */
export const reportsEn: typeof reportsZh = {
  note: "Reports are built from outlines; numbers, charts and quotations come from the present data, with an evidence list.",
  empty: "The pack has no report outlines.",
  files: (count) => (count === 0 ? "not built yet" : `${count} files built`),
  outline: "Outline (Markdown)",
  buildDraft: "Build a draft",
  buildFinal: "Build the final report",
  built: (evidence, placeholders) =>
    `Built: ${evidence} pieces of evidence, ${placeholders} texts still to be written. The files stand under “Files”.`,
  builds: "Files",
  noBuilds: "Nothing built yet.",
  at: "Built",
  mode: "Kind",
  modes: { draft: "Draft", final: "Final" },
  placeholders: "To be written",
  file: "File",
  openTitle: (count) => `${count} texts are still to be written before a final version can be built`,
  draftOpen: (count) => `${count} texts of the draft are still to be written`,
  openFacts: (names) => `Not filled in about the study: ${names}.`,
  fillFacts: "Fill in",
  openLine: (line) => `Line ${line} of the outline`,
  collected: "How far the cases are",
  collectedNote: (final, all) =>
    `A final version takes cases whose present text is final and whose consents stand: ${final} of ${all}. Open the others and finish their workflow.`,
  consentStands: "consents stand",
  consentMissing: "consents missing",
  consentWithdrawn: "refused or taken back",
};
