import { createLocator, type ForeignText, type PositionReading } from "./position-reading.ts";
import type { QdaRecording, QdaTime } from "./qda-project.ts";
import type { ReadContext } from "./read-context.ts";
import { leadsOutside, pathOf } from "./read-media.ts";
import { childrenOf, type XmlElement } from "./xml-tree.ts";

/** What is needed to read the moments of a transcript. */
interface ToTime {
  /** Transcript. */
  readonly element: XmlElement;
  readonly recording: XmlElement;
  readonly what: string;
  readonly source: ForeignText;
  /** How the transcript counts positions. */
  readonly reading: PositionReading;
}

/** Recording and moments of a transcript; a moment without time or place is told, unless selections need it as an end. */
export function readRecording(
  context: ReadContext,
  { element, reading, recording, source, what }: ToTime,
): QdaRecording {
  const locate = createLocator(source, reading);
  const times: QdaTime[] = [];
  let lost = 0;
  for (const { attributes } of childrenOf(element, "SyncPoint")) {
    const at = attributes["timeStamp"]?.trim() ?? "";
    if (at === "") continue;
    const position = /^\d{1,15}$/u.test(attributes["position"] ?? "") ? locate(Number(attributes["position"])) : null;
    if (/^\d{1,15}$/u.test(at) && position !== null) times.push({ at: Number(at), position });
    else lost += 1;
  }
  if (lost > 0) {
    const message = `${lost} time codes have no time or no place in the text and were not kept`;
    context.tell({ kind: "lost", code: "transcript.times", what, message, detail: `${lost} 个` });
  }
  const path = pathOf(recording);
  const kind = recording.name === "VideoSource" ? "VideoSource" : "AudioSource";
  return { kind, path: leadsOutside(path) ? path : "", times };
}
