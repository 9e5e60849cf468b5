import { SaxesParser } from "saxes";
import { qdaRefused } from "../errors.ts";

/** An element by its local name: namespaces of all versions of the format are read alike. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

const deepest = 200;
const longestReference = /&#(?:x([0-9a-f]{1,8})|(\d{1,10}));/giu;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
const isAllowed = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

/** Characters that XML 1.0 cannot hold become U+FFFD, one for one, so that positions in a text stay. */
function replaceForbidden(source: string): string {
  const referred = source.replace(longestReference, (whole, hex?: string, decimal?: string) =>
    isAllowed(hex ? Number.parseInt(hex, 16) : Number(decimal)) ? whole : "\uFFFD",
  );
  return referred.replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, (sign) =>
    isAllowed(sign.charCodeAt(0)) ? sign : "\uFFFD",
  );
}

/** Attributes by local name, without declarations of prefixes; one with a prefix never stands for one without. */
function localAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const prefixed = Object.keys(attributes).filter((key) => key.includes(":") && !key.startsWith("xmlns:"));
  const own = Object.keys(attributes).filter((key) => !key.includes(":"));
  return Object.fromEntries([...prefixed, ...own].map((key) => [localName(key), attributes[key] ?? ""]));
}

/** Reads a well-formed XML text; a document type is refused, so that no entity can be declared. Throws `qda.damaged`. */
export function readXmlTree(source: string): XmlElement {
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [];
  let root: XmlElement | undefined;
  const parser = new SaxesParser();
  parser.on("doctype", () => {
    throw qdaRefused("damaged", "its XML declares a document type, which the format does not have");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= deepest) throw qdaRefused("damaged", `its elements are nested deeper than ${deepest}`);
    open.push({ name: localName(name), attributes: localAttributes(attributes), children: [], text: "" });
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = open.pop();
    if (!closed) return;
    const parent = open.at(-1);
    if (parent) parent.children.push(closed);
    else root = closed;
  });
  try {
    parser.write(replaceForbidden(source)).close();
  } catch (error) {
    if ((error as Error).name === "ExportError") throw error;
    throw qdaRefused("damaged", `its XML is broken at ${(error as Error).message}`);
  }
  if (root === undefined) throw qdaRefused("damaged", "its XML has no content");
  return root;
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All children of this name, in order. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the first child of this name, "" where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text ?? "";
}
