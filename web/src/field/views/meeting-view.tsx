import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Decision, MeetingRecord, Opinion, Session } from "@diaoyan/instruments";
import { blankMeeting } from "../../session/blank-meeting.ts";
import { sessionChoices } from "../../session/blank-session.ts";
import { useTexts } from "../texts.tsx";
import { Chips, ChoiceField, LongField, TextField } from "../ui.tsx";
import { changeRow } from "./change-row.ts";
import { RemoveRow, type RowsProps, TaskFields } from "./row-parts.tsx";
import type { SessionPart } from "./session-part.ts";

/** What a meeting's record holds on the spot: where, who was there, what was said and decided. Scores wait for the desk. */
export function MeetingView({ record, edit }: SessionPart) {
  const { meeting: texts } = useTexts();
  const { session } = record;
  const meeting = session.meeting ?? blankMeeting;
  const change = (next: Partial<MeetingRecord>) =>
    edit((one) => ({ ...one, meeting: { ...(one.meeting ?? blankMeeting), ...next } }));
  const write = (field: "place" | "chair" | "organiser" | "agenda" | "consensus" | "reserved") => (value: string) =>
    change({ [field]: value });
  return (
    <main className="scroll">
      <p className="note">{texts.note}</p>
      <div className="pair">
        <TextField label={texts.place} value={meeting.place} onChange={write("place")} />
        <TextField label={texts.chair} value={meeting.chair} onChange={write("chair")} />
      </div>
      <TextField label={texts.organiser} value={meeting.organiser} onChange={write("organiser")} />
      <div className="pair three">
        {(["expected", "present", "online"] as const).map((field) => (
          <TextField
            key={field}
            label={texts[field]}
            type="number"
            value={meeting[field] === null ? "" : String(meeting[field])}
            onChange={(value) => change({ [field]: readCount(value) })}
          />
        ))}
      </div>
      <LongField label={texts.agenda} rows={2} value={meeting.agenda} onChange={write("agenda")} />
      <Opinions session={session} rows={meeting.opinions} onChange={(opinions) => change({ opinions })} />
      <LongField label={texts.consensus} rows={2} value={meeting.consensus} onChange={write("consensus")} />
      <LongField label={texts.reserved} rows={2} value={meeting.reserved} onChange={write("reserved")} />
      <Decisions rows={meeting.decisions} onChange={(decisions) => change({ decisions })} />
    </main>
  );
}

/** A whole number of people; null for nothing. */
function readCount(value: string): number | null {
  const count = Math.round(Number(value));
  return value === "" || !Number.isFinite(count) ? null : Math.min(100_000, Math.max(0, count));
}

function Opinions({ session, rows, onChange }: RowsProps<Opinion> & { readonly session: Session }) {
  const texts = useTexts();
  const speakers = session.participants.map(({ person, category }) => ({
    value: person as string,
    label: [person, category].filter(Boolean).join(" "),
  }));
  const add = () => {
    const speaker = (session.participants[0]?.person ?? "") as Opinion["speaker"];
    onChange([...rows, { id: newUuid(7), speaker, kind: "意见", point: "", adoption: null, reason: "", chapter: "" }]);
  };
  return (
    <section>
      <h2>{texts.meeting.opinions}</h2>
      {speakers.length === 0 && <p className="note">{texts.meeting.nobody}</p>}
      {rows.map((row) => {
        const change = (next: Partial<Opinion>) => onChange(changeRow(rows, row.id, next));
        return (
          <div key={row.id} className="part">
            <ChoiceField
              label={texts.meeting.speaker}
              value={row.speaker as string}
              choices={speakers}
              onChange={(speaker) => change({ speaker: speaker as Opinion["speaker"] })}
            />
            <Chips
              label={texts.meeting.kind}
              value={row.kind}
              values={["意见", "建议", "异议", "数据"]}
              onChange={(kind) => change({ kind: kind ?? row.kind })}
            />
            <LongField label={texts.meeting.point} rows={2} value={row.point} onChange={(point) => change({ point })} />
            <RemoveRow onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))} />
          </div>
        );
      })}
      <button type="button" className="button" onClick={add} disabled={speakers.length === 0}>
        {texts.meeting.addOpinion}
      </button>
    </section>
  );
}

function Decisions({ rows, onChange }: RowsProps<Decision>) {
  const texts = useTexts();
  const add = () => onChange([...rows, { id: newUuid(7), matter: "", owner: "", due: null, state: "未开始" }]);
  return (
    <section>
      <h2>{texts.meeting.decisions}</h2>
      {rows.map((row) => {
        const change = (next: Partial<Decision>) => onChange(changeRow(rows, row.id, next));
        return (
          <div key={row.id} className="part">
            <TaskFields
              label={texts.meeting.matter}
              row={row}
              states={sessionChoices.decisionStates}
              onChange={change}
            />
            <RemoveRow onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))} />
          </div>
        );
      })}
      <button type="button" className="button" onClick={add}>
        {texts.meeting.addDecision}
      </button>
    </section>
  );
}
