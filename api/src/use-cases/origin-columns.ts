/** The columns of an exported data set that say where a response came from; an import leaves them out. */
export const originColumns = {
  version: {
    name: "questionnaire_version",
    label: { zh: "问卷版本", en: "Version of the questionnaire" },
  },
  paperForm: {
    name: "paper_form",
    label: { zh: "纸质问卷编号", en: "Number of the paper form" },
  },
} as const;
