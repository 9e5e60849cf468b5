import { strToU8, zipSync } from "fflate";

/** A .qdpx as a tool may write it: the XML of its project and the files beside it. */
export function packQda(
  xml: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  name = "project.qde",
): Uint8Array {
  const texts = Object.entries({ [name]: xml, ...files }).map(([path, content]) => [
    path,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(texts));
}

/** The nth of a row of GUIDs. */
export function guidNumber(number: number, kind = "a"): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** The code of `projectXml`. */
export const codeGuid: string = guidNumber(1, "c");

/** A project of one coded text; `selections` are placed inside, `attributes` belong to the TextSource. */
export function projectXml({
  attributes = 'plainTextPath="internal://s.txt"',
  selections,
  rest = "",
}: {
  readonly attributes?: string;
  readonly selections: string;
  readonly rest?: string;
}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Project name="p" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="${guidNumber(1, "b")}" name="张三"/></Users>
<CodeBook><Codes><Code guid="${codeGuid}" name="评什么" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="${guidNumber(1, "d")}" name="访谈一" ${attributes}>${selections}</TextSource></Sources>${rest}</Project>`;
}

/** One coded selection. */
export function selectionXml(
  number: number,
  { start, end, name = "" }: { start: number; end: number; name?: string },
): string {
  const quote = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return `<PlainTextSelection guid="${guidNumber(number, "e")}" name="${quote}" startPosition="${start}" endPosition="${end}"><Coding guid="${guidNumber(number, "f")}" creatingUser="${guidNumber(1, "b")}"><CodeRef targetGUID="${codeGuid}"/></Coding></PlainTextSelection>`;
}
