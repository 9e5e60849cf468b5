/** The column of an exported data set that holds the number written on the paper form; an import leaves it out. */
export const paperFormColumn = {
  name: "paper_form",
  label: { zh: "纸质问卷编号", en: "Number of the paper form" },
} as const;
