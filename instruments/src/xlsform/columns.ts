/** Languages of an XLSForm with the code of the profile's texts. */
export const formLanguages = { zh: "中文 (zh)", en: "English (en)" } as const;

const translated = (name: string) => [`${name}::${formLanguages.zh}`, `${name}::${formLanguages.en}`] as const;

/** Column of the survey sheet that holds, as JSON, what XLSForm has no column for; other programs pass over it. */
export const ownColumn = "diaoyan";

/** Sheet that holds what the analysis must know; other programs pass over it. */
export const ownSheet = "diaoyan";

/** Columns of the survey sheet in their order. */
export const surveyColumns = [
  "type",
  "name",
  ...translated("label"),
  ...translated("hint"),
  "required",
  ...translated("required_message"),
  "relevant",
  "constraint",
  ...translated("constraint_message"),
  "appearance",
  "calculation",
  "parameters",
  ownColumn,
] as const;

/** Columns of the sheet `choices` that are written. */
export const choiceColumns = ["list_name", "name", ...translated("label"), ownColumn] as const;

/** A row of the sheet `survey`; empty cells are left out. */
export type SurveyRow = { [column in (typeof surveyColumns)[number]]?: string };
/** A row of the sheet `choices`; empty cells are left out. */
export type ChoiceRow = { [column in (typeof choiceColumns)[number]]?: string };
