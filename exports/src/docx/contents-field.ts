import { BuilderElement, TextRun, type XmlComponent } from "docx";

/**
 * What only Word 2013 and later takes (ECMA-376 part 3, §7.5: a choice a program does not know of is passed over). Word
 * sees a field it can make anew; LibreOffice, which would print what stands inside one as the file has it, sees none and
 * counts the pages of each line itself.
 */
function forWord(children: readonly XmlComponent[]): XmlComponent {
  const choice = new BuilderElement<{ readonly requires: string }>({
    name: "mc:Choice",
    attributes: { requires: { key: "Requires", value: "w15" } },
    children,
  });
  return new BuilderElement({
    name: "mc:AlternateContent",
    children: [choice, new BuilderElement({ name: "mc:Fallback" })],
  });
}

const mark = (type: "begin" | "separate" | "end"): XmlComponent =>
  new BuilderElement<{ readonly type: string }>({
    name: "w:fldChar",
    attributes: { type: { key: "w:fldCharType", value: type } },
  });

/** Opens a field of contents, such as `TOC \o "1-2" \h \z`, before its first line. */
export function openContents(instruction: string): readonly TextRun[] {
  const told = new BuilderElement({ name: "w:instrText" });
  told.addChildElement(instruction);
  return [mark("begin"), told, mark("separate")].map((part) => new TextRun({ children: [forWord([part])] }));
}

/** Closes it behind its last line. */
export const closeContents = (): TextRun => new TextRun({ children: [forWord([mark("end")])] });
