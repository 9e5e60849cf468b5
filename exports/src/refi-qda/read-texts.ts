import { readDocxText } from "../docx-text/read-docx-text.ts";
import type { CodingVerdict } from "./import-report.ts";
import { decodeBytes } from "./open-package.ts";
import { type PlacedSelection, placeSelections } from "./place-selections.ts";
import { type ForeignText, findHabit, keepText, type PositionReading, standardReading } from "./position-reading.ts";
import type { Guid, QdaSelection, QdaText } from "./qda-project.ts";
import { type ReadContext, readCodings, readRefs, readStamp, readVariableValues } from "./read-context.ts";
import { sayCodings, tellSelection } from "./read-media.ts";
import { readRecording } from "./read-times.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "./xml-tree.ts";

/** A text of the file with what holds it: a PDF or a recording holds its text as a representation or a transcript. */
export interface TextElement {
  readonly guid: Guid;
  readonly what: string;
  readonly element: XmlElement;
  /** The source that holds it; the same where it is a text itself. */
  readonly holder: XmlElement;
  /** The audio or video a transcript is of. */
  readonly recording: XmlElement | null;
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

/**
 * The selections of a text, whose GUIDs are read ahead of their contents, so that cases and links can refer to them. Those
 * by place on a page are among them: what they quote may stand in the text of the PDF.
 */
export function listSelections(element: XmlElement, holder: XmlElement): readonly XmlElement[] {
  const own = [...childrenOf(element, "PlainTextSelection"), ...childrenOf(element, "TranscriptSelection")];
  return [...own, ...childrenOf(holder, "PDFSelection")];
}

/** A text as it came, its selections as they came, and their places. */
interface PlacedRaw {
  readonly source: ForeignText;
  readonly raw: readonly RawSelection[];
  readonly placed: readonly PlacedSelection[];
  readonly reading: PositionReading;
}

/**
 * Places the selections of all texts. A text that does not show how it counts follows the others: what most of those show
 * whose characters and line ends tell ways apart.
 */
export function placeTexts(context: ReadContext, texts: readonly TextElement[]): ReadonlyMap<Guid, PlacedRaw> {
  const first = texts.map(({ element, guid, holder, what }) => {
    const source = keepText(readContent(context, element, what));
    const raw = listRaw(context, element, what);
    const areas = listAreas(context, holder, what);
    return { guid, source, raw, ...placeSelections(source, raw), areas };
  });
  const habit = findHabit(first.flatMap(({ decided, source }) => (decided === null ? [] : [{ decided, source }])));
  return new Map(
    first.map(({ areas, decided, guid, placed, raw, reading, source }) => {
      const open = decided === null && raw.length > 0 && Object.keys(habit).length > 0;
      const own = open ? placeSelections(source, raw, habit) : { placed, reading };
      const found = areas.length === 0 ? [] : placeSelections(source, areas).placed;
      return [guid, { source, raw: [...raw, ...areas], placed: [...own.placed, ...found], reading: own.reading }];
    }),
  );
}

const nothing: PlacedRaw = { source: keepText(""), raw: [], placed: [], reading: standardReading };

/** A text with its selections placed; what cannot be kept is told. */
export function readText(
  context: ReadContext,
  { guid, what, element, holder, recording, selections: guids }: TextElement,
  places: ReadonlyMap<Guid, PlacedRaw>,
): QdaText {
  const { source, raw, placed, reading } = places.get(guid) ?? nothing;
  const selections = raw.flatMap(({ element: one, ...given }, index): readonly QdaSelection[] => {
    const place = placed[index];
    const selection = guids[index];
    if (!place || selection === undefined) return [];
    const codings = readCodings(context, one, what);
    const head: Omit<CodingVerdict, "coding"> = {
      source: what,
      text: guid,
      selection,
      verdict: place.verdict,
      reading: place.reading,
      given: { start: given.start, end: given.end },
      span: place.span,
      words: place.span === null ? given.name : place.words,
    };
    for (const coding of codings.length > 0 ? codings.map((made) => made.guid) : [null])
      context.judge({ ...head, coding });
    tellPlace(context, { one, given, span: place.span, what });
    if (place.span === null) {
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
    description: [...new Set(parts.map((part) => textOf(part, "Description")).filter((text) => text !== ""))].join(
      "\n",
    ),
    selections,
    codings: parts.flatMap((part) => readCodings(context, part, what)),
    notes: parts.flatMap((part) => readRefs(context, part, "NoteRef", { kind: "note", what })),
    values: parts.flatMap((part) => readVariableValues(context, part, what)),
    stamp: Object.assign({}, ...parts.toReversed().map((part) => readStamp(context, part, what))),
    ...(recording && { recording: readRecording(context, { element, recording, what, source, reading }) }),
  };
}

interface ToTell {
  readonly one: XmlElement;
  readonly given: Omit<RawSelection, "element">;
  readonly span: PlacedSelection["span"];
  readonly what: string;
}

/** Tells of a selection that is outside the text, holds no words, or was placed by its quotation alone. */
function tellPlace(context: ReadContext, { one, given, span, what }: ToTell): void {
  const codings = sayCodings(context, one);
  if (one.name === "PDFSelection" && span === null) tellSelection(context, one, what);
  if (one.name === "PDFSelection" && span !== null) {
    const message = `page ${one.attributes["page"] ?? "?"}, “${given.name}”: the place on the page became its words in the text`;
    const detail = `第 ${one.attributes["page"] ?? "?"} 页，“${given.name}”`;
    context.tell({ kind: "changed", code: "selection.from-area", what, message, detail });
  }
  if (one.name === "PDFSelection") return;
  const from = one.attributes["startPosition"] ?? given.start;
  const to = one.attributes["endPosition"] ?? given.end;
  const at = `positions ${from} to ${to}`;
  const of = codings === null ? "a comment" : codings.english;
  const detail = `位置 ${from}–${to}，${codings === null ? "批注" : codings.chinese}`;
  if (span === null) {
    const message = `${at} are outside the text; not kept: ${of}`;
    context.tell({ kind: "lost", code: "selection.outside", what, message, detail });
  } else if (span.start === span.end) {
    const message = `${at} hold no words: ${of}`;
    context.tell({ kind: "note", code: "selection.empty", what, message, detail });
  }
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
    const detail = `${path}${inline ? "；已读取项目内的文字" : ""}`;
    context.tell({ kind: inline ? "note" : "lost", code: "text.file-missing", what, message, detail });
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
    context.tell({ kind: "note", code: "text.from-rich", what, message, detail: path });
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
  const detail = `${path}${extension === undefined ? "（不支持的格式）" : "（不在压缩包中）"}`;
  context.tell({ kind: "lost", code: "text.rich", what, message: `its styled form ${path} ${reason}`, detail });
  return null;
}

/** Selections of a text by positions, of a transcript by its synchronisation points. */
function listRaw(context: ReadContext, element: XmlElement, what: string): readonly RawSelection[] {
  const points = new Map(childrenOf(element, "SyncPoint").map((point) => [keyOf(point.attributes["guid"]), point]));
  return listSelections(element, element).map((one) => {
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

/** Selections by place on a page, with what they quote: only that can place them in the text. */
function listAreas(context: ReadContext, holder: XmlElement, what: string): readonly RawSelection[] {
  return childrenOf(holder, "PDFSelection").map((element) => {
    const inner = childOf(element, "Representation");
    const quote = element.attributes["name"] || (inner === undefined ? "" : readContent(context, inner, what).trim());
    return { element, name: quote, start: Number.NaN, end: Number.NaN };
  });
}

/** Some tools write where a selection was begun and ended, also from the right to the left. */
function setRight(context: ReadContext, what: string, raw: RawSelection): RawSelection {
  if (!(raw.start > raw.end)) return raw;
  const message = `positions ${raw.start} to ${raw.end} are the wrong way round; they were exchanged`;
  const detail = `位置 ${raw.start}–${raw.end}`;
  context.tell({ kind: "changed", code: "selection.reversed", what, message, detail });
  return { ...raw, start: raw.end, end: raw.start };
}

const keyOf = (raw: string | undefined): string => (raw ?? "").replace(/[{}]/gu, "").toLowerCase();
