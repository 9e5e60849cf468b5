import { mintGuid } from "./guid.ts";
import type { Guid, QdaRecording, QdaSelection, QdaText } from "./qda-project.ts";
import { stampOf, writeCoding, writeRefs, writeTail } from "./write-coded.ts";
import { writeElement, writeTextElement } from "./write-xml.ts";

/** A transcript with the recording it is of. Its selections lie between points, which have a time only where one is known. */
export function writeRecording(
  source: QdaText,
  { kind, path, times }: QdaRecording,
  paths: Readonly<Record<string, string | undefined>>,
): string {
  const { guid, name, description, selections, stamp } = source;
  const pointOf = (key: string): Guid => mintGuid("sync point", `${guid} ${key}`);
  const ends = [...new Set(selections.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const points = [
    ...times.map(({ at, position }, index) => ({ key: `time ${index}`, timeStamp: String(at), position })),
    ...ends.map((position) => ({ key: String(position), timeStamp: undefined, position })),
  ];
  const transcript = writeElement("Transcript", { guid: mintGuid("transcript", guid), name, ...paths }, [
    ...points.map(({ key, position, timeStamp }) =>
      writeElement("SyncPoint", { guid: pointOf(key), timeStamp, position: String(position) }),
    ),
    ...selections.map((one) => writeSelection(one, pointOf)),
  ]);
  const head = { guid, name, path: path === "" ? undefined : path, ...stampOf(stamp) };
  return writeElement(kind, head, [writeTextElement("Description", description), transcript, ...writeTail(source)]);
}

function writeSelection(
  { guid, name, start, end, description, codings, notes, stamp }: QdaSelection,
  pointOf: (key: string) => Guid,
): string {
  const place = { fromSyncPoint: pointOf(String(start)), toSyncPoint: pointOf(String(end)) };
  return writeElement("TranscriptSelection", { guid, name, ...place, ...stampOf(stamp) }, [
    writeTextElement("Description", description),
    ...codings.map(writeCoding),
    ...writeRefs("NoteRef", notes),
  ]);
}
