import { strToU8, zipSync } from "fflate";
import type {
  QdaCase,
  QdaCode,
  QdaCodebook,
  QdaLink,
  QdaProject,
  QdaSelection,
  QdaSet,
  QdaText,
  QdaVariable,
} from "./qda-project.ts";
import { stampOf, writeCoding, writeRefs, writeTail, writeValue } from "./write-coded.ts";
import { writeRecording } from "./write-recording.ts";
import { writeContainer, writeElement, writeTextElement } from "./write-xml.ts";

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Any fixed day does: equal projects give equal bytes. */
const packTime = new Date(1980, 0, 1, 0, 0, 0);

/**
 * A project as .qdpx: `project.qde` and the texts in `sources/`, named by GUID, in UTF-8 with LF and without a byte order
 * mark; positions are code points. Elements stand in the order of the schema, empty containers are left out.
 */
export function writeQdaProject(project: QdaProject): Uint8Array<ArrayBuffer> {
  const texts = [...project.sources, ...project.notes];
  const files: Record<string, Uint8Array> = { "project.qde": strToU8(writeProjectXml(project)) };
  for (const { guid, text, rich } of texts) {
    files[`sources/${guid}.txt`] = strToU8(text);
    if (rich) files[`sources/${guid}.${rich.extension}`] = rich.bytes;
  }
  return new Uint8Array(zipSync(files, { level: 6, mtime: packTime }));
}

/** A codebook as .qdc; null where it has no code, which the schema cannot say. */
export function writeQdaCodebook({ origin, codes, sets }: QdaCodebook): string | null {
  if (codes.length === 0) return null;
  const attributes = { xmlns: "urn:QDA-XML:codebook:1.0", origin };
  const ofCodes = sets.map(({ guid, name, description, codes: members }) =>
    writeElement("Set", { guid, name }, [
      writeTextElement("Description", description),
      ...members.map((code) => writeElement("MemberCode", { guid: code })),
    ]),
  );
  const parts = [
    writeContainer(
      "Codes",
      codes.map((code) => writeCode(code, false)),
    ),
    writeContainer("Sets", ofCodes),
  ];
  return `${declaration}${writeElement("CodeBook", attributes, parts)}\n`;
}

/** The XML of a project. */
function writeProjectXml(project: QdaProject): string {
  const { name, origin, stamp } = project;
  const head = {
    xmlns: "urn:QDA-XML:project:1.0",
    name,
    origin,
    creatingUserGUID: stamp.creator,
    creationDateTime: stamp.created,
    modifyingUserGUID: stamp.modifier,
    modifiedDateTime: stamp.modified,
  };
  const codes = writeContainer(
    "Codes",
    project.codes.map((code) => writeCode(code, true)),
  );
  const parts = [
    writeContainer(
      "Users",
      project.users.map(({ guid, name: person, id }) => writeElement("User", { guid, name: person, id })),
    ),
    writeContainer("CodeBook", [codes]),
    writeContainer("Variables", project.variables.map(writeVariable)),
    writeContainer("Cases", project.cases.map(writeCase)),
    writeContainer(
      "Sources",
      project.sources.map((source) => writeText("TextSource", source)),
    ),
    writeContainer(
      "Notes",
      project.notes.map((note) => writeText("Note", note)),
    ),
    writeContainer("Links", project.links.map(writeLink)),
    writeContainer("Sets", project.sets.map(writeSet)),
    writeTextElement("Description", project.description),
    ...writeRefs("NoteRef", project.noteRefs),
  ];
  return `${declaration}${writeElement("Project", head, parts)}\n`;
}

/** A code with those below it; a codebook on its own holds no notes. */
function writeCode({ guid, name, codable, color, description, notes, children }: QdaCode, withNotes: boolean): string {
  return writeElement("Code", { guid, name, isCodable: String(codable), color }, [
    writeTextElement("Description", description),
    ...(withNotes ? writeRefs("NoteRef", notes) : []),
    ...children.map((child) => writeCode(child, withNotes)),
  ]);
}

function writeVariable({ guid, name, type, description }: QdaVariable): string {
  return writeElement("Variable", { guid, name, typeOfVariable: type }, [writeTextElement("Description", description)]);
}

function writeCase({ guid, name, description, codes, values, sources, selections }: QdaCase): string {
  return writeElement("Case", { guid, name: name ?? undefined }, [
    writeTextElement("Description", description),
    ...writeRefs("CodeRef", codes),
    ...values.map(writeValue),
    ...writeRefs("SourceRef", sources),
    ...writeRefs("SelectionRef", selections),
  ]);
}

function writeSelection({ guid, name, start, end, description, codings, notes, stamp }: QdaSelection): string {
  const place = { guid, name, startPosition: String(start), endPosition: String(end) };
  return writeElement("PlainTextSelection", { ...place, ...stampOf(stamp) }, [
    writeTextElement("Description", description),
    ...codings.map(writeCoding),
    ...writeRefs("NoteRef", notes),
  ]);
}

function writeText(element: "TextSource" | "Note", source: QdaText): string {
  if (source.recording !== undefined) return writeRecording(source, source.recording, pathsOf(source));
  const { guid, name, description, selections, stamp } = source;
  return writeElement(element, { guid, name, ...pathsOf(source), ...stampOf(stamp) }, [
    writeTextElement("Description", description),
    ...selections.map(writeSelection),
    ...writeTail(source),
  ]);
}

function pathsOf({ guid, rich }: QdaText): Readonly<Record<string, string | undefined>> {
  const richTextPath = rich ? `internal://${guid}.${rich.extension}` : undefined;
  return { richTextPath, plainTextPath: `internal://${guid}.txt` };
}

function writeLink({ guid, name, direction, color, origin, target, notes }: QdaLink): string {
  const ends = { originGUID: origin ?? undefined, targetGUID: target ?? undefined };
  return writeElement("Link", { guid, name, direction, color, ...ends }, writeRefs("NoteRef", notes));
}

function writeSet({ guid, name, description, codes, sources, notes }: QdaSet): string {
  return writeElement("Set", { guid, name }, [
    writeTextElement("Description", description),
    ...writeRefs("MemberCode", codes),
    ...writeRefs("MemberSource", sources),
    ...writeRefs("MemberNote", notes),
  ]);
}
