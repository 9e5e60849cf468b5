import { AlignmentType, UnderlineType } from "docx";
import type { PageProfile } from "./page-profile.ts";
import { lookOf } from "./text-runs.ts";
import { frontTitle, lineSpacing } from "./write-blocks.ts";
import { contentsStyles } from "./write-contents.ts";

/** Chinese text with Western words and numbers, for spelling and hyphenation. */
const language = { value: "en-US", eastAsia: "zh-CN" } as const;

/** Styles of a document in a profile: without them captions and headings take the blue and slanted ones of the library. */
export function documentStyles(profile: PageProfile) {
  const heading = (level: 0 | 1 | 2 | 3) => ({
    run: { ...lookOf(profile.headings[level]), color: "000000" },
    paragraph: { spacing: lineSpacing(profile) },
  });
  return {
    default: {
      document: { run: { ...lookOf(profile.body), language }, paragraph: { spacing: lineSpacing(profile) } },
      heading1: heading(0),
      heading2: heading(1),
      heading3: heading(2),
      heading4: heading(3),
      // Word gives lines of the contents the style of links
      hyperlink: { run: { color: "000000", underline: { type: UnderlineType.NONE } } },
    },
    paragraphStyles: [
      { id: "Normal", name: "Normal", quickFormat: true, run: lookOf(profile.body) },
      {
        id: "Caption",
        name: "caption",
        basedOn: "Normal",
        next: "Normal",
        quickFormat: true,
        run: lookOf(profile.caption),
      },
      {
        id: frontTitle,
        name: "Front Title",
        basedOn: "Normal",
        next: "Normal",
        quickFormat: true,
        run: lookOf(profile.headings[0]),
        paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 240, after: 240 } },
      },
      ...contentsStyles(profile),
    ],
  };
}
