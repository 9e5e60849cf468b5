import { qdaRefused } from "../errors.ts";
import { readGuid } from "./guid.ts";
import type { QdaImportReport } from "./import-report.ts";
import { nameLink, unnamed } from "./name-link.ts";
import { decodeXmlBytes, openQdaPackage } from "./open-package.ts";
import type { QdaCase, QdaCodebook, QdaLink, QdaProject, QdaSet, QdaVariable, QdaVariableType } from "./qda-project.ts";
import { defineCodes, readCodes } from "./read-codes.ts";
import {
  createReadContext,
  kinds,
  type ReadContext,
  readColorOf,
  readRefs,
  readStamp,
  readVariableValues,
} from "./read-context.ts";
import { defineNotes, defineSources } from "./read-sources.ts";
import { placeTexts, readText } from "./read-texts.ts";
import { listUnknownParts } from "./unknown-parts.ts";
import { childOf, childrenOf, readXmlTree, textOf, type XmlElement } from "./xml-tree.ts";

/** A project as it was read, and what came of every coding. */
export interface ReadQdaProject {
  readonly project: QdaProject;
  readonly report: QdaImportReport;
}

/**
 * Reads a REFI-QDA project (.qdpx) of any tool. Positions are checked coding by coding; what is not kept is listed in the
 * report. Throws `qda.not-qda`, `qda.damaged`, `qda.too-large`.
 */
export function readQdaProject(bytes: Uint8Array): ReadQdaProject {
  const { xml, find, remarks } = openQdaPackage(bytes);
  const root = readXmlTree(xml);
  if (root.name !== "Project") throw qdaRefused("not-qda", `its XML is a ${root.name}, expected a Project`);
  const context = createReadContext(find);
  const what = root.attributes["name"] ?? "project";
  for (const remark of remarks) context.tell({ kind: "note", code: "package", what, ...remark });
  checkNamespace(context, root, what);
  for (const finding of listUnknownParts(root)) context.tell(finding);
  const project = readParts(context, root, what);
  return { project, report: context.report() };
}

/** Reads a REFI-QDA codebook (.qdc). Throws `qda.not-qda`, `qda.damaged`. */
export function readQdaCodebook(bytes: Uint8Array): {
  readonly codebook: QdaCodebook;
  readonly report: QdaImportReport;
} {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw qdaRefused("not-qda", "it is an archive: a project, whose name ends in .qdpx, not a codebook");
  const root = readXmlTree(decodeXmlBytes(bytes));
  const book = root.name === "CodeBook" ? root : childOf(root, "CodeBook");
  if (book === undefined) throw qdaRefused("not-qda", `its XML is a ${root.name}, expected a CodeBook`);
  const context = createReadContext(() => null);
  for (const finding of listUnknownParts(book)) context.tell(finding);
  const outlines = defineCodes(context, childOf(book, "Codes"));
  const sets = childOf(book, "Sets") ?? childOf(root, "Sets");
  const codebook = {
    origin: root.attributes["origin"] ?? "",
    codes: readCodes(context, outlines),
    sets: childrenOf(sets, "Set").map((element) => {
      return readSet(context, defineNamed(context, "set", element).guid, element);
    }),
  };
  return { codebook, report: context.report() };
}

function checkNamespace(context: ReadContext, { attributes }: XmlElement, what: string): void {
  const space = attributes["xmlns"];
  if (space === undefined || space === "urn:QDA-XML:project:1.0") return;
  const message = `its namespace is ${space}, not that of version 1.0; it was read as 1.0`;
  context.tell({ kind: "note", code: "namespace", what, message, detail: space });
}

/** Gives a thing its GUID, and keeps its name for what is told of it. */
function defineNamed(context: ReadContext, kind: keyof typeof kinds, element: XmlElement) {
  const guid = context.guids.define(kind, element.attributes["guid"]);
  context.names.set(guid, element.attributes["name"] ?? "");
  return { element, guid };
}

/** Everything gets its GUID first, so that references may lead forward; then contents are read. */
function readParts(context: ReadContext, root: XmlElement, what: string): QdaProject {
  const define = (kind: keyof typeof kinds, container: XmlElement | undefined, name: string) =>
    childrenOf(container, name).map((element) => defineNamed(context, kind, element));
  const book = childOf(root, "CodeBook");
  const users = define("user", childOf(root, "Users"), "User");
  const outlines = defineCodes(context, childOf(book, "Codes"));
  const variables = define("variable", childOf(root, "Variables"), "Variable");
  const sources = defineSources(context, childOf(root, "Sources"));
  const notes = defineNotes(context, childOf(root, "Notes"));
  const cases = define("case", childOf(root, "Cases"), "Case");
  const links = define("link", childOf(root, "Links"), "Link");
  const sets = [root, book].flatMap((holder) => define("set", holder && childOf(holder, "Sets"), "Set"));
  const placed = placeTexts(context, [...notes, ...sources]);
  const graphs = childrenOf(childOf(root, "Graphs"), "Graph");
  for (const graph of graphs)
    context.tell({
      kind: "lost",
      code: "graph",
      what: graph.attributes["name"] || unnamed,
      message: "graphs are not kept",
    });
  return {
    name: root.attributes["name"] ?? "",
    origin: root.attributes["origin"] ?? "",
    description: textOf(root, "Description"),
    stamp: readStamp(context, root, what),
    users: users.map(({ guid, element: { attributes } }) => ({
      guid,
      name: attributes["name"] ?? "",
      ...(attributes["id"] && { id: attributes["id"] }),
    })),
    variables: variables.map(({ guid, element }) => readVariable(context, guid, element)),
    notes: notes.map((note) => readText(context, note, placed)),
    codes: readCodes(context, outlines),
    sources: sources.map((source) => readText(context, source, placed)),
    cases: cases.map(({ guid, element }) => readCase(context, guid, element)),
    links: links.map(({ guid, element }) => readLink(context, guid, element)),
    sets: sets.map(({ guid, element }) => readSet(context, guid, element)),
    noteRefs: readRefs(context, root, "NoteRef", { kind: "note", what }),
  };
}

const types: readonly QdaVariableType[] = ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"];

function readVariable(context: ReadContext, guid: QdaVariable["guid"], element: XmlElement): QdaVariable {
  const name = element.attributes["name"] ?? "";
  const type = types.find((one) => one === element.attributes["typeOfVariable"]);
  if (type === undefined) {
    const message = `its type “${element.attributes["typeOfVariable"] ?? ""}” is none of ${types.join(", ")}; kept as Text`;
    const detail = `类型“${element.attributes["typeOfVariable"] ?? ""}”不合规范，按文字保留`;
    context.tell({ kind: "changed", code: "variable.type", what: name, message, detail });
  }
  return { guid, name, type: type ?? "Text", description: textOf(element, "Description") };
}

function readCase(context: ReadContext, guid: QdaCase["guid"], element: XmlElement): QdaCase {
  const name = element.attributes["name"] ?? null;
  const what = name || unnamed;
  return {
    guid,
    name,
    description: textOf(element, "Description"),
    codes: readRefs(context, element, "CodeRef", { kind: "code", what }),
    values: readVariableValues(context, element, what),
    sources: readRefs(context, element, "SourceRef", { kind: "source", what }),
    selections: readRefs(context, element, "SelectionRef", { kind: "selection", what }),
  };
}

function readLink(context: ReadContext, guid: QdaLink["guid"], element: XmlElement): QdaLink {
  const name = element.attributes["name"] ?? "";
  const [origin, target] = ["originGUID", "targetGUID"].map((end) =>
    context.guids.find(Object.values(kinds), element.attributes[end]),
  );
  const ends = { origin: origin ?? null, target: target ?? null };
  const named = (end: "origin" | "target") => ends[end] ?? readGuid(element.attributes[`${end}GUID`] ?? "");
  const what = nameLink({ name, origin: named("origin"), target: named("target") }, context.names);
  const directions = ["Associative", "OneWay", "Bidirectional"] as const;
  const wanted = element.attributes["direction"];
  const direction = directions.find((one) => one === wanted);
  if (direction === undefined && wanted !== undefined)
    context.tell({
      kind: "lost",
      code: "link.direction",
      what,
      message: `its direction “${wanted}” is none of ${directions.join(", ")}`,
      detail: `方向“${wanted}”`,
    });
  for (const end of ["origin", "target"] as const) {
    const raw = element.attributes[`${end}GUID`];
    if (ends[end] !== null || raw === undefined) continue;
    const message = `${end}GUID ${raw} leads to nothing that was kept`;
    const detail = `${end === "origin" ? "起点" : "终点"} ${raw}`;
    context.tell({ kind: "lost", code: "link.end", what, message, detail });
  }
  return {
    guid,
    name,
    ...(direction && { direction }),
    ...readColorOf(context, element, what),
    ...ends,
    notes: readRefs(context, element, "NoteRef", { kind: "note", what }),
  };
}

/** A set; its members are named by `targetGUID` in a project and by `guid` in a codebook. */
function readSet(context: ReadContext, guid: QdaSet["guid"], element: XmlElement): QdaSet {
  const name = element.attributes["name"] ?? "";
  return {
    guid,
    name,
    description: textOf(element, "Description"),
    codes: readRefs(context, element, "MemberCode", { kind: "code", what: name }),
    sources: readRefs(context, element, "MemberSource", { kind: "source", what: name }),
    notes: readRefs(context, element, "MemberNote", { kind: "note", what: name }),
  };
}
