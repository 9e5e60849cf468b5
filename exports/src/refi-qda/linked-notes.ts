import { listCodes } from "./list-codes.ts";
import type { Guid, QdaCode, QdaCoding, QdaProject, QdaSelection } from "./qda-project.ts";

interface Noted {
  readonly guid: Guid;
  readonly notes: readonly Guid[];
}

/**
 * A project in which notes that a link joins to a code, a text, a stretch or a coding are notes of it: NVivo writes its
 * annotations so. A link that says nothing more, neither by a name nor by notes of its own, is then told by that, and left out.
 */
export function attachLinkedNotes(project: QdaProject): QdaProject {
  const notes = new Set(project.notes.map(({ guid }) => guid));
  const things = new Set(listThings(project).map(({ guid }) => guid));
  const added = new Map<Guid, Guid[]>();
  const left = project.links.filter((link) => {
    const [note, thing] =
      link.origin !== null && notes.has(link.origin) ? [link.origin, link.target] : [link.target, link.origin];
    if (note === null || thing === null || !notes.has(note) || !things.has(thing)) return true;
    added.set(thing, [...(added.get(thing) ?? []), note]);
    return link.name !== "" || link.notes.length > 0;
  });
  if (added.size === 0) return project;
  const attach = <Thing extends Noted>(thing: Thing): Thing => {
    return { ...thing, notes: [...new Set([...thing.notes, ...(added.get(thing.guid) ?? [])])] };
  };
  const attachToCode = (code: QdaCode): QdaCode => ({ ...attach(code), children: code.children.map(attachToCode) });
  const attachToSelection = (one: QdaSelection): QdaSelection => ({ ...attach(one), codings: one.codings.map(attach) });
  return {
    ...project,
    links: left,
    codes: project.codes.map(attachToCode),
    sources: project.sources.map((source) => ({
      ...attach(source),
      codings: source.codings.map(attach),
      selections: source.selections.map(attachToSelection),
    })),
  };
}

function listThings({ codes, sources }: QdaProject): readonly Noted[] {
  const codings = (list: readonly { readonly codings: readonly QdaCoding[] }[]) => list.flatMap((one) => one.codings);
  const selections = sources.flatMap((source) => source.selections);
  return [...listCodes(codes), ...sources, ...selections, ...codings(sources), ...codings(selections)];
}
