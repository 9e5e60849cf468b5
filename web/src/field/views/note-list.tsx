import type { NoteRow } from "@diaoyan/instruments";
import { useLayoutEffect, useRef, useState } from "react";
import { formatStamp } from "../../session/time-stamp.ts";
import { useTexts } from "../texts.tsx";

/** Height of every row in pixels: rows of one height need no measuring, a thousand of them cost what twelve do. */
const rowHeight = 68;
const beyond = 4;

interface NoteListProps {
  readonly notes: readonly NoteRow[];
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}

/** Rows of notes, of which only those in sight are drawn. */
export function NoteList({ notes, open, onOpen }: NoteListProps) {
  const texts = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const count = notes.length;
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const look = () => setSeen({ top: current.scrollTop, height: current.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const openAt = notes.findIndex(({ id }) => id === open);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || count === 0) return;
    const at = openAt < 0 ? count - 1 : openAt;
    const low = at * rowHeight + rowHeight - current.clientHeight;
    if (current.scrollTop < low) current.scrollTop = low;
    else if (current.scrollTop > at * rowHeight) current.scrollTop = at * rowHeight;
  }, [count, openAt]);
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - beyond);
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + beyond);
  return (
    <div
      className="scroll notes"
      ref={box}
      onScroll={(event) => setSeen({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      {count === 0 && <p className="empty">{texts.session.noNotes}</p>}
      <ul style={{ height: count * rowHeight }}>
        {notes.slice(first, last).map((note, index) => (
          <li
            key={note.id}
            style={{ top: (first + index) * rowHeight, height: rowHeight }}
            aria-setsize={count}
            aria-posinset={first + index + 1}
          >
            <NoteLine note={note} isOpen={note.id === open} onOpen={() => onOpen(note.id === open ? null : note.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NoteLine(props: { readonly note: NoteRow; readonly isOpen: boolean; readonly onOpen: () => void }) {
  const { note, isOpen, onOpen } = props;
  const texts = useTexts();
  const { t, type, text, verbatim, sensitive, strength, codes } = note;
  return (
    <button type="button" className="note-line" aria-expanded={isOpen} onClick={onOpen}>
      <span className="note-head">
        <span className="note-stamp">{formatStamp(t)}</span>
        <span className={`note-type type-${type}`}>{type}</span>
        {sensitive && <span className="mark attention">{texts.session.sensitive}</span>}
        {strength !== null && <span>{"●".repeat(strength)}</span>}
        {codes.length > 0 && <span>{`${texts.session.codes} ${codes.length}`}</span>}
      </span>
      <span className="ellipsis">{text === "" ? "…" : verbatim ? `「${text}」` : text}</span>
    </button>
  );
}
