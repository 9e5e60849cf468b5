import { rankSubjects, type ScoreItem, type ScoreSummary, summariseScores } from "@diaoyan/analysis";
import { type MeetingRecord, type RecordSheet, type Session, textIn } from "@diaoyan/instruments";
import type { MeetingScores } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";
import type { ExportedFile } from "./exports.ts";
import { requireSight, type SightPorts, type Viewer } from "./session-sight.ts";

type MeetingPorts = Pick<Ports, "studies"> & SightPorts;
type DraftPorts = MeetingPorts & Pick<Ports, "journal">;

interface MeetingPlace extends Viewer {
  readonly study: string;
  readonly session: string;
}

const media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface OpenMeeting {
  readonly document: StudyDocument;
  readonly session: Session;
  readonly record: MeetingRecord;
}

async function openMeeting(ports: MeetingPorts, place: MeetingPlace): Promise<OpenMeeting> {
  const { study, session: id } = place;
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const session = found(await ports.sessions.find(study, id), "session.notFound", id);
  await requireSight(ports, study, place);
  if (session.meeting !== undefined) return { document, session, record: session.meeting };
  throw problem("meeting.noRecord", `session ${session.number} has no meeting record`, {
    remedy: "fill in the cards of the meeting at the session's page and save",
  });
}

/** Items of a score sheet; none where the sheet holds anything but points. */
export function itemsOf({ fields }: RecordSheet): readonly ScoreItem[] {
  const items = fields.flatMap(({ id, label, kind, maximum }) =>
    kind === "number" && maximum !== undefined ? [{ id, label, maximum }] : [],
  );
  return items.length === fields.length ? items : [];
}

function listSummaries({ document, record }: OpenMeeting) {
  return document.records.flatMap((sheet) => {
    const given = record.scores.filter((score) => score.sheet === sheet.id);
    return summariseScores(itemsOf(sheet), given).map((summary) => ({ sheet: textIn("zh", sheet.title), summary }));
  });
}

function listRankings({ document, record }: OpenMeeting) {
  return document.records.flatMap((sheet) => {
    const given = record.scores.filter((score) => score.sheet === sheet.id);
    const ranking = rankSubjects(itemsOf(sheet), given);
    return ranking === null || itemsOf(sheet).length === 0 ? [] : [{ sheet: textIn("zh", sheet.title), ranking }];
  });
}

/** Statistics of a meeting's score sheets by sheet and subject, and the order of subjects the same experts scored. Throws `session.notFound`, `session.notYours`, `meeting.noRecord`. */
export async function readMeetingScores(ports: MeetingPorts, place: MeetingPlace) {
  const { sayRanking, sayScores } = await import("@diaoyan/exports");
  const meeting = await openMeeting(ports, place);
  const scores = listSummaries(meeting).map(
    ({ sheet, summary }): MeetingScores => ({ sheet, ...onWire(summary), said: sayScores(summary) }),
  );
  const rankings = listRankings(meeting).map(({ sheet, ranking: { subjects, concordance, ...counts } }) => ({
    sheet,
    ...counts,
    subjects: [...subjects],
    agreement: concordance?.w ?? null,
    said: sayRanking({ subjects, concordance, ...counts }),
  }));
  return { scores, rankings };
}

function onWire({ subject, experts, items, total, trimmed, level, concordance }: ScoreSummary) {
  const shown = items.map(({ item, ...figures }) => ({ ...item, ...figures }));
  return { subject, experts, items: shown, total, trimmed, level, agreement: concordance?.w ?? null };
}

/** Drafts the minutes 会议纪要; that they were taken enters the audit log. */
export async function draftMinutes(ports: DraftPorts, software: string, place: MeetingPlace): Promise<ExportedFile> {
  const meeting = await openMeeting(ports, place);
  const { writeMinutes } = await import("@diaoyan/exports");
  const bytes = await writeMinutes(toMeeting(meeting, software));
  await noteTaken(ports, "meeting.minutes", place);
  return { bytes, name: nameOf("会议纪要", meeting), media };
}

/** Drafts the opinion of a panel 专家组意见, which enters the audit log. Throws `meeting.panelIncomplete` where its problems are not said. */
export async function draftPanelOpinion(
  ports: DraftPorts,
  software: string,
  place: MeetingPlace,
): Promise<ExportedFile> {
  const meeting = await openMeeting(ports, place);
  const { ExportError, writePanelOpinion } = await import("@diaoyan/exports");
  try {
    const bytes = await writePanelOpinion(toMeeting(meeting, software), listSummaries(meeting), listRankings(meeting));
    await noteTaken(ports, "meeting.opinion", place);
    return { bytes, name: nameOf("专家组意见", meeting), media };
  } catch (error) {
    if (error instanceof ExportError) throw problem("meeting.panelIncomplete", error.message);
    throw error;
  }
}

async function noteTaken({ journal }: DraftPorts, action: string, { study, session, caller }: MeetingPlace) {
  await journal.commit(study, { actor: caller.id, action, subject: session }, []);
}

function toMeeting({ document: { study }, session, record }: OpenMeeting, software: string) {
  return { session, record, undertaker: study.undertaker, simulated: study.simulated, software };
}

/** `会议纪要（T4-M01）.docx`, without what file systems refuse. */
function nameOf(kind: string, { document, session }: OpenMeeting): string {
  const number = session.number.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, "_");
  return `${kind}（${number}）${document.study.simulated ? "（模拟数据）" : ""}.docx`;
}
