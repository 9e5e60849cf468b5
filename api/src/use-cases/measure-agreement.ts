import { type CoderAgreementResult, type Disagreement, joinPolicies, runAndPresent } from "@diaoyan/analysis";
import type { Locale, Transcript } from "@diaoyan/instruments";
import type { CodingAssignment } from "../ports/agreement-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { refuseBad } from "./analyses.ts";
import { notePassages } from "./as-said.ts";
import { readCorpus } from "./read-corpus.ts";
import type { StudyArchive } from "./study-archive.ts";

const shownDisagreements = 500;

/** What is compared; unit and treatment of uncoded text are declared beside every figure. */
export interface AgreementOrder {
  readonly study: string;
  /** A closed second coding whose transcripts are compared; left out: all transcripts that two people coded. */
  readonly assignment?: string | undefined;
  readonly segment: "turn" | "sentence" | "clause";
  readonly uncoded: "included" | "excluded";
  readonly locale: Locale;
}

/** Agreement with table, sentences and the disagreements behind it. Throws `assignment.open`, `analysis.invalid`. */
export async function measureAgreement(
  ports: Pick<Ports, "agreement" | "codingTrail" | "runtime" | "transcripts" | "deidentify" | "journal"> & {
    readonly archive: StudyArchive;
  },
  caller: Caller,
  { assignment, locale, segment, study, uncoded }: AgreementOrder,
) {
  const corpus = joinPolicies(await readCorpus(ports.archive, study));
  const all = await ports.agreement.listAssignments(study);
  const open = all.filter(({ closedAt }) => closedAt === null);
  const chosen =
    assignment === undefined
      ? undefined
      : found(
          all.find(({ id }) => id === assignment),
          "assignment.notFound",
          assignment,
        );
  if (chosen?.closedAt === null) {
    throw problem("assignment.open", `second coding ${assignment} is still blind`, {
      remedy: "close it when the coder is done",
    });
  }
  const transcripts = new Map(corpus.transcripts.map((one) => [String(one.id), one]));
  const blind = new Set(open.flatMap(({ transcripts }) => transcripts));
  const codings = corpus.codings.filter(({ transcript }) => !blind.has(transcript));
  const request = {
    kind: "coderAgreement",
    segment,
    uncoded,
    ...(chosen === undefined ? {} : { transcripts: [...chosen.transcripts], second: chosen.coder }),
  };
  const input = { corpus: { ...corpus, codings }, text: ports.runtime.text };
  const made = refuseBad(() => runAndPresent(input, request, { seed: chosen?.seed ?? 1, locale }));
  const { coders, disagreements, seed } = made.result as unknown as CoderAgreementResult;
  const shown = disagreements.slice(0, shownDisagreements);
  await notePassages(ports, caller, {
    study,
    action: "coding.retrieve",
    ids: shown.map(({ transcript }) => transcript),
  });
  return {
    presentation: made.presented,
    coders,
    seed,
    disagreements: shown.map((one) => ({ ...one, ...placeOf(one, transcripts) })),
    total: disagreements.length,
    changedSince: chosen === undefined ? 0 : await countChangesSince(ports, study, chosen),
  };
}

/** What a stretch's transcript is called, and the turn it begins in. */
function placeOf({ start, transcript }: Disagreement, transcripts: ReadonlyMap<string, Transcript>) {
  const { title = "", turns = [] } = transcripts.get(transcript) ?? {};
  const at = turns.findIndex((turn) => turn.start <= start && start < turn.end);
  const turn = turns[at];
  return { title, turn: turn === undefined ? null : { number: at + 1, speaker: turn.speaker } };
}

/** Codings of the sample that people changed after the blindness ended: figures of them are no longer of independent work. */
async function countChangesSince(
  { codingTrail }: Pick<Ports, "codingTrail">,
  study: string,
  { closedAt, transcripts }: CodingAssignment,
): Promise<number> {
  const lists = await Promise.all(transcripts.map((transcript) => codingTrail.changesAfter(study, transcript, 0)));
  const later = lists.flat().filter(({ act }) => act.kind !== "rules" && closedAt !== null && act.at > closedAt);
  return new Set(later.map(({ coding }) => coding)).size;
}
