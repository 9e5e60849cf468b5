import {
  type Coding,
  countTraining,
  evaluateSuggester,
  type LabelledText,
  type Segmenter,
  type Suggester,
  trainSuggester,
} from "@diaoyan/analysis";
import { type Codebook, createOffsetIndex, type TextSpan } from "@diaoyan/instruments";
import type { SuggestionEntry } from "../ports/agreement-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { createSight } from "./second-coding.ts";

type SuggestPorts = Pick<Ports, "agreement" | "coding" | "transcripts" | "journal" | "clock" | "runtime">;

/** Examples and codes below which nothing can be learned, and transcripts below which nothing can be kept apart. */
const least = { codings: 10, codes: 2, transcripts: 2 } as const;
/** Confidence below which nothing is suggested, however right such suggestions were on the examples. */
const leastConfidence = 0.05;
/** A model is used again until this share of new codings came. */
const newShare = 0.05;
const shownCodes = 3;

interface Trained {
  readonly suggester: Suggester;
  readonly codings: number;
  readonly name: string;
}

/** Models by study and person: somebody who codes blindly learns from what they may see only. */
const models = new Map<string, Trained>();
const mostModels = 16;

/** Suggestions for stretches of a transcript. Nothing is coded; that they were shown is logged. Throws `suggestion.tooFew`. */
export async function suggestCodes(
  ports: SuggestPorts,
  caller: Caller,
  order: {
    readonly study: string;
    readonly transcript: string;
    readonly spans: readonly { readonly start: number; readonly end: number }[];
  },
) {
  const { spans, study, transcript: id } = order;
  const transcript = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  const index = createOffsetIndex(transcript.text);
  if (spans.some(({ end, start }) => start >= end || end > index.length)) {
    throw problem("coding.invalid", `spans: expected stretches within 0 and ${index.length}`);
  }
  const { name, suggester } = await readModel(ports, caller, study);
  const made = spans.map((span) => {
    return { span, ...suggester.suggest(index.slice(span as TextSpan), shownCodes) };
  });
  const at = ports.clock.now();
  const entries = made.flatMap(({ abstains, ranked, span }): SuggestionEntry[] => {
    const place = { transcript: id, revision: transcript.revision, ...span, model: name, actor: caller.id, at };
    if (abstains) return [{ ...place, code: null, confidence: ranked[0]?.confidence ?? null, outcome: "abstained" }];
    return ranked.map(({ confidence, label }) => ({ ...place, code: label, confidence, outcome: "shown" as const }));
  });
  if (entries.length > 0) await ports.journal.commitUnlogged([ports.agreement.addSuggestions(study, entries)]);
  return {
    model: name,
    examples: suggester.examples,
    suggestions: made.map(({ abstains, ranked, span }) => ({
      ...span,
      abstains,
      ranked: ranked.map(({ confidence, label, reasons }) => ({ code: label, confidence, reasons: [...reasons] })),
    })),
  };
}

async function readModel(ports: SuggestPorts, caller: Caller, study: string): Promise<Trained> {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const codings = await readExamples(ports, caller, study);
  refuseTooFew(codings);
  const key = `${study}\n${caller.id}\n${codebook.codes.map(({ id }) => id).join(" ")}`;
  const known = models.get(key);
  if (known !== undefined && Math.abs(codings.length - known.codings) <= known.codings * newShare) return known;
  const suggester = train(codebook, codings, ports.runtime.text.segmenter);
  const trained = { suggester, codings: codings.length, name: `ridge/${suggester.segmenter}/${codings.length}` };
  models.delete(key);
  models.set(key, trained);
  for (const oldest of models.keys()) if (models.size > mostModels) models.delete(oldest);
  return trained;
}

/** What people coded and the caller may see. */
async function readExamples(ports: SuggestPorts, caller: Caller, study: string): Promise<readonly Coding[]> {
  const sees = await createSight(ports, study, caller.id);
  const all = (await ports.coding.list(study)).filter((coding) => coding.origin.kind === "human" && sees(coding));
  return dropRepeated(all);
}

/**
 * Codings of overlapping stretches with the same code, as two people's, are one example: else each would be found by the other
 * when it is left out, and suggestions would seem surer than they are. The first in order of place stands.
 */
function dropRepeated(codings: readonly Coding[]): readonly Coding[] {
  const ends = new Map<string, number>();
  return codings.filter(({ code, end, start, transcript }) => {
    const key = `${transcript} ${code}`;
    const last = ends.get(key) ?? 0;
    if (start < last) return false;
    ends.set(key, end);
    return true;
  });
}

function countCoded(codings: readonly Coding[]) {
  const count = (of: (coding: Coding) => string): number => new Set(codings.map(of)).size;
  return { codings: codings.length, codes: count(({ code }) => code), transcripts: count((one) => one.transcript) };
}

const isTooFew = (coded: ReturnType<typeof countCoded>): boolean =>
  coded.codings < least.codings || coded.codes < least.codes;

function refuseTooFew(codings: readonly Coding[]): void {
  const so = countCoded(codings);
  if (!isTooFew(so)) return;
  throw problem(
    "suggestion.tooFew",
    `${so.codings} codings of ${so.codes} codes by people stand, at least ${least.codings} of ${least.codes} are needed`,
    { remedy: "code some more first" },
  );
}

function train(codebook: Codebook, codings: readonly Coding[], segmenter: Segmenter): Suggester {
  const known = new Set<string>(codebook.codes.map(({ id }) => id));
  const examples = codings
    .filter(({ code }) => known.has(code))
    .map(({ code, quote }) => ({ text: quote, label: String(code) }));
  const used = new Set(examples.map(({ label }) => label));
  const hints = codebook.codes.flatMap(({ definition, example, id, name }): LabelledText[] =>
    used.has(id) ? [{ text: [name, definition, example].filter(Boolean).join("，"), label: String(id) }] : [],
  );
  const suggester = trainSuggester(countTraining({ examples, hints }, segmenter));
  return {
    ...suggester,
    suggest(text, most) {
      const { abstains, ranked } = suggester.suggest(text, most);
      return { ranked, abstains: abstains || (ranked[0]?.confidence ?? 0) < leastConfidence };
    },
  };
}

/** Keeps what a person made of a suggestion. */
export async function logSuggestion(
  ports: SuggestPorts,
  caller: Caller,
  { study, ...entry }: Omit<SuggestionEntry, "actor" | "at"> & { readonly study: string },
): Promise<void> {
  found(await ports.transcripts.find(study, entry.transcript), "transcript.notFound", entry.transcript);
  const logged = { ...entry, actor: caller.id, at: ports.clock.now() };
  await ports.journal.commitUnlogged([ports.agreement.addSuggestions(study, [logged])]);
}

/** A point of the learning curve: shares of suggestions for transcripts that were kept apart. */
export interface CurvePoint {
  readonly examples: number;
  readonly n: number;
  readonly accuracy: number;
  readonly inFirstThree: number;
  readonly coverage: number;
  readonly precision: number | null;
}

/** Codings up to which every group of transcripts is kept apart in turn; beyond, where learning takes long, one group. */
const fewForTurns = 1_000;
const groups = 4;

/**
 * How good suggestions were, learned from a quarter, a half, three quarters and all of the codings of the transcripts that were
 * not kept apart; and what became of those that were shown. Of the texts a suggester is measured on it learned nothing.
 */
export async function measureSuggestions(ports: SuggestPorts, caller: Caller, study: string) {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const codings = await readExamples(ports, caller, study);
  const transcripts = [...new Set(codings.map(({ transcript }) => String(transcript)))].sort();
  const group = new Map(transcripts.map((transcript, at) => [transcript, at % groups]));
  const most = codings.length <= fewForTurns ? groups : 1;
  const turns = Array.from({ length: Math.min(most, transcripts.length) }, (_, turn) => turn).filter(
    (turn) => !isTooFew(countCoded(codings.filter(({ transcript }) => group.get(transcript) !== turn))),
  );
  const apart = turns.map((turn) => (one: Coding) => group.get(one.transcript) === turn);
  const learn = (some: readonly Coding[]) => train(codebook, some, ports.runtime.text.segmenter);
  const points = [0.25, 0.5, 0.75, 1].flatMap((share) => measurePoint(codings, share, { apart, learn }));
  return {
    points,
    heldOut: transcripts.filter((one) => turns.includes(group.get(one) ?? -1)).length,
    transcripts: transcripts.length,
    coded: countCoded(codings),
    least,
    log: [...(await ports.agreement.countSuggestions(study))],
  };
}

interface Trial {
  /** Which codings are kept apart, for each turn. */
  readonly apart: readonly ((one: Coding) => boolean)[];
  learn(some: readonly Coding[]): Suggester;
}

/** One point of the curve, over all turns; none where too little could be learned in one. */
function measurePoint(codings: readonly Coding[], share: number, { apart, learn }: Trial): readonly CurvePoint[] {
  const measured = apart.map((keeps) => {
    const others = codings.filter((one) => !keeps(one));
    const some = others.filter((_, at) => Math.floor((at + 1) * share) > Math.floor(at * share));
    if (isTooFew(countCoded(some))) return undefined;
    const tried = codings.filter(keeps).map(({ code, quote }) => ({ text: quote, label: String(code) }));
    return { examples: some.length, ...evaluateSuggester(learn(some), tried) };
  });
  const known = measured.filter((one) => one !== undefined);
  const n = known.reduce((sum, one) => sum + one.n, 0);
  if (known.length < measured.length || n === 0) return [];
  const mean = (of: (one: (typeof known)[number]) => number): number =>
    known.reduce((sum, one) => sum + of(one) * one.n, 0) / n;
  const coverage = mean((one) => one.coverage);
  return [
    {
      examples: Math.round(known.reduce((sum, { examples }) => sum + examples, 0) / known.length),
      n,
      accuracy: mean((one) => one.accuracy),
      inFirstThree: mean((one) => one.inFirstThree),
      coverage,
      precision: coverage === 0 ? null : mean((one) => one.coverage * (one.precision ?? 0)) / coverage,
    },
  ];
}
