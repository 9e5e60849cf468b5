import { strFromU8, unzipSync } from "fflate";
import { documentUnreadable, ExportError } from "../errors.ts";
import { childOf, childrenOf, readXmlTree, type XmlElement } from "../refi-qda/xml-tree.ts";

/** A paragraph of a .docx as a reader sees it with every tracked change accepted. */
export interface DocumentParagraph {
  /** Names of the bookmarks in it, in order. */
  readonly anchors: readonly string[];
  /** 1 to 4 for a heading, 0 for anything else. */
  readonly level: number;
  readonly text: string;
}

/** A table by its cells' texts, and the anchors of the paragraph above it. */
export interface DocumentTable {
  readonly above: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A comment somebody made. */
export interface DocumentComment {
  readonly author: string;
  readonly text: string;
  /** The paragraph it hangs on. */
  readonly on: string;
}

/** What `report merge` reads of a document, its body alone: neither headers nor footers nor text boxes. */
export interface ReadDocument {
  readonly paragraphs: readonly DocumentParagraph[];
  readonly tables: readonly DocumentTable[];
  readonly comments: readonly DocumentComment[];
  /** Changes that were tracked and count as accepted. */
  readonly tracked: { readonly insertions: number; readonly deletions: number };
  /** The remark in its properties. */
  readonly description: string;
}

/** Reads a .docx that Word, WPS or LibreOffice saved. Throws `docx.unreadable`. */
export function readDocument(bytes: Uint8Array): ReadDocument {
  const files = unzip(bytes);
  const body = childOf(readPart(files, "word/document.xml"), "body");
  if (body === undefined) throw documentUnreadable("it has no text body");
  const reader = new BodyReader(readFootnotes(files), readHeadingStyles(files));
  for (const child of body.children) reader.read(child);
  const core = files["docProps/core.xml"] === undefined ? undefined : readPart(files, "docProps/core.xml");
  return {
    paragraphs: reader.paragraphs,
    tables: reader.tables,
    comments: readComments(files, reader.commented),
    tracked: reader.tracked,
    description: childrenOf(core, "description")
      .map(({ text }) => text)
      .join(""),
  };
}

type Files = Readonly<Record<string, Uint8Array>>;
const parts = /^(?:word\/(?:document|styles|comments|footnotes)|docProps\/core)\.xml$/;

function unzip(bytes: Uint8Array): Files {
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => parts.test(name) && originalSize < 100_000_000 });
  } catch (error) {
    throw documentUnreadable(`it is no whole zip archive (${(error as Error).message})`);
  }
}

function readPart(files: Files, name: string): XmlElement {
  const bytes = files[name];
  if (bytes === undefined) throw documentUnreadable(`it holds no ${name}`);
  try {
    return readXmlTree(strFromU8(bytes));
  } catch (error) {
    if (error instanceof ExportError) throw documentUnreadable(`${name} is broken`);
    throw error;
  }
}

/** Texts of the footnotes by id. */
function readFootnotes(files: Files): ReadonlyMap<string, string> {
  if (files["word/footnotes.xml"] === undefined) return new Map();
  const notes = childrenOf(readPart(files, "word/footnotes.xml"), "footnote");
  return new Map(notes.map((note) => [note.attributes["id"] ?? "", textInside(note).trim()]));
}

/** Levels of heading styles by id: WPS gives the ids anew and keeps the names. */
function readHeadingStyles(files: Files): ReadonlyMap<string, number> {
  if (files["word/styles.xml"] === undefined) return new Map();
  return new Map(
    childrenOf(readPart(files, "word/styles.xml"), "style").flatMap((style) => {
      const level = /^(?:heading|标题)\s*([1-4])$/i.exec(childOf(style, "name")?.attributes["val"] ?? "")?.[1];
      return level === undefined ? [] : [[style.attributes["styleId"] ?? "", Number(level)] as const];
    }),
  );
}

function readComments(files: Files, commented: ReadonlyMap<string, string>): readonly DocumentComment[] {
  if (files["word/comments.xml"] === undefined) return [];
  return childrenOf(readPart(files, "word/comments.xml"), "comment").map((comment) => ({
    author: comment.attributes["author"] ?? "",
    text: textInside(comment).trim(),
    on: commented.get(comment.attributes["id"] ?? "") ?? "",
  }));
}

function textInside(element: XmlElement): string {
  return element.name === "t" ? element.text : element.children.map(textInside).join("");
}

/** How a footnote stands in a text. */
export const sayFootnote = (text: string): string => `⟦注：${text}⟧`;

/** Left out with all that is in it: properties, what was deleted, drawings and what stands for them. */
const skipped = new Set([
  "pPr",
  "rPr",
  "del",
  "moveFrom",
  "instrText",
  "drawing",
  "pict",
  "AlternateContent",
  "object",
]);

class BodyReader {
  readonly paragraphs: DocumentParagraph[] = [];
  readonly tables: DocumentTable[] = [];
  readonly commented = new Map<string, string>();
  readonly tracked = { insertions: 0, deletions: 0 };
  readonly #footnotes: ReadonlyMap<string, string>;
  /** Bookmarks that stand between paragraphs belong to the next. */
  #waiting: string[] = [];

  readonly #headings: ReadonlyMap<string, number>;

  constructor(footnotes: ReadonlyMap<string, string>, headings: ReadonlyMap<string, number>) {
    this.#footnotes = footnotes;
    this.#headings = headings;
  }

  read(element: XmlElement): void {
    switch (element.name) {
      case "p":
        this.#addParagraph(element);
        break;
      case "tbl":
        this.#addTable(element);
        break;
      case "bookmarkStart":
        this.#waiting.push(element.attributes["name"] ?? "");
        break;
      case "sdt":
        for (const child of childOf(element, "sdtContent")?.children ?? []) this.read(child);
        break;
      case "ins":
      case "moveTo":
        for (const child of element.children) this.read(child);
        break;
      default:
    }
  }

  #addParagraph(element: XmlElement): void {
    const { text, anchors, comments } = this.#readInside(element);
    const style = childOf(childOf(element, "pPr"), "pStyle")?.attributes["val"] ?? "";
    for (const comment of comments) this.commented.set(comment, text);
    const level = this.#headings.get(style) ?? 0;
    this.paragraphs.push({ anchors: [...this.#waiting, ...anchors], level, text });
    this.#waiting = [];
  }

  #addTable(element: XmlElement): void {
    const rows = childrenOf(element, "tr").map((row) =>
      childrenOf(row, "tc").map((cell) =>
        childrenOf(cell, "p")
          .map((one) => this.#readInside(one).text)
          .join("\n"),
      ),
    );
    this.tables.push({ above: this.paragraphs.at(-1)?.anchors ?? [], rows });
  }

  #readInside(element: XmlElement): { text: string; anchors: string[]; comments: string[] } {
    const found = { text: "", anchors: [] as string[], comments: [] as string[] };
    const go = (inner: XmlElement): void => {
      const { name, attributes } = inner;
      if (name === "del" || name === "moveFrom") this.tracked.deletions += 1;
      if (name === "ins" || name === "moveTo") this.tracked.insertions += 1;
      if (skipped.has(name)) return;
      if (name === "t") found.text += inner.text;
      else if (name === "tab") found.text += "\t";
      else if (name === "noBreakHyphen") found.text += "-";
      else if (name === "footnoteReference")
        found.text += sayFootnote(this.#footnotes.get(attributes["id"] ?? "") ?? "");
      else if (name === "bookmarkStart") found.anchors.push(attributes["name"] ?? "");
      else if (name === "commentReference") found.comments.push(attributes["id"] ?? "");
      for (const child of inner.children) go(child);
    };
    for (const child of element.children) go(child);
    return found;
  }
}
