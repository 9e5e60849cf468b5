import {
  Bookmark,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import type { Origin, Run } from "../model/document.ts";
import { sayCitation } from "../report/citations.ts";
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

/** The bookmark by which an edited document finds back to its outline: a point, so that it survives a rewritten text. */
export function writeAnchor(origin: Origin | undefined): readonly ParagraphChild[] {
  return origin === undefined ? [] : [new Bookmark({ id: origin.anchor, children: [] })];
}

/** `[2]` above the line, leading to the first of the works it names. */
function citationMark(look: TextLook, numbers: readonly number[]): InternalHyperlink {
  return new InternalHyperlink({
    anchor: `ref${numbers[0]}`,
    children: [textIn(look, sayCitation(numbers), { superScript: true, bold: false })],
  });
}

/** Looks of running text and of the notes at the foot of the page. */
export interface RunLooks {
  readonly text: TextLook;
  readonly note: TextLook;
}

/** Runs with their evidence marks, citations and footnotes. */
export function writeRuns({ text: look, note }: RunLooks, runs: readonly Run[]): readonly ParagraphChild[] {
  return runs.flatMap(({ text, bold, italic, evidence, cites, footnote }): readonly ParagraphChild[] => {
    if (cites !== undefined) return [citationMark(look, cites)];
    if (footnote !== undefined) {
      const spacing = { line: 280, lineRule: "atLeast", after: 0 } as const;
      const foot = new Paragraph({ spacing, children: [textIn(note, ` ${footnote}`)] });
      return [new FootnoteReferenceRun({ children: [foot] })];
    }
    const run = textIn(look, text, {
      ...(bold && { bold }),
      ...(italic && { italics: true }),
    });
    return evidence === undefined ? [run] : [run, evidenceMark(look, evidence)];
  });
}
