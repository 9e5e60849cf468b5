import {
  factsOf,
  fillFacts,
  InstrumentError,
  keepFacts,
  loadPack,
  type Study,
  type StudyPack,
} from "@diaoyan/instruments";
import type { Account } from "../ports/accounts.ts";
import type { Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { instrumentProblem } from "./instrument-problem.ts";
import { outlineName } from "./outline-name.ts";
import { refuseLackingFactor } from "./second-factor-demand.ts";

type PackPorts = Pick<
  Ports,
  | "studies"
  | "members"
  | "questionnaires"
  | "quotas"
  | "responses"
  | "sessions"
  | "transcripts"
  | "coding"
  | "reports"
  | "keys"
  | "journal"
  | "clock"
  | "runtime"
  | "secondFactorEverywhere"
>;

/** Files of a pack by path inside it. */
export interface PackFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Marks everything of the study as generated data. */
  readonly simulated?: boolean | undefined;
}

/**
 * Creates a study from a pack, its creator becoming its lead; or brings a pack's new files into an existing study:
 * what is edited here (questionnaire drafts, codebook, outlines) is added where missing and never overwritten.
 * All files are checked before anything is stored. Throws `Problem`, `access.secondFactor` like every act in a study.
 */
export async function loadStudyPack(ports: PackPorts, caller: Account, given: PackFiles) {
  const pack = readPack(given);
  const isNew = (await ports.studies.find(pack.study.id)) === undefined;
  await (isNew ? refuseStranger(ports, caller) : refuseOutsider(ports, caller, pack.study.id));
  await refuseLackingFactor(ports, caller, isNew ? undefined : pack.study.id);
  return storePack(ports, pack, { actor: caller.id, lead: caller.id });
}

/** The same from the command line of the server itself, whose operator needs no role; a new study gets `lead`, if named. */
export async function loadPackAsOperator(
  ports: PackPorts,
  given: PackFiles,
  by: { readonly actor: string; readonly lead: string | undefined },
) {
  return storePack(ports, readPack(given), by);
}

async function storePack(
  ports: PackPorts,
  given: StudyPack,
  { actor, lead }: { readonly actor: string; readonly lead: string | undefined },
) {
  const standing = await ports.studies.find(given.study.id);
  const pack = standing === undefined ? given : keepFilledIn(given, standing.study);
  const { study } = pack;
  refuseResidency(ports, pack);
  await refuseUnversionedNotice(ports, pack);
  await refuseChangedMark(ports, pack);
  const isNew = standing === undefined;
  const founding = isNew ? [await ports.keys.createStudyKeys(study.id)] : [];
  if (isNew && lead !== undefined) founding.push(ports.members.add(study.id, lead, "lead"));
  const { questionnaires, codebook, reports, quotas: _, ...document } = pack;
  const now = ports.clock.now();
  const guides = [...(standing?.protocols ?? []), ...pack.protocols];
  const writes = [
    ports.studies.put(document, now),
    ports.studies.keepProtocols(study.id, guides, now),
    ...founding,
    ...(await missingParts(ports, pack, now)),
  ];
  const note = { actor, action: isNew ? "study.create" : "study.update", subject: study.id };
  await ports.journal.commit(study.id, note, writes);
  return { study: study.id, isNew, questionnaires: questionnaires.map(({ name }) => name) };
}

function readPack({ files, simulated }: PackFiles): StudyPack {
  try {
    const pack = loadPack(new Map(Object.entries(files)));
    return simulated === undefined ? pack : { ...pack, study: { ...pack.study, simulated } };
  } catch (error) {
    if (error instanceof InstrumentError) throw instrumentProblem("pack.invalid", error);
    throw error;
  }
}

/** What was filled in at the desk stays where the pack still has its stand-in. */
function keepFilledIn(pack: StudyPack, standing: Study): StudyPack {
  return fillFacts(pack, keepFacts(factsOf(pack.study), factsOf(standing)));
}

function refuseResidency({ runtime }: PackPorts, { study }: StudyPack): void {
  if (runtime.residencyRefusal === null || study.simulated || !study.mainlandPersonalInformation) return;
  throw problem("study.residency", `study "${study.id}": ${runtime.residencyRefusal}`, {
    remedy: "run the study on a server inside the mainland",
  });
}

/** What people have agreed to stays as they read it: once a questionnaire is out, another text needs another version. */
async function refuseUnversionedNotice(ports: PackPorts, { study, notice }: StudyPack): Promise<void> {
  if ((await ports.questionnaires.listVersionHeads(study.id)).length === 0) return;
  for (const text of [notice, ...(notice.en === undefined ? [] : [notice.en])]) {
    const known = await ports.studies.findNotice(study.id, text.version);
    if (known === undefined || (known.markdown === text.markdown && known.brief === text.brief)) continue;
    const file = text === notice ? "notice.md" : "notice.en.md";
    throw problem("notice.unversioned", `${file}: version "${text.version}" was published with another text`, {
      remedy: "raise the version in the head of notice.md, and of notice.en.md where there is one",
    });
  }
}

/** Generated answers must never come to count as real ones, nor the other way: with the first of them the mark stays. */
async function refuseChangedMark(ports: PackPorts, { study }: StudyPack): Promise<void> {
  const standing = (await ports.studies.find(study.id))?.study.simulated;
  if (standing === undefined || standing === study.simulated) return;
  const kept = await Promise.all([
    ports.responses.countByVersion(study.id),
    ports.sessions.list(study.id),
    ports.transcripts.listHeads(study.id),
  ]);
  if (kept.every((rows) => rows.length === 0)) return;
  throw problem("study.simulated", `simulated: expected ${standing} as it stands, got ${study.simulated}`, {
    remedy: `load the pack as simulated: ${standing}, or as another study under another id`,
  });
}

/** Whether somebody may found studies or bring new files into one of theirs. */
export async function mayLoadPacks({ members }: Pick<Ports, "members">, caller: Caller): Promise<boolean> {
  if (await members.isOperator(caller.id)) return true;
  return (await members.studiesOf(caller.id)).some(({ role }) => role === "lead" || role === "researcher");
}

async function refuseStranger({ members }: PackPorts, caller: Caller): Promise<void> {
  if (await members.isOperator(caller.id)) return;
  const mine = await members.studiesOf(caller.id);
  if (mine.some(({ role }) => role === "lead")) return;
  throw problem("access.operator", "a new study needs the operator or a lead of another study");
}

async function refuseOutsider({ members }: PackPorts, caller: Caller, study: string): Promise<void> {
  const role = await members.roleOf(study, caller.id);
  if (role === "lead" || role === "researcher") return;
  throw problem(
    "access.role",
    `study "${study}" stands already; bringing files into it needs its lead or a researcher`,
  );
}

async function missingParts(ports: PackPorts, pack: StudyPack, now: string): Promise<Write[]> {
  const study = pack.study.id;
  const drafts = new Set((await ports.questionnaires.listDrafts(study)).map(({ name }) => name));
  const outlines = new Set((await ports.reports.listOutlines(study)).map(({ outline }) => outline));
  const codebook = await ports.coding.findCodebook(study);
  const newDrafts = pack.questionnaires.filter(({ name }) => !drafts.has(name));
  const plans = new Set<string>([
    ...(await ports.quotas.list(study)).map(({ plan }) => plan.questionnaire),
    ...(await ports.quotas.listRemoved(study)).map(({ questionnaire }) => questionnaire),
  ]);
  const newPlans = (pack.quotas ?? []).filter(({ questionnaire }) => !plans.has(questionnaire));
  const newOutlines = pack.reports.filter(({ file }) => !outlines.has(outlineName(file)));
  return [
    ...newDrafts.map((draft) => ports.questionnaires.putDraft(study, draft, now)),
    ...newOutlines.map(({ file, markdown }) =>
      ports.reports.putOutline(study, { outline: outlineName(file), file, markdown, revision: 0 }, now),
    ),
    ...newPlans.map((plan) => ports.quotas.put(study, { plan, revision: 1 })),
    ...(codebook === undefined ? [ports.coding.putCodebook(study, pack.codebook, 1)] : []),
  ];
}
