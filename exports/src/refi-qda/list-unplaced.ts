import type { QdaFinding } from "./import-report.ts";
import { listCodes } from "./list-codes.ts";
import { nameLink, nameThings, unnamed } from "./name-link.ts";
import type { QdaProject } from "./qda-project.ts";
import { sayType } from "./say-finding.ts";

const finding =
  (kind: QdaFinding["kind"]) =>
  (code: string, what: string, message: string, detail?: string): QdaFinding => ({
    kind,
    code,
    what,
    message,
    ...(detail !== undefined && { detail }),
  });
const lost = finding("lost");
const changed = finding("changed");

/** What a project holds and a corpus has no place for, or keeps in another form. */
export function listUnplaced(project: QdaProject): readonly QdaFinding[] {
  return [
    ...listLostThings(project),
    ...listLostLinks(project),
    ...listLostOfCases(project),
    ...listLostOfNotes(project),
    ...listChanged(project),
  ];
}

function listLostLinks(project: QdaProject): readonly QdaFinding[] {
  const names = project.links.length === 0 ? new Map() : nameThings(project);
  return project.links.map((link) => lost("link", nameLink(link, names), "links have no place in a corpus"));
}

function listLostThings({ description, name, noteRefs, sets, sources, users }: QdaProject): readonly QdaFinding[] {
  const coders = new Set(
    sources.flatMap(({ codings, selections }) =>
      [...codings, ...selections.flatMap((one) => [...one.codings, { creator: one.stamp.creator }])].map(
        ({ creator }) => creator,
      ),
    ),
  );
  const stamped = sources.filter(({ stamp }) => Object.keys(stamp).length > 0).length;
  return [
    ...sets.map((set) => lost("set", set.name || unnamed, "sets have no place in a corpus")),
    ...sources.filter(({ rich }) => rich !== null).map((source) => lost("rich", source.name, "its styled form")),
    ...sources.flatMap((source) =>
      source.recording?.path
        ? [lost("recording", source.name, `where its recording lies: ${source.recording.path}`, source.recording.path)]
        : [],
    ),
    ...(description === ""
      ? []
      : [lost("project", name, `the description of the project: ${description}`, `说明：${description}`)]),
    ...(noteRefs.length === 0
      ? []
      : [lost("project", name, `${noteRefs.length} notes on the project as a whole`, `备忘 ${noteRefs.length} 条`)]),
    ...users
      .filter(({ guid }) => !coders.has(guid))
      .map((user) => lost("user", user.name || unnamed, "a user who coded nothing")),
    ...(stamped === 0 ? [] : [lost("stamp", name, `who made ${stamped} texts and when`, `${stamped} 份文稿`)]),
  ];
}

function listLostOfCases({ cases }: QdaProject): readonly QdaFinding[] {
  return cases.flatMap(({ codes, name, selections, sources }) => {
    const parts = [
      ...(sources.length === 0 ? [["a case without a source", "没有材料的个案"] as const] : []),
      ...(codes.length > 0 ? [[`its ${codes.length} codes`, `编码 ${codes.length} 个`] as const] : []),
      ...(selections.length > 0
        ? [[`its ${selections.length} stretches of texts`, `片段 ${selections.length} 处`] as const]
        : []),
    ];
    return parts.map(([message, detail]) => lost("case", name || unnamed, message, detail));
  });
}

/** Notes that are no memo of a coding, a code or a text, and what notes hold beside their words. */
function listLostOfNotes({ codes, notes, sources }: QdaProject): readonly QdaFinding[] {
  const used = new Set<string>([
    ...listCodes(codes).flatMap((code) => code.notes),
    ...sources.flatMap((source) => [
      ...source.notes,
      ...[...source.codings, ...source.selections.flatMap((one) => [...one.codings, one])].flatMap((one) => one.notes),
    ]),
  ]);
  return notes.flatMap((note) => {
    const coded = note.codings.length + note.selections.reduce((sum, one) => sum + Math.max(1, one.codings.length), 0);
    const inside = [
      ...(coded > 0 ? [[`${coded} codings and comments in it`, `其中的编码和批注 ${coded} 处`] as const] : []),
      ...sayCount(note.values.length, "values of variables", "变量值"),
      ...sayCount(note.notes.length, "notes on it", "备忘"),
      ...(note.rich === null ? [] : [["its styled form", "排版形式"] as const]),
      ...(note.description === ""
        ? []
        : [[`its description: ${note.description}`, `说明：${note.description}`] as const]),
    ];
    return [
      ...(used.has(note.guid) ? [] : [lost("note", note.name || unnamed, "a note on no coding, code or text")]),
      ...inside.map(([message, detail]) => lost("note.inside", note.name || unnamed, message, detail)),
    ];
  });
}

const sayCount = (count: number, english: string, chinese: string) =>
  count === 0 ? [] : [[`${count} ${english}`, `${chinese} ${count} 个`] as const];

function listChanged({ codes, name, variables }: QdaProject): readonly QdaFinding[] {
  const closed = listCodes(codes).filter(({ codable }) => !codable).length;
  return [
    ...(closed === 0
      ? []
      : [changed("code.codable", name, `${closed} codes that were not for coding can be used here`, `${closed} 个`)]),
    ...variables.flatMap(({ description, name: variable, type }) => [
      ...(type === "Text"
        ? []
        : [changed("variable.type", variable, `its values (${type}) became texts`, sayType(type))]),
      ...(description === "" ? [] : [lost("variable", variable, `its description: ${description}`, description)]),
    ]),
  ];
}
