import type { DeidentifyMessages } from "./deidentify.zh.ts";

/** Texts of the de-identification of transcripts in English. */
export const deidentifyEn: DeidentifyMessages = {
  title: "De-identify",
  open: "De-identify",
  back: "Back to the transcript",
  note: "Rules find names, units, phones and the like; a person decides each place. From then on coding, quotations, cases and exports use the de-identified text only. The original is sealed: only leads may read it, and every reading is logged.",
  rules: "Rules",
  rulesNote: "One word a line. The rules hold names and are sealed.",
  rule: "Rule",
  words: "Words",
  byForm: "Found by its form",
  replacement: "Replaced by",
  saveRules: "Save the rules",
  places: (count) => `Places to decide (${count})`,
  none: "The rules find no place. Fill in and save the rules first.",
  place: "Place",
  decision: "Decision",
  replace: "Replace",
  keep: "Keep",
  apply: "Make the de-identified text",
  done: (carried, removed) => `The de-identified text was made; ${carried} codings kept, ${removed} removed.`,
  removeUnplaced: (count) => `Remove these ${count} codings and go on`,
};
