import {
  type AnswerProblem,
  type Answers,
  brandAs,
  type CollectorId,
  type ContentHash,
  flagResponse,
  type Instant,
  type ResponseId,
  type UnitCode,
  validateAnswers,
  writeFlag,
} from "@diaoyan/instruments";
import { hashMeasured, hashResponseContent } from "../chain/response-chain.ts";
import type { Receipt } from "../contract/index.ts";
import { type ResponseSeal, sealResponse } from "../keys/response-seal.ts";
import { dayOf } from "../ports/clock.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import { cellFull, linkFull } from "../ports/quota-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { problem } from "../problems.ts";
import { checkAssignment, namedModules, splitOf } from "./assign-modules.ts";
import { countOf } from "./collector-count.ts";
import type { CollectorLookup, CollectorPlace } from "./collector-lookup.ts";
import { checkWindow, paperStatus } from "./collector-window.ts";
import { admitInvited, type Invited } from "./invited-person.ts";
import { receiptOfRepeat, toReceipt } from "./receipt-of-response.ts";
import type { IntakeItem, ResponseIntake } from "./response-intake.ts";
import { setAsidePersonal } from "./set-aside-personal.ts";
import { type Consented, type SettledTiming, type SubmissionOrigin, settleTiming } from "./settle-timing.ts";
import type { VisitCounter } from "./visit-counter.ts";

export type IntakePorts = Pick<Ports, "responses" | "keys" | "clock" | "invitations" | "collectors" | "personal"> & {
  readonly lookup: CollectorLookup;
  readonly intake: ResponseIntake;
  readonly visits: VisitCounter;
};

/** What is different where a response was typed from a paper form. */
export interface PaperReturn {
  /** Whether what the rules find wrong is how the paper is. */
  readonly excuses: (problem: AnswerProblem) => boolean;
  /** Written with the response or not at all. */
  readonly alongside: Write;
}

interface Sealed {
  readonly place: CollectorPlace;
  readonly body: Consented;
  readonly contentHash: ContentHash;
  readonly seal: ResponseSeal;
  readonly invited: Invited | null;
  readonly paper: PaperReturn | null;
  readonly settled: SettledTiming;
  readonly origin: SubmissionOrigin;
}

/**
 * Takes a complete response: checked by the compiled questionnaire, stored with its log entry in one atomic write,
 * answered with a receipt. The same id with the same content gets the same receipt again, even after closing; the same
 * id with other content is refused. `imported` responses bring the modules they were collected with, unsigned; no window
 * and no notice of this study holds for them. Throws `Problem`.
 */
export async function submitResponse(
  ports: IntakePorts,
  collector: string,
  given: Consented,
  origin: SubmissionOrigin | PaperReturn = "respondent",
): Promise<Receipt> {
  const place = await ports.lookup.find(collector);
  checkId(place, given);
  const paper = typeof origin === "string" ? null : origin;
  const person = { token: given.invitation, response: given.id };
  const invited = paper === null ? await admitInvited(ports, place.collector, person) : null;
  if (origin === "respondent") await checkAssignment(ports, place, given);
  checkAnswers(place, given, paper);
  const { study } = place.collector;
  const aside = await setAsidePersonal(ports, place.version.definition, { ...given, study });
  const body = aside === null ? given : { ...given, answers: aside.answers as Consented["answers"] };
  const { invitation: _i, modulesSignature: _s, timing: _t, ...content } = body;
  const contentHash = hashResponseContent({ ...content, collector });
  const seal = sealResponse(await ports.keys.receiptKey(study), body.id, contentHash);
  const from: SubmissionOrigin = typeof origin === "string" ? origin : "imported";
  const settled = await settleTiming(ports, place, { body, origin: from });
  const sealed: Sealed = { place, body, contentHash, seal, invited, paper, settled, origin: from };
  try {
    const response = commit(seal, await prepare(ports, sealed));
    const item = toItem(ports, sealed, response);
    const personal = (await aside?.write()) ?? { parts: [] };
    const alongside = { parts: [...writtenAlongside(ports, sealed).parts, ...personal.parts] };
    const kept = await takeIn(ports, seal, { ...item, alongside });
    return toReceipt(kept, seal);
  } catch (error) {
    return receiptOfRepeat(ports, { id: body.id, contentHash, seal }, error);
  }
}

/** Marks of a response that came when its link, or its quota cell, was full. */
const beyondLink = ["beyondQuota", "linkFull"];
const beyondCell = ["beyondQuota"];

/**
 * A complete answer whose link or quota cell is full is kept, beyond quota: what somebody took minutes to give is not thrown
 * away. The researcher may raise the limit and take it back. Resolves to the response as it was kept.
 */
async function takeIn({ intake }: IntakePorts, seal: ResponseSeal, item: IntakeItem): Promise<StoredResponse> {
  try {
    await intake.take(item);
    return item.response;
  } catch (error) {
    if (!(error instanceof StorageConflict && [cellFull, linkFull].includes(error.table))) throw error;
    const flags = [...item.response.flags, ...(error.table === linkFull ? beyondLink : beyondCell)];
    const response = commit(seal, { ...item.response, status: "excluded" as const, flags });
    await intake.take({ ...item, response });
    return response;
  }
}

/** An anonymous response must not tell its time by its id. */
function checkId({ collector }: CollectorPlace, { id }: Consented): void {
  if (collector.mode !== "anonymous" || id.charAt(14) === "4") return;
  throw problem("response.idKind", `id: expected a random UUID (version 4) in an anonymous collector, got ${id}`);
}

function checkAnswers({ collector, version }: CollectorPlace, body: Consented, paper: PaperReturn | null): void {
  if (body.version !== collector.version) {
    throw problem("collector.wrongVersion", `version: expected ${collector.version}, got ${body.version}`, {
      remedy: "load the page again",
    });
  }
  const problems = validateAnswers(version.compiled, body.answers, "complete");
  refuseAnswerProblems(paper === null ? problems : problems.filter((one) => !paper.excuses(one)));
}

/** Commits a response to all that stands in it. */
function commit(seal: ResponseSeal, response: Omit<StoredResponse, "commitment">): StoredResponse {
  return { ...response, commitment: seal.commit(hashMeasured(response)) };
}

async function prepare(
  ports: IntakePorts,
  { place, body, contentHash, seal, invited, paper, settled, origin }: Sealed,
): Promise<Omit<StoredResponse, "commitment">> {
  const { collector, version, document } = place;
  const now = ports.clock.now();
  const brought = origin === "imported" && paper === null;
  const status = brought ? "complete" : statusNow(place, now, { body, paper });
  if (invited?.invitation.used) throw problem("invitation.used", "this invitation has become a response already");
  if (!brought) await checkNotice(ports, collector.study, body.noticeVersion, document.notice.version);
  const anonymous = collector.mode === "anonymous";
  const { seconds, timing } = settled;
  const answers = body.answers as Answers;
  return {
    id: brandAs<ResponseId>(body.id),
    study: collector.study,
    collector: brandAs<CollectorId>(collector.id),
    questionnaire: collector.questionnaire,
    version: version.hash,
    status,
    answers,
    contentHash,
    receipt: seal.receipt,
    submittedAt: anonymous ? null : brandAs<Instant>(now),
    day: dayOf(now),
    seconds,
    timing,
    unit: (invited?.invitation.unit ?? collector.unit) as UnitCode | null,
    noticeVersion: body.noticeVersion,
    flags: flagResponse(version, { answers, seconds, timing }).map(writeFlag),
  };
}

function statusNow(place: CollectorPlace, now: string, { body, paper }: Pick<Sealed, "body" | "paper">) {
  return paper === null ? checkWindow(place, now, body.finishedAt ?? null) : paperStatus(place, now);
}

/** What is written with the response or not at all: the invitation is spent, its modules are counted. */
function writtenAlongside(ports: IntakePorts, sealed: Sealed): Write {
  const { place, body, invited, paper } = sealed;
  const modules = splitOf(place) === undefined ? null : namedModules(body.answers);
  const writes = [
    ...(invited === null ? [] : [useInvitation(ports, sealed, invited)]),
    ...(paper === null ? [] : [paper.alongside]),
    ...(modules === null ? [] : [ports.collectors.countAssignment(place.collector.id, modules, 1)]),
  ];
  return { parts: writes.flatMap(({ parts }) => parts) };
}

/** The invitation is spent with its response in one write; only an identified collector keeps which response that was. */
function useInvitation(ports: IntakePorts, { place, body }: Sealed, { invitation }: Invited): Write {
  return ports.invitations.use(invitation, place.collector.mode === "identified" ? body.id : null);
}

async function checkNotice(ports: IntakePorts, study: string, given: string, current: string): Promise<void> {
  if (await ports.lookup.knowsNotice(study, given)) return;
  throw problem("response.notice", `noticeVersion: expected "${current}", got "${given}"`, {
    remedy: "show the respondent the present notice and ask again",
  });
}

/** Refuses answers with everything that is wrong with them, each by question. */
export function refuseAnswerProblems(problems: readonly AnswerProblem[]): void {
  if (problems.length === 0) return;
  const errors = problems.map(({ code, question, path, message, remedy }) => ({
    code,
    place: `${question}${path}`,
    message,
    remedy,
  }));
  const [first] = errors;
  throw problem("response.invalid", `${first?.place}: ${first?.message}`, { errors: errors.slice(0, 100) });
}

function toItem(ports: IntakePorts, { place: { collector }, body, settled, origin }: Sealed, response: StoredResponse) {
  const visited = body.timing?.visited ?? false;
  const begun = settled.startsNow ? ports.visits.startsWith(body.id, visited) : { visits: 0, starts: 0 };
  return {
    kind: "accepted" as const,
    response,
    anonymous: collector.mode === "anonymous",
    at: ports.clock.now(),
    day: response.day,
    count: countOf(collector.id, {
      ...begun,
      received: 1,
      uncounted: origin === "imported" ? 1 : 0,
    }),
  };
}
