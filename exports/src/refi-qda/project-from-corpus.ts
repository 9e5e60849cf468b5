import { type Coding, type Corpus, codeHues, colorOfHue } from "@diaoyan/analysis";
import { type Code, createOffsetIndex, type Transcript } from "@diaoyan/instruments";
import { type CorpusMemo, writeMemos } from "./corpus-memos.ts";
import { describeCode } from "./describe-code.ts";
import { guidOf, mintGuid } from "./guid.ts";
import type { Guid, QdaCase, QdaCode, QdaProject, QdaSelection, QdaText, QdaUser, QdaVariable } from "./qda-project.ts";

/** What a corpus does not say of itself. */
export interface ProjectHead {
  readonly name: string;
  readonly software: string;
  /** Names of coders by user id; a coder without one is called by the id. */
  readonly coders: ReadonlyMap<string, string>;
  /** Memos on codes, transcripts and cases; those on codings stand in the corpus. */
  readonly memos?: readonly CorpusMemo[];
}

/** Marks a user that is a rule, not a person. */
export const ruleUser = "rule";

/** Name of the notes that hold memo and modifiers of a coding. */
export const noteName = "编码备注";

const codeGuid = (id: string): Guid => guidOf("code", id);
const sourceGuid = (id: string): Guid => guidOf("source", id);

/**
 * A corpus as a REFI-QDA project. GUIDs are made from the ids, so that a later export of the same corpus can be merged with
 * an earlier one. Attributes of a transcript become a case with variables; modifiers and memo of a coding become a note, so
 * do memos. Codes have the colours of the coding desk.
 * Codings of another revision than the transcript's are left out: their place is not known here.
 */
export function projectFromCorpus(corpus: Corpus, head: ProjectHead): QdaProject {
  const revisions = new Map(corpus.transcripts.map(({ id, revision }) => [id, revision]));
  const codings = corpus.codings.filter((one) => revisions.get(one.transcript) === one.transcriptRevision);
  const memos = writeMemos(head.memos ?? []);
  const noted = codings.filter((one) => noteOf(one) !== "");
  return {
    name: head.name,
    origin: head.software,
    description: "",
    stamp: {},
    users: listUsers(codings, head.coders),
    codes: nestCodes(corpus.codebook.codes, { hues: codeHues(corpus.codebook), notes: memos.refs }, null),
    variables: listVariables(corpus),
    cases: corpus.transcripts.flatMap((transcript) => makeCase(corpus, transcript)),
    sources: corpus.transcripts.map((transcript) => ({
      ...makeSource(transcript, codings),
      notes: memos.refs.get(sourceGuid(transcript.id)) ?? [],
    })),
    notes: [...noted.map(makeNote), ...memos.notes],
    links: [],
    sets: [],
    noteRefs: memos.ofProject,
  };
}

const userOf = ({ origin }: Coding): { readonly id: string; readonly rule: boolean } =>
  origin.kind === "human" ? { id: origin.user, rule: false } : { id: origin.rule, rule: true };

const userGuid = (coding: Coding): Guid => {
  const { id, rule } = userOf(coding);
  return rule ? mintGuid("rule", id) : guidOf("user", id);
};

function listUsers(codings: readonly Coding[], names: ReadonlyMap<string, string>): readonly QdaUser[] {
  const users = new Map<Guid, QdaUser>();
  for (const coding of codings) {
    const { id, rule } = userOf(coding);
    const guid = userGuid(coding);
    users.set(guid, rule ? { guid, name: id, id: ruleUser } : { guid, name: names.get(id) ?? id });
  }
  return [...users.values()];
}

interface CodeLooks {
  readonly hues: ReadonlyMap<string, number>;
  readonly notes: ReadonlyMap<Guid, readonly Guid[]>;
}

function nestCodes(codes: readonly Code[], looks: CodeLooks, parent: string | null): readonly QdaCode[] {
  return codes
    .filter((code) => code.parent === parent)
    .map((code) => ({
      guid: codeGuid(code.id),
      name: code.name,
      codable: true,
      color: code.color ?? colorOfHue(looks.hues.get(code.id) ?? 0),
      description: describeCode(code),
      notes: looks.notes.get(codeGuid(code.id)) ?? [],
      children: nestCodes(codes, looks, code.id),
    }));
}

const variableGuid = (name: string): Guid => mintGuid("variable", name);

function listVariables({ attributes }: Corpus): readonly QdaVariable[] {
  const names = new Set([...attributes.values()].flatMap((values) => Object.keys(values)));
  return [...names].map((name) => ({ guid: variableGuid(name), name, type: "Text", description: "" }));
}

function makeCase({ attributes }: Corpus, { id, title }: Transcript): readonly QdaCase[] {
  const values = Object.entries(attributes.get(id) ?? {});
  if (values.length === 0) return [];
  const written = values.map(([name, value]) => ({ variable: variableGuid(name), type: "Text" as const, value }));
  const nothing = { description: "", codes: [], selections: [] };
  return [{ guid: mintGuid("case", id), name: title, ...nothing, values: written, sources: [sourceGuid(id)] }];
}

const noteGuid = ({ id }: Coding): Guid => mintGuid("note", id);

/** Memo first, then one line 【name】value for each modifier. */
function noteOf({ memo, modifiers }: Coding): string {
  const lines = Object.entries(modifiers).map(([name, value]) => `【${name}】${value}`);
  return [memo, ...lines].filter((line) => line !== "").join("\n");
}

function makeNote(coding: Coding): QdaText {
  const body = { name: noteName, text: noteOf(coding), rich: null, description: "", selections: [], codings: [] };
  return {
    guid: noteGuid(coding),
    ...body,
    notes: [],
    values: [],
    stamp: { creator: userGuid(coding), created: coding.at },
  };
}

/** Codings of the same words share a selection. */
function makeSource(transcript: Transcript, codings: readonly Coding[]): QdaText {
  const index = createOffsetIndex(transcript.text);
  const places = new Map<string, Coding[]>();
  for (const coding of codings) {
    if (coding.transcript !== transcript.id) continue;
    const key = `${coding.start} ${coding.end}`;
    places.set(key, [...(places.get(key) ?? []), coding]);
  }
  const selections = [...places].flatMap(([key, group]): readonly QdaSelection[] => {
    const [coding] = group;
    if (!coding) return [];
    const { start, end } = coding;
    const guid = mintGuid("selection", `${transcript.id} ${transcript.revision} ${key}`);
    const made = group.map((one) => ({
      guid: guidOf("coding", one.id),
      code: codeGuid(one.code),
      creator: userGuid(one),
      created: one.at,
      notes: noteOf(one) === "" ? [] : [noteGuid(one)],
    }));
    const body = { name: index.slice(coding), description: "", notes: [], stamp: {} };
    return [{ guid, ...body, start, end, codings: made }];
  });
  const rest = { rich: null, description: "", codings: [], notes: [], values: [], stamp: {} };
  return { guid: sourceGuid(transcript.id), name: transcript.title, text: transcript.text, ...rest, selections };
}
