import { type Coding, type Corpus, codeHues, colorOfHue, createCodingMaker } from "@diaoyan/analysis";
import {
  brandAs,
  type Code,
  type Codebook,
  type CodeId,
  makeTranscript,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import { type CorpusMemo, readMemos, sayNotes } from "./corpus-memos.ts";
import { parseDescription } from "./describe-code.ts";
import type { QdaFinding } from "./import-report.ts";
import { attachLinkedNotes } from "./linked-notes.ts";
import { listUnplaced } from "./list-unplaced.ts";
import { noteName, ruleUser } from "./project-from-corpus.ts";
import type { Guid, QdaCode, QdaCoding, QdaProject, QdaSelection, QdaText } from "./qda-project.ts";
import { timeTurns } from "./time-turns.ts";

/** A corpus made of a project, the names of its coders by user id, and what a corpus has no place for. */
export interface CorpusOfProject {
  readonly corpus: Corpus;
  readonly coders: ReadonlyMap<string, string>;
  readonly memos: readonly CorpusMemo[];
  readonly findings: readonly QdaFinding[];
}

/** Ids are the project's GUIDs in lower case, so that what goes out again keeps its GUID. */
const idOf = (guid: Guid): string => guid.toLowerCase();
const lost = (code: string, what: string, message: string, detail?: string): QdaFinding => ({
  kind: "lost",
  code,
  what,
  message,
  ...(detail !== undefined && { detail }),
});

/**
 * A corpus of a project's sources, codes, codings and attributes. `now` stands for times the project does not give.
 * Notes on codes and texts, also those a link joins to them, become memos. What a corpus has no place for (sets, links, notes on other things) is listed.
 */
export function corpusFromProject(given: QdaProject, now: string): CorpusOfProject {
  const project = attachLinkedNotes(given);
  const findings: QdaFinding[] = [...listUnplaced(project)];
  const sources = project.sources.filter(({ name, text }) => {
    if (text.trim() !== "") return true;
    findings.push(lost("source.empty", name, "it has no text, so it became no transcript"));
    return false;
  });
  const transcripts = sources.map((source) => makeTranscriptOf(source, findings));
  const codings = sources.flatMap((source, index) => {
    const transcript = transcripts[index];
    return transcript ? readCodings({ project, source, transcript, now, findings }) : [];
  });
  const attributes = new Map(sources.map((source) => [idOf(source.guid), readAttributes(project, source, findings)]));
  const coders = new Map(project.users.map(({ guid, name }) => [idOf(guid), name]));
  const memos = readMemos(project, idOf).filter(({ kind, subject }) => kind === "code" || attributes.has(subject));
  return { corpus: { transcripts, codebook: readCodebook(project), codings, attributes }, coders, memos, findings };
}

function makeTranscriptOf({ guid, name, recording, text }: QdaText, findings: QdaFinding[]): Transcript {
  const made = makeTranscript({ id: brandAs(idOf(guid)), revision: 1, session: null, title: name, raw: text });
  if (recording === undefined || recording.times.length === 0) return made;
  const { turns, unplaced } = timeTurns(made.text, made.turns, recording.times);
  const message = `${unplaced} of ${recording.times.length} time codes stand within a sentence`;
  const detail = `${recording.times.length} 个时间码中有 ${unplaced} 个`;
  if (unplaced > 0) findings.push(lost("transcript.times-inside", name, message, detail));
  return { ...made, turns };
}

function readCodebook({ codes, name }: QdaProject): Codebook {
  const flat = flatten(codes, null, "");
  const book = { version: name, codes: flat.map(({ color: _, ...code }) => code), modifiers: {} };
  // a colour that a code has here anyway was not chosen for it
  const usual = codeHues(book);
  const kept = flat.map(({ color, ...code }) =>
    color === undefined || color === colorOfHue(usual.get(code.id) ?? 0) ? code : { ...code, color },
  );
  return { ...book, codes: kept };
}

/** Codes get the numbers they carry, else those of their place in the tree. */
function flatten(codes: readonly QdaCode[], parent: CodeId | null, prefix: string): readonly Code[] {
  return codes.flatMap((code, index) => {
    const described = parseDescription(code.description);
    const number = described.number === "" ? `${prefix}${index + 1}` : described.number;
    const id = brandAs<CodeId>(idOf(code.guid));
    const color = code.color === undefined ? {} : { color: code.color };
    return [
      { id, parent, name: code.name, ...described, number, ...color },
      ...flatten(code.children, id, `${number}.`),
    ];
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
  type Place = Pick<QdaSelection, "start" | "end" | "stamp" | "description" | "notes">;
  const read = (selection: Place, coding: QdaCoding): readonly Coding[] => {
    const comments = [selection.description, ...sayNotes(project, selection.notes)];
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
      const memo = [noted.memo, ...comments].filter((part) => part.trim() !== "").join("\n");
      return [{ ...made, ...noted, memo, ...(rule !== undefined && { origin: { kind: "rule" as const, rule } }) }];
    } catch (error) {
      const message = `a coding at ${span.start}: ${(error as Error).message}`;
      findings.push(lost("coding.empty", source.name, message, `位置 ${span.start}`));
      return [];
    }
  };
  const whole = { start: 0, end: [...transcript.text].length, stamp: source.stamp, description: "", notes: [] };
  if (source.codings.length > 0)
    findings.push({
      kind: "changed",
      code: "coding.whole",
      what: source.name,
      message: `${source.codings.length} codings of the whole text became codings of all its words`,
      detail: `${source.codings.length} 处`,
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

/** Attribute that says which case of the file a text belongs to. */
const caseAttribute = "个案";

/** Name of its case, values of the source itself and of the cases it belongs to; several values of one variable are joined by 、. */
function readAttributes(
  project: QdaProject,
  source: QdaText,
  findings: QdaFinding[],
): Readonly<Record<string, string>> {
  const names = new Map(project.variables.map(({ guid, name }) => [guid, name]));
  const cases = project.cases.filter(({ sources }) => sources.includes(source.guid));
  const called = cases.flatMap(({ name }) => (name === null || name === "" || name === source.name ? [] : [name]));
  const found: Record<string, string> = called.length === 0 ? {} : { [caseAttribute]: [...new Set(called)].join("、") };
  for (const { variable, value } of [...source.values, ...cases.flatMap(({ values }) => values)]) {
    const name = names.get(variable);
    if (name === undefined || value === null || value === "" || found[name] === value) continue;
    if (found[name] !== undefined) {
      const message = `${name} has several values, which were joined`;
      findings.push({ kind: "changed", code: "attribute.joined", what: source.name, message, detail: name });
    }
    found[name] = found[name] === undefined ? value : `${found[name]}、${value}`;
  }
  return found;
}
