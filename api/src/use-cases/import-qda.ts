import type { Coding, Corpus } from "@diaoyan/analysis";
import {
  type CodingVerdict,
  type CorpusMemo,
  type CorpusOfProject,
  corpusFromProject,
  ExportError,
  type QdaFinding,
  readQdaCodebook,
  readQdaProject,
} from "@diaoyan/exports";
import {
  brandAs,
  type CodeId,
  codebookSchema,
  codePointLength,
  hashText,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import { uuidOfHash } from "../contract/uuid.ts";
import type { Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, type ProblemCode, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { actOf, commitAct } from "./coding-acts.ts";
import { fitImport } from "./fit-import.ts";
import { collectModifiers, mergeCodebooks } from "./merge-codebooks.ts";
import { maximumCharacters } from "./transcripts.ts";

type QdaPorts = Pick<Ports, "coding" | "codingTrail" | "transcripts" | "deidentify" | "members" | "journal" | "clock">;

/** A REFI-QDA file to bring into a study; without `act` only what would happen is said. */
export interface QdaImport {
  readonly study: string;
  readonly format: "qdpx" | "qdc";
  readonly bytes: Uint8Array;
  readonly act?: string | undefined;
}

export interface QdaImportSummary {
  readonly stored: boolean;
  readonly codes: { readonly added: number; readonly known: number };
  readonly transcripts: { readonly added: number; readonly known: number };
  readonly codings: { readonly added: number; readonly known: number };
  readonly memos: { readonly added: number; readonly known: number };
  readonly verdicts: readonly (CodingVerdict & { readonly place: Transcript["id"] | null })[];
  readonly findings: readonly QdaFinding[];
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Ids of a file are kept where they are UUIDs, so that what goes out again can be merged; else one is made of them. */
const idOf = (guid: string): string => (uuidShape.test(guid) ? guid : uuidOfHash(hashText(guid)));

/**
 * Brings texts, codes, codings, memos, modifiers and attributes of a project into a study, all or nothing, as one act that can be
 * undone but for texts and memos. What stands already is kept as it is. Coders become the members of the same name; others keep
 * their name. Throws `qda.…`.
 */
export async function importQda(ports: QdaPorts, caller: Caller, order: QdaImport): Promise<QdaImportSummary> {
  const { study } = order;
  const read = fitImport(readFile(order, ports.clock.now()));
  const current = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const codebook = mergeCodebooks(current.codebook, read.corpus.codebook, collectModifiers(read.corpus));
  checkShape(codebookSchema, codebook.merged, { code: "qda.invalid", root: "codebook" });
  const texts = await mergeTranscripts(ports, study, read.corpus.transcripts);
  const coders = await nameCoders(ports, study, read.coders);
  const codings = translateCodings(read.corpus.codings, { codes: codebook.idOf, transcripts: texts, coders });
  const standing = await ports.coding.findAll(
    study,
    codings.map(({ id }) => id),
  );
  const known = new Set(standing.map(({ id }) => id));
  const fresh = codings.filter(({ id }) => !known.has(id));
  const memos = await freshMemos(ports, study, read.memos, { codes: codebook.idOf, transcripts: texts });
  const summary = {
    codes: { added: codebook.added, known: read.corpus.codebook.codes.length - codebook.added },
    transcripts: { added: texts.added.length, known: read.corpus.transcripts.length - texts.added.length },
    codings: { added: fresh.length, known: codings.length - fresh.length },
    memos: { added: memos.length, known: read.memos.length - memos.length },
    verdicts: read.verdicts.map((one) => ({ ...one, place: texts.placeOf.get(one.text.toLowerCase())?.id ?? null })),
    findings: read.findings,
  };
  if (order.act === undefined) return { stored: false, ...summary };
  const at = ports.clock.now();
  const act = actOf(ports, caller, { id: order.act, kind: "import" });
  const changed = codebook.merged !== current.codebook;
  await commitAct(ports, study, act, {
    changes: fresh.map((after) => ({ before: null, after })),
    ...(changed ? { codebook: { from: current.codebook, to: codebook.merged, base: current.revision } } : {}),
    also: [
      ...texts.added.map((one): Write => ports.transcripts.add(study, one, codePointLength(one.text), at)),
      ...(await attributeWrites(ports, study, read.corpus, texts)),
      ...memos.map((memo) => ports.codingTrail.putMemo(study, { ...memo, revision: 1, author: caller.id, at })),
    ],
  });
  return { stored: true, ...summary };
}

interface ReadFile extends CorpusOfProject {
  readonly verdicts: readonly CodingVerdict[];
}

function readFile({ bytes, format }: QdaImport, now: string): ReadFile {
  try {
    if (format === "qdpx") {
      const { project, report } = readQdaProject(bytes);
      const made = corpusFromProject(project, now);
      return { ...made, verdicts: report.codings, findings: [...report.findings, ...made.findings] };
    }
    const { codebook, report } = readQdaCodebook(bytes);
    const nothing = { users: [], variables: [], cases: [], sources: [], notes: [], links: [], noteRefs: [] };
    const made = corpusFromProject({ name: "", description: "", stamp: {}, ...nothing, ...codebook }, now);
    return { ...made, verdicts: [], findings: [...report.findings, ...made.findings] };
  } catch (error) {
    if (error instanceof ExportError) throw problem(refusals[error.code] ?? "qda.invalid", error.message);
    throw error;
  }
}

/** Why a file is refused, by the code the reader gives. */
const refusals: Readonly<Record<string, ProblemCode>> = {
  "qda.not-qda": "qda.foreign",
  "qda.damaged": "qda.damaged",
  "qda.packing": "qda.packing",
  "qda.too-large": "qda.tooLarge",
};

interface MergedTranscripts {
  readonly added: readonly Transcript[];
  /** What each transcript of the file is in the study. */
  readonly placeOf: ReadonlyMap<string, Pick<Transcript, "id" | "revision">>;
}

/** A text that stands already, under whatever id, is the same transcript; another text under a known id gets an id of its own. */
async function mergeTranscripts(
  ports: QdaPorts,
  study: string,
  given: readonly Transcript[],
): Promise<MergedTranscripts> {
  const heads = await ports.transcripts.listHeads(study);
  const byHash = new Map(heads.map((head) => [head.hash, head]));
  const taken = new Set(heads.map(({ id }) => String(id)));
  const placeOf = new Map<string, Pick<Transcript, "id" | "revision">>();
  const added: Transcript[] = [];
  for (const transcript of given) {
    const known = byHash.get(transcript.hash);
    if (known !== undefined) {
      placeOf.set(transcript.id, known);
      continue;
    }
    const characters = codePointLength(transcript.text);
    if (characters > maximumCharacters) {
      throw problem(
        "qda.invalid",
        `"${transcript.title}" has ${characters} characters, at most ${maximumCharacters} are kept`,
        {
          remedy: "split it in the program it comes from",
        },
      );
    }
    const id = idOf(transcript.id);
    const own = { ...transcript, id: brandAs<Transcript["id"]>(taken.has(id) ? uuidOfHash(transcript.hash) : id) };
    taken.add(own.id);
    added.push(own);
    placeOf.set(transcript.id, own);
    byHash.set(own.hash, { ...own, characters, codings: 0, policy: false });
  }
  return { added, placeOf };
}

/** Coders by the id the file gives them: the member of the same name, else a person known by name only. */
async function nameCoders(ports: QdaPorts, study: string, coders: ReadonlyMap<string, string>) {
  const members = new Map((await ports.members.list(study)).map(({ name, user }) => [name, user]));
  const ids = new Set(members.values());
  return (id: string): UserId => {
    const name = coders.get(id) ?? "";
    if (ids.has(id)) return brandAs<UserId>(id);
    return brandAs<UserId>(members.get(name) ?? `${importedCoder}${name || id}`);
  };
}

/** Before the name of a coder who is no member of the study. */
const importedCoder = "import:";

interface Translation {
  readonly codes: ReadonlyMap<string, CodeId>;
  readonly transcripts: MergedTranscripts;
  readonly coders: (id: string) => UserId;
}

function translateCodings(codings: readonly Coding[], { codes, coders, transcripts }: Translation): readonly Coding[] {
  return codings.flatMap((coding) => {
    const place = transcripts.placeOf.get(coding.transcript);
    const code = codes.get(coding.code);
    if (place === undefined || code === undefined) return [];
    const { origin } = coding;
    return [
      {
        ...coding,
        id: brandAs<Coding["id"]>(idOf(coding.id)),
        transcript: place.id,
        transcriptRevision: place.revision,
        code,
        origin: origin.kind === "human" ? { kind: "human" as const, user: coders(origin.user) } : origin,
      },
    ];
  });
}

async function attributeWrites(
  ports: QdaPorts,
  study: string,
  { attributes }: Corpus,
  { placeOf }: MergedTranscripts,
): Promise<readonly Write[]> {
  const standing = new Set((await ports.codingTrail.listAttributes(study)).map(({ transcript }) => transcript));
  return [...attributes].flatMap(([transcript, given]) => {
    const id = placeOf.get(transcript)?.id;
    if (id === undefined || standing.has(id) || Object.keys(given).length === 0) return [];
    return [ports.codingTrail.putAttributes(study, { transcript: id, revision: 1, attributes: given })];
  });
}

/** Memos on codes and texts that have none yet. */
async function freshMemos(
  ports: QdaPorts,
  study: string,
  memos: readonly CorpusMemo[],
  { codes, transcripts }: Omit<Translation, "coders">,
): Promise<readonly CorpusMemo[]> {
  const standing = new Set((await ports.codingTrail.listMemos(study)).map(({ kind, subject }) => `${kind} ${subject}`));
  return memos.flatMap((memo) => {
    const subject = memo.kind === "code" ? codes.get(memo.subject) : transcripts.placeOf.get(memo.subject)?.id;
    return subject === undefined || standing.has(`${memo.kind} ${subject}`) ? [] : [{ ...memo, subject }];
  });
}
