import { type Coding, type Corpus, createCodingMaker } from "@diaoyan/analysis";
import {
  brandAs,
  type Code,
  type Codebook,
  type CodeId,
  makeTranscript,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import { parseDescription } from "./describe-code.ts";
import type { QdaFinding } from "./import-report.ts";
import { noteName, ruleUser } from "./project-from-corpus.ts";
import type { Guid, QdaCode, QdaCoding, QdaProject, QdaSelection, QdaText } from "./qda-project.ts";

/** A corpus made of a project, the names of its coders by user id, and what a corpus has no place for. */
export interface CorpusOfProject {
  readonly corpus: Corpus;
  readonly coders: ReadonlyMap<string, string>;
  readonly findings: readonly QdaFinding[];
}

/** Ids are the project's GUIDs in lower case, so that what goes out again keeps its GUID. */
const idOf = (guid: Guid): string => guid.toLowerCase();
const lost = (code: string, what: string, message: string): QdaFinding => ({ kind: "lost", code, what, message });

/**
 * A corpus of a project's sources, codes, codings and attributes. `now` stands for times the project does not give.
 * What a corpus has no place for (sets, links, comments without a code, notes on other things) is listed.
 */
export function corpusFromProject(project: QdaProject, now: string): CorpusOfProject {
  const findings: QdaFinding[] = [...listUnplaced(project)];
  const sources = project.sources.filter(({ name, text }) => {
    if (text.trim() !== "") return true;
    findings.push(lost("source.empty", name, "it has no text, so it became no transcript"));
    return false;
  });
  const transcripts = sources.map(makeTranscriptOf);
  const codings = sources.flatMap((source, index) => {
    const transcript = transcripts[index];
    return transcript ? readCodings({ project, source, transcript, now, findings }) : [];
  });
  const attributes = new Map(sources.map((source) => [idOf(source.guid), readAttributes(project, source, findings)]));
  const coders = new Map(project.users.map(({ guid, name }) => [idOf(guid), name]));
  return { corpus: { transcripts, codebook: readCodebook(project), codings, attributes }, coders, findings };
}

function makeTranscriptOf({ guid, name, text }: QdaText): Transcript {
  return makeTranscript({ id: brandAs(idOf(guid)), revision: 1, session: null, title: name, raw: text });
}

function readCodebook({ codes, name }: QdaProject): Codebook {
  return { version: name, codes: flatten(codes, null, ""), modifiers: {} };
}

/** Codes get the numbers they carry, else those of their place in the tree. */
function flatten(codes: readonly QdaCode[], parent: CodeId | null, prefix: string): readonly Code[] {
  return codes.flatMap((code, index) => {
    const described = parseDescription(code.description);
    const number = described.number === "" ? `${prefix}${index + 1}` : described.number;
    const id = brandAs<CodeId>(idOf(code.guid));
    return [{ id, parent, name: code.name, ...described, number }, ...flatten(code.children, id, `${number}.`)];
  });
}

interface ToRead {
  readonly project: QdaProject;
  readonly source: QdaText;
  readonly transcript: Transcript;
  readonly now: string;
  readonly findings: QdaFinding[];
}

function readCodings({ project, source, transcript, now, findings }: ToRead): readonly Coding[] {
  const notes = new Map(project.notes.map((note) => [note.guid, note]));
  const rules = new Map(project.users.filter(({ id }) => id === ruleUser).map(({ guid, name }) => [guid, name]));
  const make = createCodingMaker(transcript);
  const read = (selection: Pick<QdaSelection, "start" | "end" | "stamp">, coding: QdaCoding): readonly Coding[] => {
    const span = { start: brandAs<Coding["start"]>(selection.start), end: brandAs<Coding["end"]>(selection.end) };
    const creator = coding.creator ?? selection.stamp.creator;
    const rule = creator === undefined ? undefined : rules.get(creator);
    const at = coding.created ?? selection.stamp.created ?? now;
    const act = {
      id: brandAs<Coding["id"]>(idOf(coding.guid)),
      user: brandAs<UserId>(creator ? idOf(creator) : ""),
      at: brandAs<Coding["at"]>(at),
    };
    try {
      const made = make(span, brandAs(idOf(coding.code)), act);
      const noted = readNotes(coding.notes.flatMap((guid) => notes.get(guid) ?? []));
      return [{ ...made, ...noted, ...(rule !== undefined && { origin: { kind: "rule" as const, rule } }) }];
    } catch (error) {
      findings.push(lost("coding.empty", source.name, `a coding at ${span.start}: ${(error as Error).message}`));
      return [];
    }
  };
  const whole = { start: 0, end: [...transcript.text].length, stamp: source.stamp };
  if (source.codings.length > 0)
    findings.push({
      kind: "changed",
      code: "coding.whole",
      what: source.name,
      message: `${source.codings.length} codings of the whole text became codings of all its words`,
    });
  return [
    ...source.selections.flatMap((selection) => selection.codings.flatMap((coding) => read(selection, coding))),
    ...source.codings.flatMap((coding) => read(whole, coding)),
  ];
}

/** A memo; a note that we wrote ends with a line 【name】value for each modifier. */
function readNotes(notes: readonly QdaText[]): Pick<Coding, "memo" | "modifiers"> {
  const modifiers: Record<string, string> = {};
  const memos = notes.map(({ name, text }) => {
    const lines = text.split("\n");
    while (name === noteName) {
      const [, key, value] = /^【([^】]+)】(.*)$/u.exec(lines.at(-1) ?? "") ?? [];
      if (key === undefined || value === undefined) break;
      modifiers[key] = value;
      lines.pop();
    }
    return lines.join("\n");
  });
  return { memo: memos.filter((memo) => memo !== "").join("\n"), modifiers };
}

/** Values of the source itself and of the cases it belongs to; several values of one variable are joined by 、. */
function readAttributes(
  project: QdaProject,
  source: QdaText,
  findings: QdaFinding[],
): Readonly<Record<string, string>> {
  const names = new Map(project.variables.map(({ guid, name }) => [guid, name]));
  const cases = project.cases.filter(({ sources }) => sources.includes(source.guid));
  const found: Record<string, string> = {};
  for (const { variable, value } of [...source.values, ...cases.flatMap(({ values }) => values)]) {
    const name = names.get(variable);
    if (name === undefined || value === null || value === "" || found[name] === value) continue;
    if (found[name] !== undefined) {
      const message = `${name} has several values, which were joined`;
      findings.push({ kind: "changed", code: "attribute.joined", what: source.name, message });
    }
    found[name] = found[name] === undefined ? value : `${found[name]}、${value}`;
  }
  return found;
}

/** What a project holds and a corpus has no place for. */
function listUnplaced(project: QdaProject): readonly QdaFinding[] {
  const used = new Set(
    project.sources.flatMap(({ selections, codings }) => [
      ...selections.flatMap((selection) => selection.codings.flatMap(({ notes }) => notes)),
      ...codings.flatMap(({ notes }) => notes),
    ]),
  );
  const comments = project.sources.flatMap(({ selections }) =>
    selections.filter(({ codings }) => codings.length === 0),
  );
  return [
    ...project.sets.map(({ name }) => lost("set", name, "sets have no place in a corpus")),
    ...project.links.map(({ name }) => lost("link", name, "links have no place in a corpus")),
    ...comments.map(({ name, description }) => lost("comment", name, `a comment without a code: ${description}`)),
    ...project.notes.filter(({ guid }) => !used.has(guid)).map(({ name }) => lost("note", name, "a note on no coding")),
    ...project.cases
      .filter(({ sources }) => sources.length === 0)
      .map(({ name }) => lost("case", name ?? "", "a case without a source")),
    ...project.sources.filter(({ rich }) => rich !== null).map(({ name }) => lost("rich", name, "its styled form")),
  ];
}
