import type { LedgerMessages } from "./ledger.zh.ts";

/** Texts of the evidence ledger in English. */
export const ledgerEn: LedgerMessages = {
  title: "Evidence ledger",
  note: "What each obligation asks for, what is done, and on what that rests. Figures are counted from the records as they stand; open one to check every line.",
  rule: "Person-times are pairs of session and person: interviewees who agreed to take part, or researchers sent out. Persons and units count once.",
  open: "Open the evidence ledger",
  empty: "This study has no obligations. Add them to study.yaml and load the pack again.",
  target: "Plan",
  done: "Done",
  planned: "Arranged",
  gap: "Missing",
  amount: (value, unit) => `${value} ${unit}`,
  noTarget: "For comparison",
  none: "—",
  foreseen: (gap, unit) =>
    gap === 0
      ? "The obligation is met once the arranged sessions are held."
      : `${gap} ${unit} are still missing once the arranged sessions are held.`,
  readings: {
    label: "The same records, read each way",
    sessions: (value) => `${value} sessions`,
    interviewees: (value) => `${value} person-times interviewed`,
    fieldworkers: (value) => `${value} person-times of researchers`,
    persons: (value) => `${value} persons`,
    units: (value) => `${value} units`,
  },
  evidence: (counted, leftOut) => `Evidence (${counted} counted, ${leftOut} left out)`,
  ids: (count) => `Evidence (${count})`,
  counted: "Counted",
  leftOut: "Left out",
  all: "All",
  session: "Session",
  type: "Kind",
  person: "Person",
  unit: "Unit",
  outcome: "Counts",
  noLines: "No such record.",
  export: "Export the acceptance list",
  exportNote:
    "The zip holds the list (.docx, .xlsx), attachments and manifest.json; never reflections or what is marked sensitive.",
};
