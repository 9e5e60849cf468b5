import { deriveTiming } from "@diaoyan/instruments";
import { hashMeasured, hashResponseContent } from "../chain/response-chain.ts";
import { equalCodes, sealResponse } from "../keys/response-seal.ts";
import { dayOf } from "../ports/clock.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { LogEntry, StoredResponse } from "../ports/response-store.ts";

/** What responses are held against. */
export interface ResponseProof {
  /** The study's receipt key. */
  readonly key: Uint8Array;
  /** Lines of the log and those that wait to enter it. */
  readonly lines: readonly Pick<LogEntry, "kind" | "commitment" | "day" | "response" | "at">[];
  readonly audit: readonly AuditEntry[];
  /** Questionnaires by version. */
  readonly questionnaires: ReadonlyMap<string, string>;
}

export type ResponseFinding = {
  readonly code: "response.unlogged" | "response.changed";
  readonly place: string;
  readonly message: string;
};

/** What verdicts of the audit log leave a response as; without one it stands as it came in. */
const statusAfter: Readonly<Record<string, StoredResponse["status"]>> = {
  "response.valid": "complete",
  "response.complete": "complete",
  "response.invalid": "excluded",
  "response.excluded": "excluded",
};

/** Makes the check of one response: content, receipt, day, time and status are what the logs say. */
export function createResponseCheck(proof: ResponseProof): (response: StoredResponse) => readonly ResponseFinding[] {
  const accepted = new Map(
    proof.lines.filter(({ kind }) => kind === "accepted").map((line) => [line.commitment, line]),
  );
  const withdrawn = new Set(proof.lines.filter(({ kind }) => kind === "withdrawn").map(({ commitment }) => commitment));
  const decided = new Map<string, StoredResponse["status"]>();
  for (const { action, subject } of proof.audit) {
    const status = statusAfter[action];
    if (status !== undefined) decided.set(subject.split(":")[0] ?? "", status);
  }

  return (response) => {
    const { id, commitment } = response;
    const line = accepted.get(commitment);
    if (line === undefined) return [{ code: "response.unlogged", place: id, message: "the log does not know it" }];
    const changed = (message: string): readonly ResponseFinding[] => [{ code: "response.changed", place: id, message }];
    if (line.response !== null && line.response !== id) return changed("the log knows it by another id");
    if (response.day !== line.day || !isOfDay(response, line.at)) return changed("its day is not that of the log");
    if (proof.questionnaires.get(response.version) !== response.questionnaire) {
      return changed("its version is not one of its questionnaire");
    }
    if (response.status === "withdrawn") return checkTombstone(response, withdrawn.has(commitment), changed);
    if (withdrawn.has(commitment)) return changed("the log says it was withdrawn");
    const sealed = sealedAs(proof.key, response);
    if (sealed === "otherwise") return changed("its content, time, unit or flags are not what was accepted");
    if (!isDerived(response)) return changed("its times are not those of what happened on its pages");
    const seal = sealResponse(proof.key, id, response.contentHash);
    if (!equalCodes(seal.receipt, response.receipt)) return changed("its receipt is not the one that was given");
    const verdict = decided.get(id);
    if (verdict === undefined ? isAsItCame(response, sealed) : verdict === response.status) return [];
    return changed(`its status is ${response.status}, and the audit log knows no such verdict`);
  };
}

/** A response that found its link or quota cell full came excluded, and says so in its flags. */
function isAsItCame({ status, flags }: StoredResponse, sealed: SealedAs): boolean {
  const isBeyond = flags.includes("beyondQuota");
  if (status === "excluded") return isBeyond;
  return status === "late" || sealed === "content" || !isBeyond;
}

type SealedAs = "whole" | "content" | "otherwise";

/** What the commitment holds: all of a response, its content alone (from before the rest was sealed), or something else. */
export function sealedAs(key: Uint8Array, response: StoredResponse): SealedAs {
  const contentHash = hashResponseContent(response);
  if (contentHash !== response.contentHash) return "otherwise";
  const seal = sealResponse(key, response.id, contentHash);
  const isOf = (measured?: string) => equalCodes(seal.commit(measured), response.commitment);
  if (isOf(hashMeasured(response))) return "whole";
  return isOf() ? "content" : "otherwise";
}

/** What happened on the pages is not sealed itself: the times that are, follow from it. */
function isDerived({ timing }: StoredResponse): boolean {
  if (timing === null || timing.events.length === 0) return true;
  const { extent, pages } = deriveTiming(timing.events);
  return extent === timing.extent && JSON.stringify(pages) === JSON.stringify(timing.pages);
}

/** Where the log has a time the response has one, of its day; anonymous ones have none in either place. */
function isOfDay({ submittedAt, day }: StoredResponse, logged: string | null): boolean {
  return submittedAt === null ? logged === null : logged !== null && dayOf(submittedAt) === day;
}

function checkTombstone(
  response: StoredResponse,
  isLogged: boolean,
  changed: (message: string) => readonly ResponseFinding[],
): readonly ResponseFinding[] {
  if (!isLogged) return changed("it is empty, but no withdrawal stands in the log");
  const { answers, contentHash, seconds, unit, flags, timing } = response;
  const left = [Object.keys(answers).length > 0, contentHash !== "", seconds !== null, unit !== null, flags.length > 0];
  return left.includes(true) || timing !== null ? changed("it was withdrawn, and is not empty") : [];
}
