import { readDocxText } from "../docx-text/read-docx-text.ts";
import type { CodingVerdict } from "./import-report.ts";
import { decodeBytes } from "./open-package.ts";
import { type PlacedSelection, placeSelections } from "./place-selections.ts";
import { type ForeignText, findHabit, keepText } from "./position-reading.ts";
import type { Guid, QdaSelection, QdaText } from "./qda-project.ts";
import { type ReadContext, readCodings, readRefs, readStamp, readVariableValues } from "./read-context.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "./xml-tree.ts";

/** A text of the file with what holds it: a PDF or a recording holds its text as a representation or a transcript. */
export interface TextElement {
  readonly guid: Guid;
  readonly what: string;
  readonly element: XmlElement;
  /** The source that holds it; the same where it is a text itself. */
  readonly holder: XmlElement;
  /** GUIDs of its selections, in their order. */
  readonly selections: readonly Guid[];
}

interface RawSelection {
  readonly element: XmlElement;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const styled = /\.(docx|rtf|odt|doc)$/iu;

/** The number of an attribute, also written 12.0; NaN, which is no place, for anything else. */
const numberOf = (element: XmlElement | undefined, name: string): number => {
  const raw = element?.attributes[name]?.trim() ?? "";
  return /^[+-]?\d{1,15}(?:\.0*)?$/u.test(raw) ? Number(raw) : Number.NaN;
};

/** The selections of a text, whose GUIDs are read ahead of their contents, so that cases and links can refer to them. */
export function listSelections(element: XmlElement): readonly XmlElement[] {
  return [...childrenOf(element, "PlainTextSelection"), ...childrenOf(element, "TranscriptSelection")];
}

/** A text as it came, its selections as they came, and their places. */
interface PlacedRaw {
  readonly source: ForeignText;
  readonly raw: readonly RawSelection[];
  readonly placed: readonly PlacedSelection[];
}

/**
 * Places the selections of all texts. A text that does not show how it counts follows the others: what most of those show
 * whose characters and line ends tell ways apart.
 */
export function placeTexts(context: ReadContext, texts: readonly TextElement[]): ReadonlyMap<Guid, PlacedRaw> {
  const first = texts.map(({ element, guid, what }) => {
    const source = keepText(readContent(context, element, what));
    const raw = listRaw(context, element, what);
    return { guid, source, raw, ...placeSelections(source, raw) };
  });
  const habit = findHabit(first.flatMap(({ decided, source }) => (decided === null ? [] : [{ decided, source }])));
  return new Map(
    first.map(({ decided, guid, placed, raw, source }) => {
      const open = decided === null && raw.length > 0 && Object.keys(habit).length > 0;
      return [guid, { source, raw, placed: open ? placeSelections(source, raw, habit).placed : placed }];
    }),
  );
}

const nothing: PlacedRaw = { source: keepText(""), raw: [], placed: [] };

/** A text with its selections placed; what cannot be kept is told. */
export function readText(
  context: ReadContext,
  { guid, what, element, holder, selections: guids }: TextElement,
  places: ReadonlyMap<Guid, PlacedRaw>,
): QdaText {
  const { source, raw, placed } = places.get(guid) ?? nothing;
  const selections = raw.flatMap(({ element: one, ...given }, index): readonly QdaSelection[] => {
    const place = placed[index];
    const selection = guids[index];
    if (!place || selection === undefined) return [];
    const codings = readCodings(context, one, what);
    const head: Omit<CodingVerdict, "coding"> = {
      source: what,
      selection,
      verdict: place.verdict,
      reading: place.reading,
      given: { start: given.start, end: given.end },
      span: place.span,
      words: place.words,
    };
    for (const coding of codings.length > 0 ? codings.map((made) => made.guid) : [null])
      context.judge({ ...head, coding });
    if (place.span === null) {
      const message = `positions ${one.attributes["startPosition"] ?? given.start} to ${one.attributes["endPosition"] ?? given.end} are outside the text; ${codings.length} codings were not kept`;
      context.tell({ kind: "lost", code: "selection.outside", what, message });
      context.guids.forget(selection);
      return [];
    }
    const notes = readRefs(context, one, "NoteRef", { kind: "note", what });
    const described = { description: textOf(one, "Description"), codings, notes };
    return [{ guid: selection, name: given.name, ...place.span, ...described, stamp: readStamp(context, one, what) }];
  });
  const parts = element === holder ? [element] : [holder, element];
  return {
    guid,
    name: holder.attributes["name"] ?? element.attributes["name"] ?? "",
    text: source.text,
    rich: readRich(context, element, what),
    description: parts.map((part) => textOf(part, "Description")).find((text) => text !== "") ?? "",
    selections,
    codings: parts.flatMap((part) => readCodings(context, part, what)),
    notes: parts.flatMap((part) => readRefs(context, part, "NoteRef", { kind: "note", what })),
    values: parts.flatMap((part) => readVariableValues(context, part, what)),
    stamp: readStamp(context, holder, what),
  };
}

function readContent(context: ReadContext, element: XmlElement, what: string): string {
  const path = element.attributes["plainTextPath"] ?? "";
  const inline = childOf(element, "PlainTextContent");
  if (path === "") {
    return inline?.text ?? readStyledWords(context, element, what);
  }
  const bytes = context.find(path);
  if (bytes === null) {
    const message = `its text ${path} is not in the package${inline ? "; the text inside the project was read" : ""}`;
    context.tell({ kind: inline ? "note" : "lost", code: "text.file-missing", what, message });
    return inline?.text ?? readStyledWords(context, element, what);
  }
  const { text, guessed } = decodeBytes(bytes);
  if (guessed)
    context.tell({ kind: "note", code: "text.encoding", what, message: "its text is not UTF-8; read as GB 18030" });
  return text;
}

/** The words of the styled form, where there is no plain text; "" where they cannot be read, which is told. */
function readStyledWords(context: ReadContext, element: XmlElement, what: string): string {
  const path = element.attributes["richTextPath"] ?? "";
  const bytes = /\.docx$/iu.test(path) ? context.find(path) : null;
  const words = bytes === null ? null : readDocxOrNull(bytes);
  if (words !== null) {
    const message = `it has no plain text; its words were taken from ${path}`;
    context.tell({ kind: "note", code: "text.from-rich", what, message });
  } else if (!element.attributes["plainTextPath"])
    context.tell({ kind: "lost", code: "text.none", what, message: "the file gives no plain text for it" });
  return words ?? "";
}

function readDocxOrNull(bytes: Uint8Array): string | null {
  try {
    return readDocxText(bytes);
  } catch {
    return null;
  }
}

function readRich(context: ReadContext, element: XmlElement, what: string): QdaText["rich"] {
  const path = element.attributes["richTextPath"] ?? "";
  const extension = styled.exec(path)?.[1]?.toLowerCase();
  if (path === "" || /\.txt$/iu.test(path)) return null;
  const bytes = extension === undefined ? null : context.find(path);
  if (extension !== undefined && bytes !== null && bytes.length > 0) return { extension, bytes };
  const reason = extension === undefined ? "is of a kind that is not kept" : "is not in the package";
  context.tell({ kind: "lost", code: "text.rich", what, message: `its styled form ${path} ${reason}` });
  return null;
}

/** Selections of a text by positions, of a transcript by its synchronisation points. */
function listRaw(context: ReadContext, element: XmlElement, what: string): readonly RawSelection[] {
  const points = new Map(childrenOf(element, "SyncPoint").map((point) => [keyOf(point.attributes["guid"]), point]));
  if (points.size > 0) {
    const message = `${points.size} time codes of the recording are not kept`;
    context.tell({ kind: "lost", code: "transcript.times", what, message });
  }
  return listSelections(element).map((one) => {
    const name = one.attributes["name"] ?? "";
    if (one.name === "PlainTextSelection")
      return setRight(context, what, {
        element: one,
        name,
        start: numberOf(one, "startPosition"),
        end: numberOf(one, "endPosition"),
      });
    const [from, to] = ["fromSyncPoint", "toSyncPoint"].map((key) => points.get(keyOf(one.attributes[key])));
    return { element: one, name, start: numberOf(from, "position"), end: numberOf(to, "position") };
  });
}

/** Some tools write where a selection was begun and ended, also from the right to the left. */
function setRight(context: ReadContext, what: string, raw: RawSelection): RawSelection {
  if (!(raw.start > raw.end)) return raw;
  const message = `positions ${raw.start} to ${raw.end} are the wrong way round; they were exchanged`;
  context.tell({ kind: "changed", code: "selection.reversed", what, message });
  return { ...raw, start: raw.end, end: raw.start };
}

const keyOf = (raw: string | undefined): string => (raw ?? "").replace(/[{}]/gu, "").toLowerCase();
