import { newUuid } from "@diaoyan/api/contract/uuid";
import { type FollowUp, keepProtocolVersion, type MaterialRequest, type SessionFoot } from "@diaoyan/instruments";
import { sessionChoices } from "../../session/blank-session.ts";
import { Attachments } from "../attachments/attachments.tsx";
import { changeFoot, footOf } from "../model/edit-session.ts";
import { useTexts } from "../texts.tsx";
import { asChoices, Chips, ChoiceField, LongField, TextField } from "../ui.tsx";
import { changeRow } from "./change-row.ts";
import { RemoveRow, type RowsProps, TaskFields } from "./row-parts.tsx";
import { SessionFields } from "./session-fields.tsx";
import type { SessionPart } from "./session-part.ts";

/** How it went and what is open. */
export function FootView(props: SessionPart) {
  const { record, kit, edit, study } = props;
  const texts = useTexts();
  const { session } = record;
  const foot = footOf(session);
  const change = (next: Partial<SessionFoot>) => edit((one) => changeFoot(one, next));
  const write = (field: "summary" | "observation" | "reflection") => (value: string) =>
    edit((one) => ({ ...one, [field]: value }));
  return (
    <main className="scroll">
      <LongField label={texts.session.summary} value={session.summary} onChange={write("summary")} />
      <LongField label={texts.session.observation} value={session.observation} onChange={write("observation")} />
      <div className="pair">
        <Chips
          label={texts.session.cooperation}
          value={foot.cooperation}
          values={[1, 2, 3, 4, 5]}
          onChange={(cooperation) => change({ cooperation })}
        />
        <Chips
          label={texts.session.credibility}
          value={foot.credibility}
          values={[1, 2, 3, 4, 5]}
          onChange={(credibility) => change({ credibility })}
        />
      </div>
      <LongField
        label={texts.session.ratingReason}
        rows={2}
        value={foot.ratingReason}
        onChange={(ratingReason) => change({ ratingReason })}
      />
      <div className="pair">
        <Chips
          label={texts.session.novelty}
          value={foot.novelty}
          values={sessionChoices.novelties}
          onChange={(novelty) => change({ novelty })}
        />
        <Chips
          label={texts.session.caseLead}
          value={foot.caseLead}
          values={sessionChoices.caseLeads}
          onChange={(caseLead) => change({ caseLead })}
        />
      </div>
      {foot.caseLead !== null && (
        <LongField
          label={texts.session.caseNote}
          rows={2}
          value={foot.caseNote}
          onChange={(caseNote) => change({ caseNote })}
        />
      )}
      <LongField
        label={texts.session.contradictions}
        rows={2}
        value={foot.contradictions}
        onChange={(contradictions) => change({ contradictions })}
      />
      <FollowUps rows={foot.followUps} onChange={(followUps) => change({ followUps })} />
      <Materials {...props} rows={foot.materials} onChange={(materials) => change({ materials })} />
      <Attachments study={study} session={session.id} note={null} />
      <section className="part">
        <LongField
          label={texts.session.reflection}
          note={texts.session.reflectionNote}
          value={session.reflection}
          onChange={write("reflection")}
        />
      </section>
      <h2>{texts.session.header}</h2>
      <TextField
        label={texts.session.consentForm}
        value={foot.consentForm}
        onChange={(consentForm) => change({ consentForm })}
      />
      <SessionFields
        session={session}
        kit={kit}
        onChange={(next) => edit((one) => keepProtocolVersion(one, { ...one, ...next }, kit?.protocols ?? []))}
      />
      {record.outbox.receipt !== null && (
        <p className="note">{texts.receipt(record.outbox.receipt.revision, record.outbox.receipt.contentHash)}</p>
      )}
    </main>
  );
}

function FollowUps({ rows, onChange }: RowsProps<FollowUp>) {
  const texts = useTexts();
  const add = () =>
    onChange([...rows, { id: newUuid(7), matter: "", owner: "", due: null, state: "待核实", outcome: "" }]);
  return (
    <section>
      <h2>{texts.session.followUps}</h2>
      {rows.map((row) => {
        const change = (next: Partial<FollowUp>) => onChange(changeRow(rows, row.id, next));
        return (
          <div key={row.id} className="part">
            <TaskFields
              label={texts.session.matter}
              row={row}
              states={sessionChoices.followUpStates}
              onChange={change}
            />
            {row.state !== "待核实" && (
              <TextField
                label={texts.session.outcome}
                value={row.outcome}
                onChange={(outcome) => change({ outcome })}
              />
            )}
            <RemoveRow onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))} />
          </div>
        );
      })}
      <button type="button" className="button" onClick={add}>
        {texts.add}
      </button>
    </section>
  );
}

function Materials({ rows, onChange, protocol }: RowsProps<MaterialRequest> & SessionPart) {
  const texts = useTexts();
  const make = (name: string): MaterialRequest => ({ id: newUuid(7), name, state: "待提供", note: "" });
  const missing = protocol?.materials.filter((name) => rows.every((row) => row.name !== name)) ?? [];
  return (
    <section>
      <h2>{texts.session.materials}</h2>
      {rows.map((row) => {
        const change = (next: Partial<MaterialRequest>) => onChange(changeRow(rows, row.id, next));
        return (
          <div key={row.id} className="part">
            <TextField label={texts.session.materialName} value={row.name} onChange={(name) => change({ name })} />
            <div className="pair">
              <ChoiceField
                label={texts.session.state}
                value={row.state}
                choices={asChoices(sessionChoices.materialStates)}
                onChange={(state) => change({ state })}
              />
              <TextField label={texts.session.materialNote} value={row.note} onChange={(note) => change({ note })} />
            </div>
            <RemoveRow onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))} />
          </div>
        );
      })}
      <div className="actions">
        <button type="button" className="button" onClick={() => onChange([...rows, make("")])}>
          {texts.add}
        </button>
        {missing.length > 0 && (
          <button type="button" className="button" onClick={() => onChange([...rows, ...missing.map(make)])}>
            {texts.session.fromProtocol}
          </button>
        )}
      </div>
    </section>
  );
}
