import type { QdaFinding } from "./import-report.ts";
import type { XmlElement } from "./xml-tree.ts";

const stamp = "creatingUser creationDateTime modifyingUser modifiedDateTime";
const text = `guid name richTextPath plainTextPath ${stamp}`;
const media = `guid name path currentPath ${stamp}`;
const selection = `guid name ${stamp}`;
const area = "firstX firstY secondX secondY";
const ofSource = "Coding NoteRef VariableValue";

/** Elements of the schema: their attributes, then the elements they may hold. */
const known: Readonly<Record<string, readonly [attributes: string, children: string]>> = {
  Project: [
    "name origin creatingUserGUID creatingUser creationDateTime modifyingUserGUID modifyingUser modifiedDateTime basePath",
    "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
  ],
  Users: ["", "User"],
  User: ["guid name id", ""],
  CodeBook: ["origin", "Codes Sets"],
  Codes: ["", "Code"],
  Code: ["guid name isCodable color", "Description NoteRef Code"],
  Variables: ["", "Variable"],
  Variable: ["guid name typeOfVariable", "Description"],
  VariableValue: ["", "VariableRef TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue"],
  Cases: ["", "Case"],
  Case: ["guid name", "Description CodeRef VariableValue SourceRef SelectionRef"],
  Sources: ["", "TextSource PictureSource PDFSource AudioSource VideoSource"],
  TextSource: [text, `Description PlainTextContent PlainTextSelection ${ofSource}`],
  PlainTextSelection: [`${selection} startPosition endPosition`, "Description Coding NoteRef"],
  PictureSource: [media, `Description TextDescription PictureSelection ${ofSource}`],
  PictureSelection: [`${selection} ${area}`, "Description Coding NoteRef"],
  PDFSource: [media, `Description PDFSelection Representation ${ofSource}`],
  PDFSelection: [`${selection} page ${area}`, "Description Representation Coding NoteRef"],
  AudioSource: [media, `Description Transcript AudioSelection ${ofSource}`],
  AudioSelection: [`${selection} begin end`, "Description Coding NoteRef"],
  VideoSource: [media, `Description Transcript VideoSelection ${ofSource}`],
  VideoSelection: [`${selection} begin end`, "Description Coding NoteRef"],
  Transcript: [text, "Description PlainTextContent SyncPoint TranscriptSelection PlainTextSelection NoteRef"],
  TranscriptSelection: [`${selection} fromSyncPoint toSyncPoint`, "Description Coding NoteRef"],
  SyncPoint: ["guid timeStamp position", ""],
  Coding: [`guid creatingUser creationDateTime`, "CodeRef NoteRef"],
  Notes: ["", "Note"],
  Links: ["", "Link"],
  Link: ["guid name direction color originGUID targetGUID", "NoteRef"],
  Sets: ["", "Set"],
  Set: ["guid name", "Description MemberCode MemberSource MemberNote"],
};
const alike: Readonly<Record<string, string>> = {
  Note: "TextSource",
  Representation: "TextSource",
  TextDescription: "TextSource",
};
const refs = /^(?:Note|Code|Source|Selection|Variable)Ref$|^Member(?:Code|Source|Note)$/u;

/** What an element may hold; null for one whose insides are not looked at. */
function describe(
  name: string,
): { readonly attributes: ReadonlySet<string>; readonly children: ReadonlySet<string> } | null {
  const [attributes, children] = known[alike[name] ?? name] ?? (refs.test(name) ? ["targetGUID guid", ""] : []);
  if (attributes === undefined || children === undefined) return null;
  return { attributes: new Set(attributes.split(" ")), children: new Set(children.split(" ")) };
}

/**
 * What a file holds beyond the standard, one finding for every kind: elements with all inside, and attributes.
 */
export function listUnknownParts(root: XmlElement): readonly QdaFinding[] {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const shapes = new Map<string, ReturnType<typeof describe>>();
  const visit = (element: XmlElement): void => {
    const { attributes, children, name } = element;
    const shape = shapes.has(name) ? shapes.get(name) : describe(name);
    shapes.set(name, shape ?? null);
    if (!shape) return;
    for (const attribute of Object.keys(attributes))
      if (!shape.attributes.has(attribute) && !ofXml.has(attribute)) count(`${name} @${attribute}`);
    for (const child of children) {
      if (shape.children.has(child.name)) visit(child);
      else count(`${name} › ${child.name}`);
    }
  };
  visit(root);
  return [...counts].map(([what, times]) => {
    const message = `not of the standard and not kept${times > 1 ? `, ${times} times` : ""}`;
    return { kind: "lost", code: "unknown", what, message, ...(times > 1 && { detail: `${times} 处` }) };
  });
}

/** Attributes about the XML itself, by their local names. */
const ofXml: ReadonlySet<string> = new Set(["xmlns", "schemaLocation", "noNamespaceSchemaLocation", "space"]);
