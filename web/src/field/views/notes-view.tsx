import { newUuid } from "@diaoyan/api/contract/uuid";
import type { NoteType } from "@diaoyan/instruments";
import { useEffect, useRef, useState } from "react";
import { sessionChoices } from "../../session/blank-session.ts";
import { addNote, makeNote, type RemovedNote, removeNote, restoreNote } from "../model/edit-session.ts";
import { goToQuestion, sectionOf, stampRow, type touchClock } from "../session-timer.ts";
import { useTexts } from "../texts.tsx";
import { NoteDock } from "./note-dock.tsx";
import { NoteList } from "./note-list.tsx";
import type { SessionPart } from "./session-part.ts";

interface NotesProps extends SessionPart {
  readonly timed: Parameters<typeof touchClock>[0];
  readonly onTyping: (typing: boolean) => void;
}

const undoMilliseconds = 10_000;

/** Notes: the question at hand, the rows, and one button for each type of row. */
export function NotesView(props: NotesProps) {
  const { record, edit, timed, onTyping, protocol } = props;
  const texts = useTexts();
  const [open, setOpen] = useState<string | null>(null);
  const [removed, setRemoved] = useState<RemovedNote | null>(null);
  const { notes } = record.session;
  const note = notes.find(({ id }) => id === open);
  const { question } = record.progress;
  const isTyping = note !== undefined;
  useEffect(() => onTyping(isTyping), [isTyping, onTyping]);
  useEffect(() => {
    if (removed === null) return undefined;
    const timer = setTimeout(() => setRemoved(null), undoMilliseconds);
    return () => clearTimeout(timer);
  }, [removed]);
  const stamp = (type: NoteType) => {
    const t = stampRow(timed);
    const made = makeNote(newUuid(7), t, type, question);
    edit((session) => addNote(session, made));
    setOpen(made.id);
  };
  const remove = (id: string) => {
    edit((session) => {
      const taken = removeNote(session, id);
      if (taken !== undefined) setRemoved(taken.removed);
      return taken?.session ?? session;
    });
    setOpen(null);
  };
  const undo = () => {
    if (removed !== null) edit((session) => restoreNote(session, removed));
    setRemoved(null);
  };
  const questions = protocol?.sections.flatMap((section) => section.questions) ?? [];
  const next = questions[questions.findIndex(({ id }) => id === question) + 1];
  return (
    <>
      <QuestionBar {...props} />
      <NoteList notes={notes} open={open} onOpen={setOpen} />
      {removed !== null && (
        <div className="toast" role="status">
          {texts.session.removed}
          <button type="button" className="link" onClick={undo}>
            {texts.undo}
          </button>
        </div>
      )}
      {note === undefined ? (
        <div className="stamps">
          {sessionChoices.noteTypes.map((type) => (
            <button key={type} type="button" className="stamp-button" onClick={() => stamp(type)}>
              {type}
            </button>
          ))}
          <button
            type="button"
            className="stamp-button next"
            disabled={next === undefined}
            onClick={() => goToQuestion(timed, next?.id ?? null)}
          >
            {texts.session.next}
          </button>
        </div>
      ) : (
        <NoteDock key={note.id} {...props} note={note} onRemove={() => remove(note.id)} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Where the conversation is: section with its minutes, question, probes on demand. */
function QuestionBar({ record, protocol }: NotesProps) {
  const texts = useTexts();
  const { question, spent } = record.progress;
  const sectionId = sectionOf(protocol, question);
  const section = protocol?.sections.find(({ id }) => id === sectionId);
  const asked = section?.questions.find(({ id }) => id === question);
  const details = useRef<HTMLDetailsElement>(null);
  if (protocol === undefined) return null;
  if (section === undefined || asked === undefined)
    return <p className="question-bar note">{texts.session.beginQuestions}</p>;
  const minutes = Math.round((spent[section.id] ?? 0) / 60);
  return (
    <details className="question-bar" ref={details}>
      <summary>
        <span className="question-section">
          <span className="ellipsis">{section.title}</span>
          <span className={minutes > section.minutes ? "over" : ""}>
            {texts.session.ofMinutes(minutes, section.minutes)}
          </span>
        </span>
        <span className="clamp">{asked.text}</span>
      </summary>
      <ul>
        {asked.probes.map((probe) => (
          <li key={probe}>{probe}</li>
        ))}
      </ul>
    </details>
  );
}
