import { readGuid } from "./guid.ts";
import type { ReadContext } from "./read-context.ts";
import { nameOf, tellMedia } from "./read-media.ts";
import { listSelections, type TextElement } from "./read-texts.ts";
import { childrenOf, type XmlElement } from "./xml-tree.ts";

/** The texts among the sources, with their GUIDs and those of their selections; what holds no text is told. */
export function defineSources(context: ReadContext, sources: XmlElement | undefined): readonly TextElement[] {
  return (sources?.children ?? []).flatMap((source) => {
    if (source.name === "TextSource") return [define(context, { kind: "source", element: source, holder: source })];
    const texts = textsOf(source);
    const gone = texts.length === 0 ? readGuid(source.attributes["guid"] ?? "") : null;
    if (gone !== null) context.names.set(gone, nameOf(source));
    tellMedia(context, source, texts);
    return texts.map((element, index) => define(context, { kind: "source", element, holder: source, own: index > 0 }));
  });
}

/** The notes, which are texts as well. */
export function defineNotes(context: ReadContext, notes: XmlElement | undefined): readonly TextElement[] {
  return childrenOf(notes, "Note").map((element) => define(context, { kind: "note", element, holder: element }));
}

interface ToDefine {
  readonly kind: "source" | "note";
  readonly element: XmlElement;
  readonly holder: XmlElement;
  /** A further transcript of a recording keeps its own GUID. */
  readonly own?: boolean;
}

function define(context: ReadContext, { kind, element, holder, own = false }: ToDefine): TextElement {
  const guid = context.guids.define(kind, (own ? element : holder).attributes["guid"]);
  context.guids.alias(kind, element.attributes["guid"], guid);
  const selections = listSelections(element, own ? element : holder).map(({ attributes }) =>
    context.guids.define("selection", attributes["guid"]),
  );
  const what = nameOf(own ? element : holder);
  context.names.set(guid, what);
  const recording = element.name === "Transcript" ? holder : null;
  return { guid, what, element, holder: own ? element : holder, recording, selections };
}

/** The text of a PDF, the transcripts of a recording, the description of a picture. */
function textsOf(source: XmlElement): readonly XmlElement[] {
  return ["Representation", "TextDescription", "Transcript"].flatMap((name) => childrenOf(source, name));
}
