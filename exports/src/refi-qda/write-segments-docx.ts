import { writeLine, writeOfficialDocument, writeSubject } from "../docx/official-document.ts";
import { type CodedSegment, listCodePaths, listSegments } from "./list-segments.ts";
import type { QdaProject } from "./qda-project.ts";

/** What stands on the document beside the segments. */
export interface SegmentsDocument {
  readonly title: string;
  readonly creator: string;
  readonly simulated: boolean;
  /** ISO instant; the same project at the same time gives the same bytes. */
  readonly takenAt: string;
}

/** The coded segments of a project as a .docx: by code, each with its source, coder and memo. */
export function writeSegmentsDocx(project: QdaProject, about: SegmentsDocument): Promise<Uint8Array<ArrayBuffer>> {
  const segments = listSegments(project);
  const byCode = new Map<string, CodedSegment[]>();
  for (const segment of segments) {
    const here = byCode.get(segment.code);
    if (here === undefined) byCode.set(segment.code, [segment]);
    else here.push(segment);
  }
  const order = [...listCodePaths(project.codes).map(({ path }) => path), ...byCode.keys()];
  const used = [...new Set(order)].filter((path) => byCode.has(path));
  return writeOfficialDocument({
    ...about,
    description: `${segments.length} 个编码片段，${used.length} 个编码`,
    children: [
      writeLine(`共 ${project.sources.length} 份文稿，${used.length} 个编码，${segments.length} 个片段。`),
      ...used.flatMap((path) => {
        const found = byCode.get(path) ?? [];
        return [writeSubject(`${path}（${found.length}）`), ...found.flatMap(writeSegment)];
      }),
    ],
  });
}

function writeSegment({ coder, comment, memo, quote, source, start }: CodedSegment) {
  const who = [source, `第 ${start + 1} 字起`, coder].filter((part) => part !== "").join("，");
  const notes = [memo, comment]
    .filter((part) => part !== "")
    .join("；")
    .replaceAll("\n", "；");
  const words = quote.replaceAll(/\s*\n\s*/gu, "　");
  return [writeLine(`“${words}”（${who}）`), ...(notes === "" ? [] : [writeLine(`备注：${notes}`)])];
}
