import { flagResponses, type QualityFlag, qualityRules } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { problem } from "../problems.ts";

type QualityPorts = Pick<Ports, "questionnaires" | "responses">;

const responsesAPage = 2_000;
/** Flags of different kinds from which a response is put forward for exclusion; a person decides. */
const flagsToSuggest = 2;

/** A response somebody should look at. */
interface FlaggedResponse extends Pick<StoredResponse, "id" | "status" | "day" | "seconds" | "collector"> {
  readonly flags: readonly QualityFlag[];
  readonly suggested: boolean;
}

/** Responses to a questionnaire held against the quality rules and each other; those with most flags first. */
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
    responses.flatMap(({ id, version: hash, answers, seconds, status }) => {
      const version = byHash.get(hash);
      return version === undefined || status === "withdrawn" ? [] : [{ id, version, answers, seconds }];
    }),
  );
  return { counts: countStatuses(responses), flagged: listFlagged(responses, flags), rules: qualityRules };
}

function listFlagged(
  responses: readonly StoredResponse[],
  flags: ReadonlyMap<string, readonly QualityFlag[]>,
): readonly FlaggedResponse[] {
  return responses
    .flatMap(({ id, status, day, seconds, collector }): readonly FlaggedResponse[] => {
      const own = flags.get(id) ?? [];
      const suggested = new Set(own.map(({ code }) => code)).size >= flagsToSuggest;
      return own.length === 0 ? [] : [{ id, status, day, seconds, collector, flags: own, suggested }];
    })
    .sort((left, right) => right.flags.length - left.flags.length || (left.id < right.id ? -1 : 1));
}

function countStatuses(responses: readonly StoredResponse[]) {
  const count = (status: StoredResponse["status"]): number => responses.filter((one) => one.status === status).length;
  return {
    received: responses.length,
    complete: count("complete"),
    late: count("late"),
    excluded: count("excluded"),
    withdrawn: count("withdrawn"),
  };
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
