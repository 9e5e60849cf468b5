import { type Codebook, seededRandom } from "@diaoyan/instruments";
import { type Client, routes } from "../contract/index.ts";
import { codeAgain, type HandCoding, type PlacedCoding, placeHandCodings } from "./place-hand-codings.ts";
import { runLimited } from "./run-limited.ts";

/** A transcript of the demonstration with what its first coder codes in it. */
export interface TranscriptToCode {
  readonly id: string;
  readonly codings: readonly HandCoding[];
}

/** Two coders' ways to the server, and what chance is drawn from. */
export interface HandWork {
  readonly first: Client;
  readonly second: Client;
  readonly seed: number;
}

/** Share of the transcripts that is coded again. */
const sampleShare = 0.4;
/** Codings sent at a time. */
const atATime = 8;

type Placed = { readonly id: string; readonly text: string; readonly codings: readonly PlacedCoding[] };

/**
 * Codes transcripts as two people would, over the routes of the desk: the first by hand, the last transcript with suggestions,
 * the second blindly on a drawn sample; then agreement is measured and some disagreements are decided. Answers how many were made.
 */
export async function codeByHand(
  { first, second, seed }: HandWork,
  study: string,
  transcripts: readonly TranscriptToCode[],
): Promise<number> {
  const { codebook } = await first.call(routes.getCodebook, { params: { study } });
  const { codes } = codebook as unknown as Codebook;
  const byNumber = new Map(codes.map(({ id, number }) => [number, String(id)]));
  const placed = await Promise.all(
    transcripts.map(async ({ codings, id }): Promise<Placed> => {
      const { transcript } = await first.call(routes.getTranscript, { params: { study, transcript: id } });
      const { text } = transcript as unknown as { readonly text: string };
      return { id, text, codings: placeHandCodings(text, codings, byNumber) };
    }),
  );
  const last = placed.at(-1);
  if (last === undefined) return 0;
  await addCodings(first, study, placed.slice(0, -1));
  await askSuggestions(first, study, last);
  await addCodings(first, study, [last]);
  const siblings = (code: string) => {
    const parent = codes.find(({ id }) => id === code)?.parent;
    return codes.filter(({ id, parent: of }) => of === parent && id !== code).map(({ id }) => String(id));
  };
  const { user } = await second.call(routes.getMe, {});
  const params = { study, assignment: crypto.randomUUID() };
  const body = { coder: user.id, seed, share: sampleShare };
  const { assignment } = await first.call(routes.drawAssignment, { params, body });
  const random = seededRandom(seed);
  const sample = placed
    .filter(({ id }) => assignment.transcripts.includes(id))
    .map((one) => ({ ...one, codings: codeAgain(one.text, one.codings, { random, siblings }) }));
  await addCodings(second, study, sample);
  await first.call(routes.closeAssignment, { params });
  await decideSome(first, params);
  return [...placed, ...sample].reduce((sum, { codings }) => sum + codings.length, 0);
}

async function addCodings(client: Client, study: string, of: readonly Placed[]): Promise<void> {
  const orders = of.flatMap(({ codings, id }) => codings.map((coding) => ({ ...coding, transcript: id })));
  await runLimited(orders, atATime, async ({ tendency, ...place }) => {
    const modifiers: Record<string, string> = tendency === undefined ? {} : { 评价倾向: tendency };
    const params = { study, coding: crypto.randomUUID() };
    await client.call(routes.addCoding, { params, body: { ...place, revision: 1, modifiers } });
  });
}

/** Has codes suggested for stretches about to be coded: one that is what the coder has in mind is accepted, else the first is rejected. */
async function askSuggestions(client: Client, study: string, { codings, id }: Placed): Promise<void> {
  const body = { transcript: id, spans: codings.map(({ end, start }) => ({ start, end })) };
  const { model, suggestions } = await client.call(routes.suggestCodes, { params: { study }, body });
  for (const [at, { abstains, end, ranked, start }] of suggestions.entries()) {
    const meant = ranked.find(({ code }) => code === codings[at]?.code);
    const chosen = meant ?? ranked[0];
    if (abstains || chosen === undefined) continue;
    const outcome = meant === undefined ? ("rejected" as const) : ("accepted" as const);
    const { code, confidence } = chosen;
    const entry = { transcript: id, revision: 1, start, end, code, confidence, outcome, model };
    await client.call(routes.logSuggestion, { params: { study }, body: entry });
  }
}

const decisions = [
  { decision: "applies", reason: "原话符合编码定义（模拟数据）" },
  { decision: "not", reason: "说的是另一层意思，以首个编码员为准（模拟数据）" },
  { decision: "codebook", reason: "两个编码的界限不清，待在编码本中写明（模拟数据）" },
] as const;

/** Measures agreement as the desk does and decides every third disagreement of the first dozen. */
async function decideSome(client: Client, { assignment, study }: { study: string; assignment: string }): Promise<void> {
  const query = { assignment, segment: "sentence", uncoded: "included", locale: "zh" } as const;
  const { disagreements } = await client.call(routes.measureAgreement, { params: { study }, query });
  const chosen = disagreements.slice(0, 12).filter((_, at) => at % 3 === 0);
  for (const [at, { code, end, start, transcript, withCode, without }] of chosen.entries()) {
    const params = { study, adjudication: crypto.randomUUID() };
    const decided = decisions[at % decisions.length] ?? decisions[0];
    await client.call(routes.adjudicate, {
      params,
      body: { transcript, start, end, code, withCode, without, ...decided },
    });
  }
}
