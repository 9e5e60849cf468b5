import { InternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from "docx";
import type { Run } from "../model/document.ts";
import type { TextLook } from "./page-profile.ts";

/** Run properties of a look. */
export function lookOf({ font, size, bold, tracking }: TextLook): IRunOptions {
  return {
    font: { eastAsia: font.eastAsia, ascii: font.ascii, hAnsi: font.ascii, cs: font.ascii, hint: "eastAsia" },
    size,
    ...(bold && { bold }),
    ...(tracking !== undefined && { characterSpacing: tracking }),
  };
}

/** Text in one look. */
export function textIn(look: TextLook, text: string, more: Partial<IRunOptions> = {}): TextRun {
  return new TextRun({ ...lookOf(look), ...more, text });
}

/** The mark that leads from a number or quotation to its entry in the evidence list. */
export function evidenceMark(look: TextLook, id: string): InternalHyperlink {
  return new InternalHyperlink({
    anchor: id,
    children: [textIn(look, `[${id}]`, { superScript: true, color: "2F5D8A", bold: false })],
  });
}

/** Runs with their evidence marks. */
export function writeRuns(look: TextLook, runs: readonly Run[]): readonly ParagraphChild[] {
  return runs.flatMap(({ text, bold, italic, evidence }) => {
    const run = textIn(look, text, {
      ...(bold && { bold }),
      ...(italic && { italics: true }),
    });
    return evidence === undefined ? [run] : [run, evidenceMark(look, evidence)];
  });
}
