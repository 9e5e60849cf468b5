import {
  type CaseSentence,
  type CaseSummary,
  type Coding,
  consentsMissing,
  consentsNeeded,
  findForeignNumbers,
  hashCaseText,
  staleConfirmations,
  stepsOf,
} from "@diaoyan/analysis";
import {
  brandAs,
  type Codebook,
  type CodePointOffset,
  createOffsetIndex,
  findInterviewers,
  type OffsetIndex,
  type Session,
  type Transcript,
  type Turn,
} from "@diaoyan/instruments";
import type { CaseMaterial, CasePassage } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { describeFigures, figuresOf } from "./case-figures.ts";
import { readCase } from "./cases.ts";
import { listSeenHeads } from "./count-seen.ts";
import { readSources } from "./draft-cases.ts";
import { readErasedInterviewees } from "./erased-interviewees.ts";
import { createSight } from "./second-coding.ts";
import { readSmallCell } from "./small-cell.ts";
import type { StudyArchive } from "./study-archive.ts";
import { surveyOfUnit } from "./survey-of-unit.ts";

type MaterialPorts = Pick<
  Ports,
  | "agreement"
  | "cases"
  | "sessions"
  | "transcripts"
  | "coding"
  | "attachments"
  | "studies"
  | "progress"
  | "runtime"
  | "erasures"
> & { readonly archive: StudyArchive };

/** Characters of the transcript shown on either side of a passage. */
const margin = 80;

/**
 * What a case rests on and what its next step lacks: the passage of every sentence with the words around it, sessions of
 * its unit with what interviewees said to being named, photos, and the survey of the unit, where its group is large enough.
 */
export async function readCaseMaterial(
  ports: MaterialPorts,
  caller: Pick<Caller, "id">,
  study: string,
  id: string,
): Promise<CaseMaterial> {
  const summary = await readCase(ports, study, id);
  const [sources, heads, sessions] = await Promise.all([
    readSources(ports, study, summary),
    listSeenHeads(ports, study, caller.id),
    ports.sessions.list(study),
  ]);
  const unit = sessions.find((session) => session.id === summary.session)?.site.unit ?? null;
  const used = new Set<string>(sources.map((source) => source.id));
  const ofCase = sessions.filter(
    (session) =>
      (unit !== null && session.site.unit === unit) ||
      heads.some((head) => used.has(head.id) && head.session === session.id),
  );
  const ids = new Set<string>(ofCase.map((session) => session.id));
  const smallCell = await readSmallCell(ports, study);
  const attachments = (await ports.attachments.list(study)).filter(({ session }) => ids.has(session));
  return {
    textHash: hashCaseText(summary),
    erasedOn: (await readErasedInterviewees(ports, study))(summary),
    steps: [...stepsOf(summary)],
    stale: staleConfirmations(summary).map(({ step }) => step),
    consentsNeeded: [...consentsNeeded(summary)],
    consentsMissing: [...consentsMissing(summary)],
    ...describeFigures(await figuresOf(ports, study, summary), summary),
    ...(await readPassages(ports, { study, viewer: caller.id }, summary, sources)),
    transcripts: heads
      .filter((head) => used.has(head.id) || ids.has(head.session ?? ""))
      .map((head) => ({
        id: head.id,
        title: head.title,
        session: head.session,
        codings: head.codings,
        used: used.has(head.id),
      })),
    sessions: ofCase.map(describeSession),
    photos: attachments
      .filter(({ kind, purgedAt }) => kind === "现场照片" && purgedAt === null)
      .map(({ id: photo, name, session }) => ({ id: photo, name, session })),
    survey: unit === null ? [] : surveyOfUnit(await ports.archive.snapshot(study), unit, smallCell),
    smallCell,
  };
}

function describeSession(session: Session): CaseMaterial["sessions"][number] {
  const { id, number, title, day, site, participants } = session;
  const asked = participants
    .filter(({ role }) => role === "受访")
    .flatMap(({ consents }) => consents.filter(({ kind }) => kind === "namedQuoteOrCase").slice(-1));
  const namedConsent = asked.length === 0 ? null : asked.every(({ granted }) => granted);
  return { id, number, title, day, unit: site.unit, namedConsent };
}

async function readPassages(
  ports: Pick<Ports, "agreement" | "coding">,
  { study, viewer }: { readonly study: string; readonly viewer: string },
  { sections }: CaseSummary,
  sources: readonly Transcript[],
): Promise<Pick<CaseMaterial, "passages" | "foreignNumbers">> {
  const codebook = (await ports.coding.findCodebook(study))?.codebook;
  const sees = await createSight(ports, study, viewer);
  const codings = (await Promise.all(sources.map(({ id }) => ports.coding.list(study, id)))).flat().filter(sees);
  const sentences = sections.flatMap((section) => section.sentences);
  const found = sentences.flatMap((sentence) => {
    const transcript = sources.find(({ id }) => id === sentence.source?.transcript);
    const passage = transcript && describePassage(sentence, transcript, { codings, codebook });
    return passage === undefined ? [] : [{ sentence, passage }];
  });
  const foreignNumbers = found.flatMap(({ sentence: { text }, passage: { said } }) => {
    const numbers = said === null ? [] : findForeignNumbers(text, said);
    return numbers.length === 0 ? [] : [{ text, numbers: [...numbers] }];
  });
  return { passages: found.map(({ passage }) => passage), foreignNumbers };
}

const longestQuestion = 160;

/** What an interviewer said last before a turn, its end where it is long. */
function questionBefore(index: OffsetIndex, { turns }: Transcript, turn: Turn): string {
  const asking = findInterviewers(index, turns);
  const before = turns.slice(0, turns.indexOf(turn)).findLast(({ speaker }) => asking.has(speaker));
  const asked = before === undefined ? [] : [...index.slice(before)];
  return asked.length > longestQuestion ? `…${asked.slice(-longestQuestion).join("")}` : asked.join("");
}

function describePassage(
  { source }: CaseSentence,
  transcript: Transcript,
  { codings, codebook }: { readonly codings: readonly Coding[]; readonly codebook: Codebook | undefined },
): CasePassage | undefined {
  if (source === null) return undefined;
  const { start, end } = source;
  const index = createOffsetIndex(transcript.text);
  const stands = source.revision === transcript.revision && end <= index.length;
  const turn = stands ? transcript.turns.find((one) => one.start <= start && end <= one.end) : undefined;
  const slice = (from: number, to: number): string =>
    index.slice({ start: brandAs<CodePointOffset>(from), end: brandAs<CodePointOffset>(to) });
  const [first, last] = [turn?.start ?? 0, turn?.end ?? index.length];
  const [from, to] = [Math.max(first, start - margin), Math.min(last, end + margin)];
  const on = codings.filter((one) => one.transcript === transcript.id && one.start < end && one.end > start);
  const names = codebook?.codes.filter(({ id }) => on.some(({ code }) => code === id)).map(({ name }) => name) ?? [];
  return {
    transcript: transcript.id,
    start,
    end,
    title: transcript.title,
    speaker: turn?.speaker ?? "",
    said: stands ? slice(start, end) : null,
    question: turn === undefined ? "" : questionBefore(index, transcript, turn),
    before: stands ? `${from > first ? "…" : ""}${slice(from, start)}` : "",
    after: stands ? `${slice(end, to)}${to < last ? "…" : ""}` : "",
    codes: names,
  };
}
