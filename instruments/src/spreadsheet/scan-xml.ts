import { spreadsheetRefused } from "../errors.ts";

/** What is told of an XML text while it is read; names come without their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** Longest piece of markup or text; a cell holds at most 32,767 characters. */
const longestPiece = 1024 * 1024;

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith("#")) {
    const known = named[name];
    if (known === undefined) throw spreadsheetRefused("damaged", `its XML uses the entity ${whole}`);
    return known;
  }
  const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** A text with its five named and its numbered entities resolved; there are no others without a document type. */
export function decodeXml(text: string): string {
  return text.includes("&") ? text.replace(/&([^;&]{1,12});/gu, decodeEntity) : text;
}

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const made = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "u");
  patterns.set(name, made);
  return made;
}

/** The value of an attribute in what stood behind a tag's name; undefined where it is absent. */
export function attributeOf(attributes: string, name: string): string | undefined {
  // as nearly every program writes it; the pattern is for the others
  const at = attributes.indexOf(` ${name}="`);
  if (at >= 0) {
    const from = at + name.length + 3;
    return decodeXml(attributes.slice(from, attributes.indexOf('"', from)));
  }
  if (!attributes.includes(name)) return undefined;
  const found = patternOf(name).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeXml(value);
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/**
 * Reads XML piece by piece: elements and texts are told to the visitor, comments and instructions are passed over. A
 * document type is refused, so that no entity can be declared, let alone fetched.
 */
export class XmlScanner {
  private readonly visitor: XmlVisitor;
  private rest = "";

  constructor(visitor: XmlVisitor) {
    this.visitor = visitor;
  }

  write(piece: string): void {
    const source = this.rest + piece;
    let at = 0;
    for (let next = this.readPiece(source, at); next > at; next = this.readPiece(source, at)) at = next;
    this.rest = source.slice(at);
    if (this.rest.length > longestPiece) throw spreadsheetRefused("damaged", "its XML has a piece without an end");
  }

  end(): void {
    if (this.rest.trim() !== "") throw spreadsheetRefused("damaged", "its XML ends too early");
  }

  /** Reads one tag or text at `at`; the place behind it, or `at` while its end has not come. */
  private readPiece(source: string, at: number): number {
    if (at >= source.length) return at;
    if (source.charCodeAt(at) !== 60) return this.readText(source, at);
    const second = source.charCodeAt(at + 1);
    if (second === 33) return this.readDeclaration(source, at);
    if (second === 63) return this.skip(source, at, "?>");
    const end = this.endOfTag(source, at);
    if (end < 0) return at;
    if (second === 47) this.visitor.close(withoutPrefix(source.slice(at + 2, end).trim()));
    else this.readTag(source, at, end);
    return end + 1;
  }

  private readText(source: string, at: number): number {
    const end = source.indexOf("<", at);
    if (end < 0) return at;
    this.visitor.text(decodeXml(source.slice(at, end)));
    return end;
  }

  private skip(source: string, at: number, mark: string): number {
    const end = source.indexOf(mark, at);
    return end < 0 ? at : end + mark.length;
  }

  private readDeclaration(source: string, at: number): number {
    if (source.startsWith("<!--", at)) return this.skip(source, at, "-->");
    if (source.startsWith("<![CDATA[", at)) {
      const end = source.indexOf("]]>", at);
      if (end < 0) return at;
      this.visitor.text(source.slice(at + 9, end));
      return end + 3;
    }
    if (source.length - at < 9) return at;
    throw spreadsheetRefused("damaged", "its XML declares a document type, which no spreadsheet program writes");
  }

  /** The `>` that closes a tag: one inside a quoted attribute does not. */
  private endOfTag(source: string, at: number): number {
    let quote = 0;
    for (let place = at + 1; place < source.length; place += 1) {
      const code = source.charCodeAt(place);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 62) return place;
      else if (code === 34 || code === 39) quote = code;
    }
    return -1;
  }

  private readTag(source: string, at: number, end: number): void {
    const empty = source.charCodeAt(end - 1) === 47;
    const inside = source.slice(at + 1, empty ? end - 1 : end);
    const blank = inside.search(/\s/u);
    const name = withoutPrefix(blank < 0 ? inside : inside.slice(0, blank));
    this.visitor.open(name, blank < 0 ? "" : inside.slice(blank));
    if (empty) this.visitor.close(name);
  }
}
