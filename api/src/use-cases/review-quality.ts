import { flagResponses, type QualityFlag, qualityRules, type ResponseTiming } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import type { ResponseReview, StoredResponse } from "../ports/response-store.ts";
import { problem } from "../problems.ts";
import { nameOf } from "./responses.ts";

type QualityPorts = Pick<Ports, "questionnaires" | "responses" | "members">;

const responsesAPage = 2_000;
/** Flags of different kinds from which a response is put forward for exclusion; a person decides. */
const flagsToSuggest = 2;

/** A response somebody should look at. */
interface FlaggedResponse extends Pick<StoredResponse, "id" | "status" | "day" | "seconds" | "collector"> {
  readonly flags: readonly QualityFlag[];
  readonly suggested: boolean;
  readonly timing: Pick<ResponseTiming, "extent" | "reason" | "pageClock">;
  readonly review: Pick<ResponseReview, "verdict" | "reason" | "reviewer" | "at"> | null;
}

/**
 * Responses to a questionnaire held against the quality rules and each other; those with most flags first. Late ones and
 * those somebody decided about are among them, flagged or not.
 */
export async function reviewQuality(
  ports: QualityPorts,
  { study, questionnaire }: { readonly study: string; readonly questionnaire: string },
) {
  const versions = await ports.questionnaires.listVersions(study, questionnaire);
  if (versions.length === 0) {
    throw problem("questionnaire.notFound", `"${questionnaire}" has no published version`);
  }
  const byHash = new Map(versions.map((version) => [String(version.hash), version]));
  const responses = await readResponses(ports, study, questionnaire);
  const flags = flagResponses(
    responses.flatMap(({ id, version: hash, answers, seconds, timing, status }) => {
      const version = byHash.get(hash);
      return version === undefined || status === "withdrawn" ? [] : [{ id, version, answers, seconds, timing }];
    }),
  );
  const reviews = await readReviews(ports, study, questionnaire);
  return { counts: countStatuses(responses), flagged: listFlagged(responses, { flags, reviews }), rules: qualityRules };
}

type Reviews = ReadonlyMap<string, ResponseReview>;

/** The verdicts by response, with the names of those who gave them. */
async function readReviews(ports: QualityPorts, study: string, questionnaire: string): Promise<Reviews> {
  const members = await ports.members.list(study);
  const reviews = await ports.responses.listReviews(study, questionnaire);
  return new Map(reviews.map((review) => [review.response, { ...review, reviewer: nameOf(members, review.reviewer) }]));
}

const unknownTiming = { extent: "none", reason: "missing", pageClock: null } as const;

function timingOf({ timing }: StoredResponse): FlaggedResponse["timing"] {
  const { extent, reason, pageClock } = timing ?? unknownTiming;
  return { extent, reason, pageClock };
}

function listFlagged(
  responses: readonly StoredResponse[],
  seen: { readonly flags: ReadonlyMap<string, readonly QualityFlag[]>; readonly reviews: Reviews },
): readonly FlaggedResponse[] {
  return responses
    .flatMap((response): readonly FlaggedResponse[] => {
      const { id, status, day, seconds, collector } = response;
      const flags = seen.flags.get(id) ?? [];
      const review = seen.reviews.get(id);
      if (flags.length === 0 && review === undefined && status !== "late") return [];
      const suggested = new Set(flags.map(({ code }) => code)).size >= flagsToSuggest;
      return [
        { id, status, day, seconds, collector, flags, suggested, timing: timingOf(response), review: shown(review) },
      ];
    })
    .sort((left, right) => right.flags.length - left.flags.length || (left.id < right.id ? -1 : 1));
}

function shown(review: ResponseReview | undefined): FlaggedResponse["review"] {
  if (review === undefined) return null;
  const { verdict, reason, reviewer, at } = review;
  return { verdict, reason, reviewer, at };
}

function countStatuses(responses: readonly StoredResponse[]) {
  const count = (status: StoredResponse["status"]): number => responses.filter((one) => one.status === status).length;
  return {
    received: responses.length,
    complete: count("complete"),
    late: count("late"),
    excluded: count("excluded"),
    withdrawn: count("withdrawn"),
    observed: countObserved(responses.filter(({ status }) => status !== "withdrawn")),
  };
}

function countObserved(responses: readonly StoredResponse[]) {
  const count = (extent: ResponseTiming["extent"]): number =>
    responses.filter((one) => timingOf(one).extent === extent).length;
  return { whole: count("whole"), partly: count("partly"), none: count("none") };
}

async function readResponses(
  { responses }: Pick<Ports, "responses">,
  study: string,
  questionnaire: string,
): Promise<readonly StoredResponse[]> {
  const all: StoredResponse[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const filter = { questionnaire, limit: responsesAPage, ...(last === undefined ? {} : { after: last }) };
    const page = await responses.list(study, filter);
    all.push(...page);
    if (page.length < responsesAPage) return all;
  }
}
