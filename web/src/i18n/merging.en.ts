import type { MergingMessages } from "./merging.zh.ts";

export const mergingEn: MergingMessages = {
  title: "Merge an edited document",
  note: "Upload a .docx that was edited in Word, WPS or LibreOffice: its changes are listed first, then carried into the outline. Numbers, computed tables and quotations come from the data and are not carried.",
  choose: "Choose the edited document",
  write: (count) => `Carry ${count} changes into the outline`,
  leaveTables: (count) => `Leave the tables as they are (${count} edits stay out) and carry the text alone`,
  written: "Carried into the outline; build the files again.",
  nothing: "There is nothing to carry over.",
  merged: "Changes that can be carried over",
  refused: "Changes that are refused",
  comments: "Comments",
  tracked: (insertions, deletions) =>
    `Tracked changes count as accepted: ${insertions} insertions, ${deletions} deletions.`,
  line: (line) => `Line ${line} of the outline`,
  kinds: { changed: "changed", added: "added", deleted: "deleted", moved: "moved" },
  reasons: {
    number: "The number is not what its evidence says. Change the data or the directive instead.",
    generated: "A directive makes this text. Change the records it is made from, or the directive.",
    built: "Captions, notes, references and the evidence list are made by the build.",
    table:
      "A computed table comes from the data, and the rows of a table from records or the outline. Change them there.",
    outdated: "The built document does not fit the outline. Build it again and edit that.",
  },
  evidence: "Evidence",
  unproven: "Holds numbers without evidence, or lost a directive with its text: please check.",
  was: "Before",
  now: "Now",
};
