import type { ReportProfile } from "../model/document.ts";

/** Fonts of one kind of text: East Asian, and Latin letters and digits. */
export interface FontPair {
  readonly eastAsia: string;
  readonly ascii: string;
}

/** Size in half-points, as WordprocessingML counts. */
export interface TextLook {
  readonly font: FontPair;
  readonly size: number;
  readonly bold?: boolean;
  /** Added between characters, in twentieths of a point. */
  readonly tracking?: number;
}

/** Looks, margins (mm) and line pitch of a profile. */
export interface PageProfile {
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  /** Fixed line height in points; null = one and a half lines. */
  readonly lineHeight: number | null;
  readonly title: TextLook;
  readonly subtitle: TextLook;
  readonly headings: readonly [TextLook, TextLook, TextLook, TextLook];
  readonly body: TextLook;
  readonly caption: TextLook;
  readonly cell: TextLook;
  readonly note: TextLook;
  readonly pageNumber: TextLook;
}

const latin = "Times New Roman";
const song: FontPair = { eastAsia: "宋体", ascii: latin };
const hei: FontPair = { eastAsia: "黑体", ascii: latin };
const kai: FontPair = { eastAsia: "楷体_GB2312", ascii: latin };
const fang: FontPair = { eastAsia: "仿宋_GB2312", ascii: latin };
const title: TextLook = { font: { eastAsia: "方正小标宋简体", ascii: latin }, size: 44 };

/**
 * The two profiles. 公文式 after GB/T 9704—2012 (margins from the type area of 156 × 225 mm: 天头 37, 订口 28; headings
 * 黑体/楷体/仿宋 三号; 22 lines at a fixed 28 pt); 科技报告式 with 四号 body at one and a half lines.
 */
export const pageProfiles: Readonly<Record<ReportProfile, PageProfile>> = {
  gongwen: {
    margins: { top: 37, bottom: 35, left: 28, right: 26 },
    lineHeight: 28,
    title,
    subtitle: { font: kai, size: 32 },
    headings: [
      { font: hei, size: 32 },
      { font: kai, size: 32 },
      { font: fang, size: 32, bold: true },
      { font: fang, size: 32 },
    ],
    // 28 characters in 442.2 pt want 15.79 pt each: 16 pt less a quarter point
    body: { font: fang, size: 32, tracking: -5 },
    caption: { font: hei, size: 24 },
    cell: { font: song, size: 21 },
    note: { font: song, size: 21 },
    pageNumber: { font: song, size: 28 },
  },
  technical: {
    margins: { top: 30, bottom: 25, left: 30, right: 25 },
    lineHeight: null,
    title: { font: hei, size: 44 },
    subtitle: { font: kai, size: 32 },
    headings: [
      { font: hei, size: 32 },
      { font: hei, size: 30 },
      { font: hei, size: 28 },
      { font: song, size: 28 },
    ],
    body: { font: song, size: 28 },
    caption: { font: hei, size: 24 },
    cell: { font: song, size: 21 },
    note: { font: song, size: 21 },
    pageNumber: { font: song, size: 24 },
  },
};
