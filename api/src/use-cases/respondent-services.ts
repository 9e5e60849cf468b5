import { type Answers, type CompiledQuestionnaire, pageSurvey, validateAnswers } from "@diaoyan/instruments";
import type { CoverFacts } from "../contract/cover/index.ts";
import type { CollectorPage } from "../contract/index.ts";
import { equalCodes, normaliseCode, sealResponse } from "../keys/response-seal.ts";
import { dayOf } from "../ports/clock.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { problem } from "../problems.ts";
import { assignModules, namedModules, splitOf } from "./assign-modules.ts";
import { countOf } from "./collector-count.ts";
import type { CollectorLookup, CollectorPlace } from "./collector-lookup.ts";
import { checkWindow, closedReason } from "./collector-window.ts";
import { admitInvited } from "./invited-person.ts";
import type { IntakeItem } from "./response-intake.ts";
import { forgetAside } from "./set-aside-personal.ts";
import { type IntakePorts, refuseAnswerProblems } from "./submit-response.ts";

/** What the cover of a collector says. */
export async function readCover(
  { lookup, ports }: { readonly lookup: CollectorLookup; readonly ports: Pick<Ports, "clock"> },
  id: string,
): Promise<CoverFacts> {
  return coverOf(await lookup.find(id), ports.clock.now());
}

/** Everything the respondent's page needs. */
export async function readCollectorPage(ports: IntakePorts & Pick<Ports, "ids">, id: string): Promise<CollectorPage> {
  const place = await ports.lookup.find(id);
  const { definition, compiled } = place.version;
  const { split, invitedOnly } = place.collector;
  const cover = coverOf(place, ports.clock.now());
  const assignment = invitedOnly ? null : await assignModules(ports, place);
  return { ...cover, split, assignment, survey: pageSurvey(definition), compiled: asJson(compiled) } as CollectorPage;
}

function coverOf(place: CollectorPlace, now: string): CoverFacts {
  const { collector, version, document } = place;
  const { definition } = version;
  const form = splitOf(place);
  const { study, notice } = document;
  const reason = closedReason(collector, version.status === "published", now);
  return {
    collector: collector.id,
    mode: collector.mode,
    invitedOnly: collector.invitedOnly,
    open: reason === null,
    opensAt: collector.opensAt,
    closedReason: reason,
    study: { title: study.title, commissioner: study.commissioner, undertaker: study.undertaker },
    questionnaire: {
      name: definition.name,
      title: form?.title ?? definition.title,
      purpose: definition.purpose,
      minutes: (form ?? definition).minutes,
      version: version.hash,
    },
    notice: { version: notice.version, brief: notice.brief, markdown: notice.markdown, en: notice.en ?? null },
    simulated: study.simulated,
  };
}

function asJson(compiled: CompiledQuestionnaire): unknown {
  return compiled;
}

/**
 * Keeps an unfinished response of an invited person and answers when: structure is checked, completeness is not. Not outside a
 * collector's window. An open link keeps none: its drafts stay on the device, since only an invitation can fetch one again,
 * and drafts of anybody would grow without bound. So there are never more drafts than invitations.
 */
export async function saveDraft(
  ports: IntakePorts & Pick<Ports, "journal">,
  given: {
    readonly collector: string;
    readonly id: string;
    readonly version: string;
    readonly answers: unknown;
    readonly invitation?: string | undefined;
  },
): Promise<string> {
  const { invitation: token, ...draft } = given;
  const place = await ports.lookup.find(draft.collector);
  const { collector, version } = place;
  if (version.definition.personal !== undefined) {
    throw problem(
      "collector.noDrafts",
      "a draft with personal answers is not kept here: they are stored sealed alone",
      {
        remedy: "keep the draft on the device, as the respondents' page does, and send it when it is complete",
      },
    );
  }
  if (!collector.invitedOnly) {
    throw problem("collector.noDrafts", `collector ${collector.id} is an open link: nobody could fetch a draft again`, {
      remedy: "keep the draft on the device, as the respondents' page does, or answer by a personal invitation",
    });
  }
  if (draft.version !== collector.version) {
    throw problem("collector.wrongVersion", `version: expected ${collector.version}, got ${draft.version}`);
  }
  await admitInvited(ports, collector, { token, response: draft.id });
  checkWindow(place, ports.clock.now(), null);
  refuseAnswerProblems(validateAnswers(version.compiled, draft.answers, "draft"));
  const kept = await ports.responses.findDraft(draft.id);
  if ((kept !== undefined && kept.collector !== collector.id) || (await ports.responses.findById(draft.id))) {
    throw problem("response.conflict", `id ${draft.id} is taken`);
  }
  const answers = draft.answers as Answers;
  const updatedAt = ports.clock.now();
  await ports.journal.commitUnlogged([ports.responses.putDraft({ ...draft, answers, updatedAt })]);
  return updatedAt;
}

/** Whether a receipt stands for a response, and whether that was withdrawn. */
export async function checkReceipt(ports: Pick<Ports, "responses">, receipt: string) {
  const response = await ports.responses.findByReceipt(normaliseCode(receipt));
  return { known: response !== undefined, withdrawn: response?.status === "withdrawn" };
}

/** Withdraws a response: its answers are erased, a tombstone and a log entry stay. Repeating it changes nothing. */
export async function withdrawResponse(
  ports: IntakePorts,
  given: { readonly receipt: string; readonly withdrawalCode: string },
): Promise<void> {
  const unknown = problem("receipt.unknown", "receipt and withdrawal code do not belong to a response", {
    remedy: "type both as they stand on the last page",
  });
  const response = await ports.responses.findByReceipt(normaliseCode(given.receipt));
  if (response === undefined) throw unknown;
  if (response.status === "withdrawn") return;
  const key = await ports.keys.receiptKey(response.study);
  const { withdrawalCode } = sealResponse(key, response.id, response.contentHash);
  if (!equalCodes(withdrawalCode, normaliseCode(given.withdrawalCode))) throw unknown;
  await withdrawStored(ports, response);
}

/** Withdraws a response whose right to go was seen to. */
async function withdrawStored(ports: IntakePorts, response: StoredResponse): Promise<void> {
  try {
    await ports.intake.take(withdrawalOf(ports, response));
  } catch (error) {
    // two presses of the button: the other one has withdrawn it
    const standing = error instanceof StorageConflict ? await ports.responses.findById(response.id) : undefined;
    if (standing?.status !== "withdrawn") throw error;
  }
}

/** A response that goes, with what is kept beside it. */
export function withdrawalOf(ports: IntakePorts, response: StoredResponse): IntakeItem {
  const now = ports.clock.now();
  const modules = namedModules(response.answers as Record<string, never>);
  const uncount = modules === null ? { parts: [] } : ports.collectors.countAssignment(response.collector, modules, -1);
  return {
    kind: "withdrawn",
    response,
    anonymous: response.submittedAt === null,
    at: now,
    day: dayOf(now),
    count: countOf(response.collector, { withdrawn: 1 }),
    alongside: { parts: [...uncount.parts, ...forgetAside(ports, response.study, response.id).parts] },
  };
}
