import {
  compareVersions,
  compileQuestionnaire,
  InstrumentError,
  type Json,
  type LintFinding,
  lintForPublishing,
  lintQuestionnaire,
  listUnfilled,
  type QuestionnaireDefinition,
  textIn,
} from "@diaoyan/instruments";
import type { QuestionnaireSummary, VersionSummary } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StoredVersion, VersionHead } from "../ports/questionnaire-store.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";
import { titleOf } from "./draft-title.ts";
import { instrumentProblem } from "./instrument-problem.ts";
import { saveRevision } from "./save-revision.ts";

type QuestionnairePorts = Pick<Ports, "studies" | "questionnaires" | "responses" | "journal" | "clock">;

/** A questionnaire of a study. */
export interface QuestionnairePlace {
  readonly study: string;
  readonly questionnaire: string;
}

/** A draft as it was edited; `base` is the revision that was edited, 0 for a new one, absent to replace what stands. */
export interface DraftEdit extends QuestionnairePlace {
  readonly definition: unknown;
  readonly base?: number | undefined;
}

/** Stores a draft, broken or not, and says what is wrong with it. An edit of an older revision is `edit.conflict`. */
export async function saveQuestionnaireDraft(
  ports: QuestionnairePorts,
  caller: Caller,
  { study, questionnaire, definition, base }: DraftEdit,
): Promise<{ readonly findings: readonly LintFinding[]; readonly revision: number }> {
  const name = (definition as { name?: unknown } | null)?.name;
  if (name !== questionnaire) {
    throw problem("questionnaire.invalid", `name: expected "${questionnaire}" as in the address, got ${String(name)}`);
  }
  const draft = definition as QuestionnaireDefinition;
  const current = await ports.questionnaires.findRevision(study, questionnaire);
  const edit = {
    study,
    kind: "questionnaire" as const,
    id: questionnaire,
    current,
    base: base ?? current?.revision ?? 0,
    content: definition as Json,
    write: (revision: number) => ports.questionnaires.putDraft(study, draft, ports.clock.now(), revision),
    note: { actor: caller.id, action: "questionnaire.draft", subject: questionnaire },
  };
  try {
    return { revision: await saveRevision(ports, edit), findings: lintForPublishing(definition) };
  } catch (error) {
    if (error instanceof InstrumentError) throw instrumentProblem("questionnaire.invalid", error);
    throw error;
  }
}

/** Removes a questionnaire that was never published; one with versions stays, since its answers need it. */
export async function removeDraft(
  ports: QuestionnairePorts,
  caller: Caller,
  { study, questionnaire }: QuestionnairePlace,
): Promise<void> {
  found(await ports.questionnaires.findDraft(study, questionnaire), "questionnaire.notFound", questionnaire);
  const versions = await ports.questionnaires.listVersions(study, questionnaire);
  if (versions.length > 0) {
    throw problem("questionnaire.published", `"${questionnaire}" has ${versions.length} published versions`, {
      remedy: "close its versions instead",
    });
  }
  const note = { actor: caller.id, action: "questionnaire.remove", subject: questionnaire };
  await ports.journal.commit(study, note, [ports.questionnaires.removeDraft(study, questionnaire)]);
}

/** One published version of a questionnaire. */
export async function readVersion(
  ports: QuestionnairePorts,
  { study, questionnaire, version }: QuestionnairePlace & { readonly version: string },
): Promise<StoredVersion> {
  const known = await ports.questionnaires.findVersion(study, version);
  if (known?.definition.name !== questionnaire) throw problem("version.notFound", `no version ${version} here`);
  return known;
}

/**
 * Publishes the draft as an immutable version. Refused while the linter finds errors or a text is missing, when a variable of the version
 * before changed its type or the meaning of a code, and when this very draft is published already.
 */
export async function publishQuestionnaire(
  ports: QuestionnairePorts,
  caller: Caller,
  { study, questionnaire, revision }: QuestionnairePlace & { readonly revision?: number | undefined },
): Promise<{ readonly version: VersionSummary; readonly findings: readonly LintFinding[] }> {
  const stored = found(
    await ports.questionnaires.findRevision(study, questionnaire),
    "questionnaire.notFound",
    questionnaire,
  );
  if (revision !== undefined && revision !== stored.revision) {
    throw problem("edit.conflict", `revision ${revision} was looked at, ${stored.revision} stands`, {
      remedy: "look at the present state and publish that",
    });
  }
  const draft = stored.document;
  refuseUnfilled(found(await ports.studies.find(study), "study.notFound", study));
  const versions = await ports.questionnaires.listVersions(study, questionnaire);
  const previous = versions.at(-1);
  const findings = lintForPublishing(draft);
  refuseErrors(findings);
  const compiled = compileQuestionnaire(draft);
  if (previous !== undefined) refuseErrors(compareVersions(previous.compiled, compiled));
  if (versions.some(({ hash }) => hash === compiled.hash)) {
    throw problem("questionnaire.unchanged", `this draft of "${questionnaire}" is published already`, {
      remedy: "change the draft first",
    });
  }
  const version: StoredVersion = {
    study,
    hash: compiled.hash,
    number: (previous?.number ?? 0) + 1,
    status: "published",
    definition: draft,
    compiled,
    publishedAt: ports.clock.now(),
  };
  const note = { actor: caller.id, action: "questionnaire.publish", subject: `${questionnaire}@${version.hash}` };
  await ports.journal.commit(study, note, [ports.questionnaires.addVersion(version)]);
  const { hash, number, status, publishedAt } = version;
  return { version: { hash, number, status, publishedAt, responses: 0 }, findings };
}

function refuseErrors(findings: readonly LintFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return;
  throw problem("questionnaire.invalid", `${first.path}: ${first.message}`, {
    remedy: first.remedy,
    errors: errors.map(({ code, path, message, remedy }) => ({ code, place: path, message, remedy })),
  });
}

/** Respondents must read who asks them: real answers are not collected in the name of a stand-in. */
function refuseUnfilled({ study }: StudyDocument): void {
  const unfilled = study.simulated ? [] : listUnfilled(study);
  if (unfilled.length === 0) return;
  throw problem("study.unfilled", `study.yaml still holds ${unfilled.map(({ text }) => text).join(", ")}`, {
    errors: unfilled.map(({ field, text }) => ({
      code: "study.unfilled",
      place: `study.yaml ${field}`,
      message: `expected a name, got ${text}`,
    })),
    remedy:
      "fill them in at the desk (overview, about the study) or in study.yaml and load the pack again, or load it with the mark 模拟数据 to try it out",
  });
}

/** Questionnaires of a study with their versions and counts of responses. */
export async function listQuestionnaires(
  ports: QuestionnairePorts,
  study: string,
): Promise<readonly QuestionnaireSummary[]> {
  const drafts = await ports.questionnaires.listDrafts(study);
  const heads = await ports.questionnaires.listVersionHeads(study);
  const counts = await countResponses(ports, study);
  return drafts.map((draft) => summarise(draft, heads, counts));
}

/** Responses that count (complete, late, excluded) by version. */
async function countResponses(ports: QuestionnairePorts, study: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { version, status, count } of await ports.responses.countByVersion(study)) {
    if (status !== "withdrawn") counts.set(version, (counts.get(version) ?? 0) + count);
  }
  return counts;
}

function summarise(
  draft: QuestionnaireDefinition,
  heads: readonly VersionHead[],
  counts: ReadonlyMap<string, number>,
): QuestionnaireSummary {
  const mine = heads.filter(({ name }) => name === draft.name);
  const hasErrors = lintQuestionnaire(draft).some(({ severity }) => severity === "error");
  const hash = hasErrors ? undefined : compileQuestionnaire(draft).hash;
  return {
    name: draft.name,
    title: textIn("zh", titleOf(draft)),
    form: String(draft.form ?? ""),
    hasUnpublishedDraft: !mine.some((version) => version.hash === hash),
    versions: mine.map(({ hash: version, number, status, publishedAt }) => ({
      hash: version,
      number,
      status,
      publishedAt,
      responses: counts.get(version) ?? 0,
    })),
  };
}

/** A questionnaire with its draft, its newest version and that version's variables. */
export async function readQuestionnaire(ports: QuestionnairePorts, { study, questionnaire }: QuestionnairePlace) {
  const { document: draft, revision } = found(
    await ports.questionnaires.findRevision(study, questionnaire),
    "questionnaire.notFound",
    questionnaire,
  );
  const heads = await ports.questionnaires.listVersionHeads(study);
  const newest = (await ports.questionnaires.listVersions(study, questionnaire)).at(-1);
  return {
    summary: summarise(draft, heads, await countResponses(ports, study)),
    draft,
    revision,
    published: newest?.definition ?? null,
    variables: newest?.compiled.variables ?? [],
  };
}

/** Closes a version: its collectors take nothing more. */
export async function closeVersion(
  ports: QuestionnairePorts,
  caller: Caller,
  { study, questionnaire, version }: QuestionnairePlace & { readonly version: string },
): Promise<void> {
  await readVersion(ports, { study, questionnaire, version });
  const note = { actor: caller.id, action: "questionnaire.close", subject: `${questionnaire}@${version}` };
  await ports.journal.commit(study, note, [ports.questionnaires.closeVersion(study, version)]);
}
