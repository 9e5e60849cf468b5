import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Report } from "../model/document.ts";
import { showToWordAlone } from "./contents-field.ts";

/** Any fixed day does: the zip format needs one, and two builds of one report must agree. */
const zipTime = new Date(1980, 0, 1, 0, 0, 0);

/**
 * Makes a written package a function of its contents alone: ids in order, the document's dates from the snapshot, zip entries sorted
 * with one fixed time. Also takes flexible lines off the grid.
 */
export function normalisePackage(bytes: Uint8Array, report: Pick<Report, "takenAt">): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes);
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      const content = files[name] ?? new Uint8Array();
      return [name, /\.(xml|rels)$/.test(name) ? strToU8(tidyXml(name, strFromU8(content), report)) : content] as const;
    });
  return new Uint8Array(zipSync(Object.fromEntries(entries), { level: 6, mtime: zipTime }));
}

/**
 * Chinese line breaking (§17.15.1.58–59): the characters Word keeps from the ends and beginnings of lines, and “[”, so
 * that a mark [E12] is never alone on a line; punctuation is pressed together as Word does in Chinese documents.
 */
const lineBreaking = [
  '<w:characterSpacingControl w:val="compressPunctuation"/>',
  '<w:noLineBreaksAfter w:lang="zh-CN" w:val="$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"/>',
  '<w:noLineBreaksBefore w:lang="zh-CN" w:val="!%),.:;&gt;?[]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"/>',
].join("");

function tidyXml(name: string, xml: string, { takenAt }: Pick<Report, "takenAt">): string {
  if (name === "docProps/core.xml") {
    const seconds = `${takenAt.slice(0, 19)}Z`;
    return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${seconds}`);
  }
  if (name === "word/settings.xml") return xml.replace(/(?=<w:(?:updateFields|compat)\b)/, lineBreaking);
  if (name === "word/styles.xml") return offGrid(xml);
  if (name === "word/document.xml") return numberIds(offGrid(showToWordAlone(xml)));
  return xml;
}

/** Bookmarks and drawings numbered from 1: the library counts on from document to document. */
function numberIds(xml: string): string {
  const ids = new Map<string, number>();
  const numberOf = (id: string): number => {
    const known = ids.get(id) ?? ids.size + 1;
    ids.set(id, known);
    return known;
  };
  let drawing = 0;
  return xml
    .replaceAll(
      /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)"/g,
      (_, head: string, id: string) => `${head}${numberOf(id)}"`,
    )
    .replaceAll(/(<wp:docPr\b[^>]*?\bid=")\d+"/g, (_, head: string) => {
      drawing += 1;
      return `${head}${drawing}"`;
    });
}

/** Lines of a flexible height stand off the page's line grid, else each would take a whole body line (§17.3.1.32). */
function offGrid(xml: string): string {
  return xml.replaceAll(/<w:spacing (?=[^>]*w:lineRule="(?:atLeast|auto)")/g, '<w:snapToGrid w:val="0"/><w:spacing ');
}
