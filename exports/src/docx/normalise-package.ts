import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { contentsMark } from "./write-contents.ts";

/** Any fixed day does: the zip format needs one, and two builds of one report must agree. */
const zipTime = new Date(1980, 0, 1, 0, 0, 0);

/**
 * Makes a written package a function of its contents alone: relation ids in order, the document's dates from the
 * snapshot, zip entries sorted with one fixed time. Also turns the marks of the contents into fields.
 */
export function normalisePackage(bytes: Uint8Array, takenAt: string): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes);
  const names = Object.keys(files).sort();
  const renamed = new Map<string, string>();
  const entries = names.map((name) => {
    const content = files[name] ?? new Uint8Array();
    if (!/\.(xml|rels)$/.test(name)) return [name, content] as const;
    return [name, strToU8(tidyXml(name, strFromU8(content), { renamed, takenAt }))] as const;
  });
  const media = entries.map(([name, content]) => [renamed.get(name) ?? name, content] as const);
  return new Uint8Array(zipSync(Object.fromEntries(media), { level: 6, mtime: zipTime }));
}

interface Tidying {
  readonly renamed: Map<string, string>;
  readonly takenAt: string;
}

function tidyXml(name: string, xml: string, { takenAt }: Tidying): string {
  if (name === "docProps/core.xml")
    return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${takenAt}`);
  if (name === "word/document.xml") return writeContentsField(xml);
  return xml;
}

const fieldBegin =
  '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
const fieldEnd = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';

/** Runs that hold only a mark become the parts of a complex field (ECMA-376 Part 1, §17.16.18). */
function writeContentsField(xml: string): string {
  const run = (mark: string): RegExp => new RegExp(`<w:r>(?:(?!</w:r>).)*?${mark}</w:t></w:r>`, "g");
  const page = new RegExp(`<w:r>((?:(?!</w:r>).)*?)<w:t[^>]*>${contentsMark.page("(h\\d+)")}</w:t></w:r>`, "g");
  return xml
    .replace(run(contentsMark.begin), fieldBegin)
    .replace(run(contentsMark.end), fieldEnd)
    .replaceAll(page, (_, look: string, id: string) => pageReference(look, id));
}

function pageReference(look: string, id: string): string {
  const part = (inner: string): string => `<w:r>${look}${inner}</w:r>`;
  return [
    part('<w:fldChar w:fldCharType="begin"/>'),
    part(`<w:instrText xml:space="preserve"> PAGEREF ${id} \\h </w:instrText>`),
    part('<w:fldChar w:fldCharType="separate"/>'),
    part("<w:t></w:t>"),
    part('<w:fldChar w:fldCharType="end"/>'),
  ].join("");
}
