import type { RecordSheet } from "@diaoyan/instruments";
import { Form } from "antd";
import { blankMeeting, isMeeting } from "../../session/blank-meeting.ts";
import { Decisions } from "./decisions.tsx";
import { DraftPapers } from "./draft-papers.tsx";
import { MeetingRecordFields } from "./meeting-record-fields.tsx";
import { Opinions } from "./opinions.tsx";
import { PanelFields } from "./panel-fields.tsx";
import { ScoreSheets } from "./score-sheets.tsx";
import { Seats } from "./seats.tsx";
import "./meeting.css";

interface Props {
  readonly session: string;
  readonly records: readonly RecordSheet[];
  /** Whether what is shown is what the server has. */
  readonly saved: boolean;
}

/** The cards of a 研讨会, 专家论证会 or 座谈; other sessions have none. */
export function MeetingCards({ session, records, saved }: Props) {
  const form = Form.useFormInstance();
  const type = Form.useWatch("type", form) as string | undefined;
  if (!isMeeting(type)) return null;
  return (
    <>
      <MeetingRecordFields />
      <Seats />
      <Opinions />
      <Decisions />
      <ScoreSheets session={session} records={records} saved={saved} />
      <PanelFields />
      <DraftPapers
        session={session}
        saved={saved}
        hasPanel={(form.getFieldValue("meeting") ?? blankMeeting).panel !== null}
      />
    </>
  );
}
