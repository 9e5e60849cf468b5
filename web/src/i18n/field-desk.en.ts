import type { FieldDeskMessages } from "./field-desk.zh.ts";

/** Texts of the desk for what interviewers bring in, in English. */
export const fieldDeskEn: FieldDeskMessages = {
  openField: "Interviewers' page",
  onlyYours:
    "Sessions the plan assigns to you and those you have recorded. Persons are counted by themselves; write no names.",
  onlyYourTexts: "Transcripts of your sessions only.",
  removeSession: "Remove",
  removeConfirm:
    "Remove this record? Only for one made by mistake; what was not held is cancelled with a reason. The removal stands in the audit log.",
  removed: "Removed",
  notYours: (count) => `${count} more, in none of your sessions`,
  noNumber: "(no number)",
  rescue: "Import a rescue file",
  rescueNote:
    "Interviewers write rescue files on their page; only this study's server opens them. What is in them is merged row by row and overwrites nothing.",
  outcomes: { stored: "taken", merged: "merged with what stands", unchanged: "stands already", refused: "not taken" },
  conflicts: (count) => `${count} conflicts, each told in a note row`,
  fileProblems: "The file is not whole; the other records were taken as usual",
  duty: "Duty",
  footTitle: "Judgement and what follows",
  cooperation: "Cooperation (1–5)",
  credibility: "Credibility (1–5)",
  ratingReason: "Why",
  novelty: "New information",
  contradictions: "Contradictions to other material",
  caseLead: "Case lead",
  caseNote: "About the lead",
  consentForm: "Number of the consent form",
  reviewer: "Checked by",
  reviewedOn: "Checked on",
  followUps: "To be checked",
  matter: "Matter",
  owner: "Who",
  due: "Until",
  state: "State",
  outcome: "Outcome",
  addFollowUp: "Add something to be checked",
  materials: "Materials asked for",
  materialName: "Material",
  materialNote: "Note",
  addMaterial: "Add a material",
};
