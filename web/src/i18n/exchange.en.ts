import type { ExchangeMessages } from "./exchange.zh.ts";

/** Texts of questionnaires and answers that come from other programs, or go there, in English. */
export const exchangeEn: ExchangeMessages = {
  tab: "Import and export",
  importQuestionnaire: "Import a questionnaire",
  importNote:
    "Takes XLSForm (.xlsx, as in KoBoToolbox and ODK), SurveyJS (.json) and questionnaires exported from here. The import becomes a draft; publish it once it is right.",
  choose: "Choose a file",
  chooseOther: "Choose another file",
  noQuestionnaire: "The file holds no questionnaire that can be imported",
  allKept: "Everything in the file can be kept.",
  notKept: (errors, warnings) =>
    errors === 0
      ? `Can be kept, with ${warnings} remarks`
      : `${errors} places cannot be kept as they are or must be mended; ${warnings} remarks`,
  notStored: "The draft is not saved yet. Look over these places first.",
  title: "Title",
  name: "Name",
  questions: "Questions",
  save: "Save as draft",
  saveAnyway: "Save as draft all the same",
  saveAnywayConfirm: (errors) =>
    `The ${errors} places above must be mended in the draft before it can be published. Save it?`,
  replaceConfirm: (name) =>
    `The study has a questionnaire ${name}; its draft will be replaced, published versions stay. Go on?`,
  exists: (name) => `The study has a questionnaire ${name}; saving replaces its draft.`,
  more: (count) => `${count} more places are not listed`,
  export: "Export the questionnaire",
  exportNote: "What is exported is the current draft.",
  formats: { xlsform: "XLSForm (.xlsx)", surveyjs: "SurveyJS (.json)", diaoyan: "Our own format (.json)" },
  formatNotes: {
    xlsform: "For KoBoToolbox, ODK and others; what they do not know is listed on the sheet “losses”.",
    surveyjs: "For other SurveyJS tools, without constructs, missing codes and the like.",
    diaoyan: "Complete; can be imported into another study.",
  },
  answers: "Import answers",
  answersNote:
    "Takes answers as 问卷星 and similar platforms export them (.xlsx, questions in the first row, one row a respondent). The file is read in the browser; columns with IP addresses, nicknames and the like are neither read nor sent.",
  publishFirst: "Publish the questionnaire first.",
  sheet: "Sheet",
  rows: (rows, columns) => `${rows} responses, ${columns} columns`,
  column: "Column",
  header: "Question in the file",
  sample: "Example",
  target: "Goes to",
  by: "Found by",
  byText: "its text",
  byOrder: "its place; please check",
  byHand: "chosen by hand",
  leftOut: "Left out",
  personal: "Personal data, not read",
  administrative: "Of the platform, left out",
  secondsUsed: "Taken as answering time",
  wholeSet: " (all options)",
  otherText: "text of “other”",
  unmatched: (count) => `${count} cells fit no option; correct the file or choose other questions`,
  faultColon: ": ",
  cellFault: (value, expected) => `“${value}”, expected ${expected}`,
  expectedTypes: { numeric: "a number", date: "a date", datetime: "a date and time", string: "a text" },
  doubled: (names) => `Two columns go to the same question, keep one of them: ${names.join(", ")}`,
  check: "Check all responses",
  checked: (added, existing) =>
    existing === 0
      ? `All ${added} responses pass the check and can be imported.`
      : added === 0
        ? `All ${existing} responses were imported before; importing again changes nothing.`
        : `All pass the check: ${added} new, ${existing} there before.`,
  consent: "Consent",
  consentNote:
    "These responses were not given here, and nobody of them read the notice of this study. Say who asked for their consent and how; left empty it is recorded as not stated.",
  consentExample: "e.g. first page of the questionnaire at the other platform, told by the team and ticked",
  consentDay: "Day it was taken",
  import: (rows) => `Import ${rows} responses`,
  imported: (added, existing) => `${added} new, ${existing} there before`,
  importedNote: (withdrawn) =>
    `What is imported stands in a line of its own among the links.${withdrawn > 0 ? ` ${withdrawn} were withdrawn since and did not come back.` : ""}`,
  source: (file) => `Imported from the file “${file}”`,
  stated: (how, day) => `Consent: ${how}${day === null ? "" : ` (${day})`}`,
  unstated: "Consent: not stated",
  byWhom: (said) => ` (${said})`,
  statedBy: (name, moment) => `stated by ${name}, ${moment}`,
  nothingMapped:
    "No column goes to a question yet. The first row should hold the questions: delete a title row or merged headings above it, save and choose the file again.",
  rowOf: (row, question) => `row ${row} “${question}”`,
  emptySheet: "The sheet holds no responses.",
  unreadable: "The file cannot be read",
};
