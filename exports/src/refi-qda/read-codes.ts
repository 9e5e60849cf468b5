import type { QdaCode } from "./qda-project.ts";
import { type ReadContext, readColorOf, readRefs } from "./read-context.ts";
import { childrenOf, textOf, type XmlElement } from "./xml-tree.ts";

/** Gives all codes below `element` their GUIDs, so that anything may refer to them. */
export function defineCodes(context: ReadContext, element: XmlElement | undefined): CodeOutline[] {
  return childrenOf(element, "Code").map((child) => {
    const guid = context.guids.define("code", child.attributes["guid"]);
    context.names.set(guid, child.attributes["name"] ?? "");
    return { element: child, guid, children: defineCodes(context, child) };
  });
}

/** A code whose GUID is known and whose contents are still to be read. */
export interface CodeOutline {
  readonly element: XmlElement;
  readonly guid: QdaCode["guid"];
  readonly children: readonly CodeOutline[];
}

/** Reads the contents of codes after notes have been defined. */
export function readCodes(context: ReadContext, outlines: readonly CodeOutline[]): readonly QdaCode[] {
  return outlines.map(({ element, guid, children }) => {
    const name = element.attributes["name"] ?? "";
    return {
      guid,
      name,
      codable: !/^(?:false|0)$/iu.test(element.attributes["isCodable"]?.trim() ?? ""),
      ...readColorOf(context, element, name),
      description: textOf(element, "Description"),
      notes: readRefs(context, element, "NoteRef", { kind: "note", what: name }),
      children: readCodes(context, children),
    };
  });
}
