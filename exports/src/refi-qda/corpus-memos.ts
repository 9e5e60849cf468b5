import { brandAs, type CodePointOffset, createOffsetIndex } from "@diaoyan/instruments";
import { guidOf, mintGuid } from "./guid.ts";
import { listCodes } from "./list-codes.ts";
import type { Guid, QdaProject, QdaText } from "./qda-project.ts";

/** A memo on a code, a transcript or a case of a corpus. */
export interface CorpusMemo {
  readonly kind: "code" | "transcript" | "case";
  readonly subject: string;
  readonly text: string;
}

/** Name of the notes that hold a memo as a whole. */
const memoName = "备忘";

const memoGuid = ({ kind, subject }: CorpusMemo): Guid => mintGuid("memo", `${kind} ${subject}`);

/** Memos as notes of a project, and the notes of each thing by its GUID; those on cases belong to the project as a whole. */
export function writeMemos(memos: readonly CorpusMemo[]) {
  const written = memos.filter(({ text }) => text.trim() !== "");
  const refs = new Map<Guid, readonly Guid[]>();
  for (const memo of written)
    if (memo.kind !== "case")
      refs.set(guidOf(memo.kind === "code" ? "code" : "source", memo.subject), [memoGuid(memo)]);
  const body = { rich: null, description: "", selections: [], codings: [], notes: [], values: [], stamp: {} };
  const notes = written.map((memo): QdaText => {
    const name = memo.kind === "case" ? `案例${memoName}：${memo.subject}` : memoName;
    return { guid: memoGuid(memo), name, text: memo.text, ...body };
  });
  const ofCases = written.filter(({ kind }) => kind === "case").map(memoGuid);
  return { notes, refs, ofProject: ofCases };
}

/** Texts of notes, each beneath its name where that says something. */
export function sayNotes(project: Pick<QdaProject, "notes">, guids: readonly Guid[]): readonly string[] {
  const notes = project.notes.filter(({ guid }) => guids.includes(guid));
  return notes.map(({ name, text }) => {
    const says = name !== "" && name !== memoName && !text.startsWith(name);
    return says ? `【${name}】\n${text}` : text;
  });
}

const join = (parts: readonly string[]): string => parts.filter((part) => part.trim() !== "").join("\n\n");

/**
 * What a project notes on codes and texts, as memos: notes of a code; description and notes of a text, comments on stretches
 * of it that have no code, and what is said of the cases it belongs to. `idOf` makes an id of a GUID.
 */
export function readMemos(project: QdaProject, idOf: (guid: Guid) => string): readonly CorpusMemo[] {
  const ofCodes = listCodes(project.codes).map(({ guid, notes }): CorpusMemo => {
    return { kind: "code", subject: idOf(guid), text: join(sayNotes(project, notes)) };
  });
  const ofTexts = project.sources.map((source): CorpusMemo => {
    const cases = project.cases.filter(
      ({ description, sources }) => description !== "" && sources.includes(source.guid),
    );
    const text = join([
      source.description,
      ...sayNotes(project, source.notes),
      ...listComments(project, source),
      ...cases.map(({ description, name }) => (name === null ? description : `【${name}】\n${description}`)),
    ]);
    return { kind: "transcript", subject: idOf(source.guid), text };
  });
  return [...ofCodes, ...ofTexts].filter(({ text }) => text !== "");
}

/** Comments on stretches without a code, each behind the words it is about. */
function listComments(project: QdaProject, { selections, text }: QdaText): readonly string[] {
  const index = createOffsetIndex(text);
  const at = (offset: number) => brandAs<CodePointOffset>(offset);
  return selections.flatMap(({ codings, description, end, notes, start }) => {
    if (codings.length > 0) return [];
    const said = [description, ...sayNotes(project, notes)].filter((part) => part.trim() !== "");
    return said.length === 0 ? [] : [`“${index.slice({ start: at(start), end: at(end) })}”：${said.join("\n")}`];
  });
}
