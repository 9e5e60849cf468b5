import {
  type CompiledQuestionnaire,
  createFarm,
  createPeople,
  type FarmStrategy,
  type ForgedResponse,
  farmStrategies,
  flagResponse,
  flagResponses,
  type PeopleKind,
  peopleKinds,
  type QualityFlag,
  type QualityRules,
  type QuestionnaireDefinition,
  qualityRules,
  type RandomSource,
  type ResponseTiming,
  type ReviewedResponse,
  seededRandom,
  simulateTiming,
} from "@diaoyan/instruments";

export interface Version {
  readonly definition: QuestionnaireDefinition;
  readonly compiled: CompiledQuestionnaire;
}

/**
 * What the server sees of a response's time: nothing (only the page's word, which a farm forges), or all of it, with a farm
 * that sends at once, or one that waits as long as a person would.
 */
export const views = ["no server time", "sent at once", "waits"] as const;
export type View = (typeof views)[number];

const peopleAKind: Readonly<Record<PeopleKind, number>> = {
  ordinary: 600,
  contented: 200,
  fast: 200,
  interrupted: 200,
};
/** Farms a strategy, each with what it copies, and what each sends. */
const farmsAStrategy = 10;
const forgeriesAFarm = 20;
/** Seconds a script takes that does not wait. */
const burst = (random: RandomSource): number => 2 + 6 * random();

/** A set of responses of one origin, with their answers drawn once and their times by view. */
export interface Drawn {
  readonly origin: PeopleKind | FarmStrategy;
  readonly forged: boolean;
  readonly responses: readonly { readonly id: string; readonly made: ForgedResponse }[];
}

/** Draws people of all kinds and forgeries of all strategies; other seeds give other people. */
export function drawSample(version: Version, seed: number): readonly Drawn[] {
  const people = peopleKinds.map((kind, index) => {
    const make = createPeople(version, kind, seededRandom(seed + index));
    return drawn(kind, false, Array.from({ length: peopleAKind[kind] }, make), seed);
  });
  const farms = farmStrategies.map((strategy, index) => {
    const farms = Array.from({ length: farmsAStrategy }, (_, farm) =>
      createFarm(version, strategy, seededRandom(seed + 1_000 * (index + 1) + farm)),
    );
    const forgeries = farms.flatMap((make) => Array.from({ length: forgeriesAFarm }, make));
    return drawn(strategy, true, forgeries, seed);
  });
  return [...people, ...farms];
}

function drawn(origin: Drawn["origin"], forged: boolean, made: readonly ForgedResponse[], seed: number): Drawn {
  return {
    origin,
    forged,
    responses: made.map((one, index) => ({ id: `${forged ? "x" : "p"}-${origin}-${index}-${seed}`, made: one })),
  };
}

const unseen = (pageClock: number): ResponseTiming => ({
  extent: "none",
  reason: "offline",
  pageClock,
  pages: [],
  rushed: false,
  events: [],
});

/** A drawn set as the quality review meets it. */
export function viewOf(
  version: Version,
  { forged, responses, origin }: Drawn,
  view: View,
): readonly ReviewedResponse[] {
  const random = seededRandom(7);
  return responses.map(({ id, made: { answers, seconds } }) => {
    if (view === "no server time") return { id, version, answers, seconds: null, timing: unseen(seconds) };
    const waits = view === "waits" || origin === "hasty";
    const took = Math.round(forged && !waits ? burst(random) : seconds);
    const timing = simulateTiming(version, { answers, seconds: took, pageClock: seconds }, random);
    return { id, version, answers, seconds: took, timing };
  });
}

/** Medians of durations as a review with few forgeries among many people has them. */
export function mediansOf(people: readonly ReviewedResponse[]) {
  const middle = (values: readonly number[]): number | null =>
    [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? null;
  return {
    observed: middle(people.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]))),
    page: middle(people.map(({ timing }) => timing?.pageClock ?? 0)),
  };
}

/** Flags that depend on no threshold that is tuned: copies, among people and the other forgeries of the same farm. */
export function findCopies(
  responses: readonly ReviewedResponse[],
  people: readonly ReviewedResponse[],
): ReadonlySet<string> {
  const flags = flagResponses([...people, ...responses], qualityRules);
  return new Set([...flags].filter(([, own]) => own.some(({ code }) => code === "duplicate")).map(([id]) => id));
}

/** Codes of what one response shows by itself under some rules. */
export function codesOf(
  response: ReviewedResponse,
  rules: QualityRules,
  medians: ReturnType<typeof mediansOf>,
): ReadonlySet<QualityFlag["code"]> {
  return new Set(flagResponse(response.version, response, { medians, rules }).map(({ code }) => code));
}
