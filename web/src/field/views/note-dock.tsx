import { newUuid } from "@diaoyan/api/contract/uuid";
import type { CodeId, NoteRow, NoteType } from "@diaoyan/instruments";
import { useEffect, useRef, useState } from "react";
import { sessionChoices } from "../../session/blank-session.ts";
import { formatStamp, parseStamp } from "../../session/time-stamp.ts";
import { Attachments } from "../attachments/attachments.tsx";
import { changeFoot, changeNote, footOf } from "../model/edit-session.ts";
import { findCodes } from "../model/find-codes.ts";
import { useTexts } from "../texts.tsx";
import type { SessionPart } from "./session-part.ts";

interface DockProps extends SessionPart {
  readonly note: NoteRow;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** The row that is being written, above the keyboard: text first, marks below it. */
export function NoteDock(props: DockProps) {
  const { note, edit, study, record, protocol, onRemove, onClose } = props;
  const texts = useTexts();
  const area = useRef<HTMLTextAreaElement>(null);
  const [coding, setCoding] = useState(false);
  useEffect(() => area.current?.focus(), []);
  const change = (next: Partial<NoteRow>) => edit((session) => changeNote(session, note.id, next));
  const questions = protocol?.sections.flatMap((section) => section.questions) ?? [];
  return (
    <section className="dock" aria-label={texts.session.noteText}>
      <div className="dock-line">
        <StampInput value={note.t} onChange={(t) => change({ t })} />
        <select
          aria-label={texts.session.type}
          value={note.type}
          onChange={(event) => change({ type: event.currentTarget.value as NoteType })}
        >
          {sessionChoices.noteTypes.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
        <select
          aria-label={texts.session.question}
          className="grow"
          value={note.question ?? ""}
          onChange={(event) => change({ question: event.currentTarget.value || null })}
        >
          <option value="">{texts.session.noQuestion}</option>
          {questions.map(({ id, text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <textarea
        ref={area}
        rows={3}
        aria-label={texts.session.noteText}
        value={note.text}
        maxLength={20_000}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <div className="dock-line wrap">
        <Toggle label={texts.session.verbatim} on={note.verbatim} onChange={(verbatim) => change({ verbatim })} />
        <Toggle label={texts.session.sensitive} on={note.sensitive} onChange={(sensitive) => change({ sensitive })} />
        <fieldset className="strengths">
          <legend>{texts.session.strength}</legend>
          {([1, 2, 3] as const).map((strength) => (
            <Toggle
              key={strength}
              label={String(strength)}
              on={note.strength === strength}
              onChange={(on) => change({ strength: on ? strength : null })}
            />
          ))}
        </fieldset>
        <Toggle label={`${texts.session.codes} ${note.codes.length}`} on={coding} onChange={setCoding} />
      </div>
      {coding && <CodePicker {...props} onChange={(codes) => change({ codes })} />}
      <Attachments study={study} session={record.session.id} note={note.id} />
      <div className="dock-line">
        <button type="button" className="button danger" onClick={onRemove}>
          {texts.remove}
        </button>
        <ListIt {...props} />
        <button type="button" className="button primary grow" onClick={onClose}>
          {texts.done}
        </button>
      </div>
    </section>
  );
}

function Toggle(props: { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  const { label, on, onChange } = props;
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
    </button>
  );
}

/** Seconds since the beginning, written mm:ss. */
function StampInput({ value, onChange }: { readonly value: number; readonly onChange: (value: number) => void }) {
  const texts = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const seconds = parseStamp(typed ?? "");
    if (seconds !== null && seconds <= 604_800) onChange(seconds);
    setTyped(null);
  };
  return (
    <input
      className="stamp-input"
      aria-label={texts.session.stamp}
      inputMode="numeric"
      value={typed ?? formatStamp(value)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}

function CodePicker({ note, kit, onChange }: DockProps & { readonly onChange: (codes: readonly CodeId[]) => void }) {
  const texts = useTexts();
  const [typed, setTyped] = useState("");
  const codes = kit?.codes ?? [];
  const chosen = codes.filter(({ id }) => note.codes.includes(id as CodeId));
  const found = findCodes(codes, typed)
    .filter(({ id }) => !note.codes.includes(id as CodeId))
    .slice(0, 12);
  const toggle = (id: CodeId) =>
    onChange(note.codes.includes(id) ? note.codes.filter((one) => one !== id) : [...note.codes, id]);
  return (
    <div className="codes">
      <input
        type="search"
        aria-label={texts.session.findCode}
        placeholder={texts.session.findCode}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="code-chips">
        {[...chosen, ...found].map(({ id, number, name }) => (
          <button
            key={id}
            type="button"
            className="chip"
            aria-pressed={note.codes.includes(id as CodeId)}
            onClick={() => toggle(id as CodeId)}
          >
            {`${number} ${name}`}
          </button>
        ))}
        {chosen.length + found.length === 0 && <span className="note">{texts.session.noCode}</span>}
      </div>
    </div>
  );
}

/** Puts a row 追问 among what is to be checked, a row 材料 among what is to be asked for. */
function ListIt({ note, record, edit }: DockProps) {
  const texts = useTexts();
  const { followUps, materials } = footOf(record.session);
  const text = note.text.trim();
  if (text === "" || (note.type !== "追问" && note.type !== "材料")) return null;
  const isMaterial = note.type === "材料";
  const isListed = isMaterial
    ? materials.some(({ name }) => name === text.slice(0, 500))
    : followUps.some(({ matter }) => matter === text);
  const list = () =>
    edit((session) => {
      const foot = footOf(session);
      const id = newUuid(7);
      return isMaterial
        ? changeFoot(session, {
            materials: [...foot.materials, { id, name: text.slice(0, 500), state: "待提供", note: "" }],
          })
        : changeFoot(session, {
            followUps: [...foot.followUps, { id, matter: text, owner: "", due: null, state: "待核实", outcome: "" }],
          });
    });
  return (
    <button type="button" className="button" disabled={isListed} onClick={list}>
      {isListed ? texts.session.listed : isMaterial ? texts.session.toMaterials : texts.session.toFollowUp}
    </button>
  );
}
