import type { ReadContext } from "./read-context.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "./xml-tree.ts";

/** Something said in English and in Chinese. */
interface Said {
  readonly english: string;
  readonly chinese: string;
}

const words: Readonly<Record<string, Said>> = {
  PDFSource: { english: "PDF", chinese: "PDF" },
  PictureSource: { english: "picture", chinese: "图片" },
  AudioSource: { english: "recording", chinese: "录音" },
  VideoSource: { english: "video", chinese: "录像" },
};

/** Selections by place or time. */
const byPlace = /^(?:PDF|Picture|Audio|Video)Selection$/u;

/** What people call a source; else its GUID. */
export const nameOf = ({ attributes, name }: XmlElement): string => attributes["name"] || attributes["guid"] || name;

/** Whether a path leads out of the file, so that what it names is where it was. */
export const leadsOutside = (path: string): boolean => /^(?:relative|absolute|file):/iu.test(path);

/** Where a recording, picture or PDF lies: outside the file, if one of its paths leads there. */
export function pathOf({ attributes }: XmlElement): string {
  const paths = [attributes["path"], attributes["currentPath"]].map((one) => one?.trim() ?? "");
  return paths.find(leadsOutside) ?? paths.find((one) => one !== "") ?? "";
}

/** Tells of a picture, PDF or recording what is not kept: the file, its selections one by one, and what is said of it without a text. */
export function tellMedia(context: ReadContext, source: XmlElement, listed: readonly XmlElement[]): void {
  const what = nameOf(source);
  const texts = listed.length;
  const path = pathOf(source);
  const { chinese, english: kind } = words[source.name] ?? { chinese: source.name, english: source.name };
  const lost = texts > 0 ? [] : listSaid(context, source);
  const told = [`a ${kind}: it has no text and was not kept`, ...lost.map(({ english }) => english)].join("; ");
  const toldInChinese = [`${chinese}，没有文字`, ...lost.map((one) => one.chinese)].join("；");
  const isRecording = childOf(source, "Transcript") !== undefined;
  if (texts === 0) context.tell({ kind: "lost", code: "source.media", what, message: told, detail: toldInChinese });
  else if (path !== "" && isRecording && leadsOutside(path)) {
    const message = `a ${kind}: its text and time codes were kept, the file stays at ${path}`;
    context.tell({ kind: "note", code: "source.media-linked", what, message, detail: `${chinese}：${path}` });
  } else if (path !== "") {
    const message = `a ${kind}: its text was kept, its file ${path} was not`;
    context.tell({ kind: "lost", code: "source.media", what, message, detail: `${chinese}，文字已保留：${path}` });
  }
  tellNames(context, source, { kind, chinese, texts: listed });
  for (const one of source.children)
    if (byPlace.test(one.name) && !(one.name === "PDFSelection" && texts > 0)) tellSelection(context, one, what);
}

/** Tells under which names the texts of a source go: the first by that of the source, further ones by their own. */
function tellNames(
  context: ReadContext,
  source: XmlElement,
  { chinese, kind, texts }: { readonly chinese: string; readonly kind: string; readonly texts: readonly XmlElement[] },
): void {
  const what = nameOf(source);
  const [first, ...more] = texts;
  const named = first?.attributes["name"] ?? "";
  if (named !== "" && named !== what) {
    const message = `its text “${named}” goes by the name of the ${kind}`;
    context.tell({ kind: "changed", code: "transcript.name", what, message, detail: `“${named}”` });
  }
  if (more.length === 0) return;
  const names = [what, ...more.map(nameOf)].map((name) => `“${name}”`);
  const message = `a ${kind} with ${texts.length} texts, which became as many sources: ${names.join(", ")}`;
  const detail = `${chinese}，${texts.length} 份文字：${names.join("、")}`;
  context.tell({ kind: "note", code: "source.texts", what, message, detail });
}

/** Tells of one selection by place or time with all that was said of it. */
export function tellSelection(context: ReadContext, one: XmlElement, source: string): void {
  const what = `${source} ${sayPlace(one)}`;
  const said = listSaid(context, one);
  const message = said.length === 0 ? "not kept" : `not kept: ${said.map(({ english }) => english).join("; ")}`;
  const detail = said.map(({ chinese }) => chinese).join("；");
  context.tell({ kind: "lost", code: "source.media-selection", what, message, ...(detail !== "" && { detail }) });
}

/** What a source or selection that is not kept says: codes with coders, description, values, notes. */
function listSaid(context: ReadContext, element: XmlElement): readonly Said[] {
  const name = byPlace.test(element.name) ? (element.attributes["name"] ?? "") : "";
  const description = textOf(element, "Description");
  const codings = sayCodings(context, element);
  const [values, notes] = ["VariableValue", "NoteRef"].map((child) => childrenOf(element, child).length);
  return [
    ...(name === "" ? [] : [{ english: `“${name}”`, chinese: `“${name}”` }]),
    ...(codings === null ? [] : [codings]),
    ...(description === "" ? [] : [{ english: `its description: ${description}`, chinese: `说明：${description}` }]),
    ...(values ? [{ english: `${values} values of variables`, chinese: `变量值 ${values} 个` }] : []),
    ...(notes ? [{ english: `${notes} notes on it`, chinese: `备忘 ${notes} 条` }] : []),
  ];
}

/** Codes given to an element and who gave them; null where there are none. */
export function sayCodings(context: ReadContext, element: XmlElement): Said | null {
  const codings = childrenOf(element, "Coding").map((coding) => {
    const code = context.guids.find(["code"], childOf(coding, "CodeRef")?.attributes["targetGUID"]);
    const user = context.guids.find(["user"], coding.attributes["creatingUser"] ?? element.attributes["creatingUser"]);
    const person = user === null ? "" : (context.names.get(user) ?? "");
    return { name: (code && context.names.get(code)) ?? "?", person };
  });
  if (codings.length === 0) return null;
  const english = codings.map(({ name, person }) => (person === "" ? name : `${name} (${person})`)).join(", ");
  const chinese = codings.map(({ name, person }) => (person === "" ? name : `${name}（${person}）`)).join("、");
  return { english: `codings ${english}`, chinese: `编码：${chinese}` };
}

/** Page and corners, or begin and end of the time. */
function sayPlace({ attributes, name }: XmlElement): string {
  const at = (key: string) => attributes[key] ?? "?";
  if (/^(?:Audio|Video)/u.test(name)) return `${sayTime(at("begin"))}–${sayTime(at("end"))}`;
  const area = `(${at("firstX")}, ${at("firstY")})–(${at("secondX")}, ${at("secondY")})`;
  return name === "PDFSelection" ? `p. ${at("page")} ${area}` : area;
}

/** Milliseconds as 00:01:02.500; anything else as it came. */
export function sayTime(milliseconds: string): string {
  if (!/^\d{1,12}$/u.test(milliseconds)) return milliseconds;
  const total = Number(milliseconds);
  const pad = (value: number, size = 2) => String(value).padStart(size, "0");
  const [hours, minutes, seconds] = [total / 3_600_000, (total / 60_000) % 60, (total / 1_000) % 60].map(Math.floor);
  const rest = total % 1_000;
  return `${pad(hours ?? 0)}:${pad(minutes ?? 0)}:${pad(seconds ?? 0)}${rest === 0 ? "" : `.${pad(rest, 3)}`}`;
}
