import type { Session } from "@diaoyan/instruments";
import { useEffect, useReducer, useState } from "react";
import { isMeeting } from "../../session/blank-meeting.ts";
import { formatStamp } from "../../session/time-stamp.ts";
import { RecordingStrip } from "../attachments/recording-strip.tsx";
import { guideOf } from "../kit.ts";
import { editRecord, type FieldRecord, tellOutbox } from "../model/field-record.ts";
import { refreshRecord } from "../outbox/deliver.ts";
import { createFieldServer } from "../outbox/field-server.ts";
import { peekElapsed, switchClock, touchClock } from "../session-timer.ts";
import { useTexts } from "../texts.tsx";
import { Banner } from "../ui.tsx";
import { useKit, useRecords, useWorkspace } from "../workspace.tsx";
import { FootView } from "./foot-view.tsx";
import { MeetingView } from "./meeting-view.tsx";
import { NotesView } from "./notes-view.tsx";
import { PeopleView } from "./people-view.tsx";
import { ProtocolView } from "./protocol-view.tsx";
import type { SessionPart } from "./session-part.ts";
import { StateMark } from "./state-mark.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";

const allTabs = ["notes", "protocol", "people", "meeting", "foot"] as const;
type Tab = (typeof allTabs)[number];

/** One session under one thumb: notes, guide, people, closing. */
export function SessionView({ id }: { readonly id: string }) {
  const texts = useTexts();
  const { go, line } = useWorkspace();
  const store = useRecords();
  const entry = store.entry(id);
  const kit = useKit(entry);
  const [tab, setTab] = useState<Tab>("notes");
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const parts = {
      shelf: store,
      server: createFieldServer(fetch, () => new Date()),
      now: Date.now,
      random: Math.random,
    };
    const { study, record } = store.entry(id) ?? {};
    if (study !== undefined && (record?.base?.revision ?? 0) > 0) void refreshRecord(parts, study, id);
    return () => store.update(id, (record) => tellOutbox(record, { kind: "queued" }));
  }, [store, id]);
  if (entry === undefined) return null;
  const { record, study } = entry;
  const protocol = guideOf(record.session, kit);
  const timed = { store, id, protocol, sayShift: texts.session.shift };
  const edit = (change: (session: Session) => Session) =>
    store.update(id, (one) => editRecord(one, change(one.session)));
  const part: SessionPart = { id, study, record, kit, protocol, edit };
  const tabs = allTabs.filter((one) => one !== "meeting" || isMeeting(record.session.type));
  const trouble = store.trouble();
  return (
    <div className="screen">
      <header className="bar">
        <button type="button" className="icon" aria-label={texts.back} onClick={() => go("")}>
          ‹
        </button>
        <h1 className="ellipsis">{record.session.title || texts.list.untitled}</h1>
        <Clock id={id} record={record} onSwitch={() => switchClock(timed)} onLook={() => touchClock(timed)} />
        <StateMark outbox={record.outbox} />
      </header>
      {trouble !== null && <Banner tone="error">{texts.storage[trouble]}</Banner>}
      <TroubleBanner id={id} record={record} line={line} />
      <RecordingStrip id={id} record={record} />
      {tab === "notes" && <NotesView {...part} onTyping={setTyping} timed={timed} />}
      {tab === "protocol" && <ProtocolView {...part} timed={timed} onGo={() => setTab("notes")} />}
      {tab === "people" && <PeopleView {...part} />}
      {tab === "meeting" && <MeetingView {...part} />}
      {tab === "foot" && <FootView {...part} />}
      {!typing && (
        <nav className="tabs" aria-label={record.session.title}>
          {tabs.map((one) => (
            <button key={one} type="button" aria-current={one === tab ? "page" : undefined} onClick={() => setTab(one)}>
              {texts.session.tabs[one]}
            </button>
          ))}
        </nav>
      )}
    </div>
  );
}

interface ClockProps {
  readonly id: string;
  readonly record: FieldRecord;
  readonly onSwitch: () => void;
  readonly onLook: () => void;
}

/** The running time; a tap starts or stops it. */
function Clock({ id, record, onSwitch, onLook }: ClockProps) {
  const texts = useTexts();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const { running } = record.progress;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => draw(), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what happened while the page was away is noted once it is back
  useEffect(onLook, []);
  const time = formatStamp(peekElapsed(id, record));
  return (
    <button
      type="button"
      className={running ? "clock running" : "clock"}
      aria-label={`${running ? texts.session.pause : texts.session.start} ${time}`}
      onClick={onSwitch}
    >
      <span aria-hidden="true">{running ? "❚❚" : "▶"}</span> {time}
    </button>
  );
}
