import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { analyses, type Coding, type Corpus, runRequest, suggestCodings } from "@diaoyan/analysis";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import {
  brandAs,
  type CodingId,
  type Instant,
  loadPack,
  makeTranscript,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import { type BenchLine, timed } from "./bench-line.ts";

const pack = join(import.meta.dirname, "../../instruments/library/evaluation-reform");
const copies = 20;

/** The simulated transcripts of a pack, each 20 times under ids of its own, coded by the rules of the codebook. */
async function makeCorpus(): Promise<Corpus> {
  const { codebook } = loadPack(await readPackFolder(pack));
  const folder = join(pack, "simulated/transcripts");
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  const transcripts = Array.from({ length: copies }, (_, copy) =>
    files.map((raw, index): Transcript => {
      const id = brandAs<TranscriptId>(`${copy}-${index}`);
      return makeTranscript({ id, revision: 1, session: null, title: id, raw });
    }),
  ).flat();
  const codings: Coding[] = transcripts.flatMap((transcript) =>
    suggestCodings(codebook, transcript, {
      nextId: () => brandAs<CodingId>(crypto.randomUUID()),
      at: brandAs<Instant>("2026-01-01T00:00:00.000Z"),
    }),
  );
  const attributes = new Map(
    transcripts.map(({ id }, index) => [String(id), { 单位类型: index % 2 === 0 ? "高校" : "院所" }]),
  );
  return { transcripts, codebook, codings, attributes };
}

/** The same codings as two people's, the second of whom leaves out every fourth. */
function codeTwice(corpus: Corpus): Corpus {
  const as = (user: string, codings: readonly Coding[]) =>
    codings.map((coding): Coding => ({ ...coding, origin: { kind: "human", user: brandAs<UserId>(user) } }));
  const { codings } = corpus;
  const second = codings.filter((_, at) => at % 4 !== 0);
  return { ...corpus, codings: [...as("甲", codings), ...as("乙", second)] };
}

/** Seconds of the analyses of transcripts. */
export async function benchCorpusAnalyses(): Promise<readonly BenchLine[]> {
  const corpus = await makeCorpus();
  const text = createNodeTextTools();
  const characters = corpus.transcripts.reduce((sum, transcript) => sum + transcript.text.length, 0);
  const twice = codeTwice(corpus);
  const more: Readonly<Record<string, object>> = {
    codeByAttribute: { attribute: "单位类型" },
    keyness: { attribute: "单位类型", group: "高校" },
  };
  return analyses
    .filter(({ reads }) => reads === "corpus")
    .map(({ kind }) =>
      timed(`${kind}, ${Math.round(characters / 1000)},000 characters, ${corpus.codings.length} codings`, null, () =>
        runRequest({ corpus: kind === "coderAgreement" ? twice : corpus, text }, { kind, ...more[kind] }, { seed: 1 }),
      ),
    );
}
