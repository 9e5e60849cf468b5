import type { LetterMessages } from "./letters.zh.ts";

/** Texts of the cover letters in English. */
export const lettersEn: LetterMessages = {
  title: "Cover letters",
  note: "A letter in official form to each unit, made from the template of the pack (letter.md); print, stamp and send it.",
  template: (version) => `Template ${version}`,
  noTemplate: "The pack has no cover letter. Add letter.md and load the pack again.",
  unfilled: "The study still has to be filled in before a real study sends letters:",
  questionnaire: "Questionnaire to be filled in",
  link: "Link and QR code",
  paperOnly: "No link, paper form only",
  linkNote: "Only an open link; a personal one cannot stand in a letter.",
  day: "Day of the letter",
  deadline: "Answers until",
  returnBy: "How forms come back",
  returnOnline: "请扫描函中二维码或打开所附链接在线填写；也可填写纸质问卷，加盖公章后寄回课题组。",
  returnPaper: "请填写所附纸质问卷，加盖公章后寄回课题组。",
  units: "Units",
  unitsNote: "One a line: name, department or contact; may be pasted from a table. The list is not kept on the server.",
  unitsExample: "样例大学　人事处",
  badLine: (line, why) => `Line ${line}: ${why}`,
  lineProblems: {
    noUnit: "no name of the unit",
    noContact: "no department or contact",
    tooMany: "more than two cells; write the unit and its department or contact only",
    twice: "stands twice",
    tooLong: "too long",
  },
  leftOut: (count) => `${count} lines are left out; mend them, or write to the other units only`,
  withoutContact: (count) => `${count} lines name no department or contact; it is left open in the letter`,
  moreLines: (count) => `and ${count} more lines`,
  leaveOutConfirm: (lines, count) =>
    `No letter is written for line ${lines.slice(0, 10).join(", ")}${lines.length > 10 ? ` and others, ${lines.length} in all` : ""}. Write to the other ${count} units only?`,
  write: (count) => (count > 1 ? `Write ${count} letters` : "Write the letter"),
  preview: "Text of the template",
};
