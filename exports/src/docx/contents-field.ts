import { BuilderElement, TextRun, type XmlComponent } from "docx";

const mark = (type: "begin" | "separate" | "end"): XmlComponent =>
  new BuilderElement<{ readonly type: string }>({
    name: "w:fldChar",
    attributes: { type: { key: "w:fldCharType", value: type } },
  });

/** Opens a field of contents, such as `TOC \o "1-2" \h \z`, before its first line. */
export function openContents(instruction: string): readonly TextRun[] {
  const told = new BuilderElement({ name: "w:instrText" });
  told.addChildElement(instruction);
  return [mark("begin"), told, mark("separate")].map((part) => new TextRun({ children: [part] }));
}

/** Closes it behind its last line. */
export const closeContents = (): TextRun => new TextRun({ children: [mark("end")] });

/** A part of such a field, alone in its run. */
const part = /<w:r>(<w:fldChar w:fldCharType="\w+"\/>|<w:instrText>TOC [^<]*<\/w:instrText>)<\/w:r>/g;

/**
 * Lets only Word 2013 and later take these fields (ECMA-376 part 3, §7.5: a choice that a program does not know of is
 * passed over). Word sees a field it can make anew; LibreOffice, which prints what stands inside one as the file has it,
 * sees none and counts the pages of each line itself. Done at the end, since the estimate of pages knows no choices.
 */
export function showToWordAlone(xml: string): string {
  return xml.replaceAll(
    part,
    '<w:r><mc:AlternateContent><mc:Choice Requires="w15">$1</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>',
  );
}
