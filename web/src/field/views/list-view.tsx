import type { Session } from "@diaoyan/instruments";
import { useState } from "react";
import { beginFieldRecord, takeFieldRecord } from "../model/field-record.ts";
import { refreshKits } from "../refresh-kits.ts";
import { useLanguage } from "../texts.tsx";
import { Banner } from "../ui.tsx";
import { useRecords, useWorkspace } from "../workspace.tsx";
import { PlanCard } from "./plan-card.tsx";
import { StateMark, sayOutbox } from "./state-mark.tsx";

/** The sessions on this device and those planned; big buttons at the bottom. */
export function ListView() {
  const { texts, locale, switchLanguage } = useLanguage();
  const { device, line, go, upload } = useWorkspace();
  const store = useRecords();
  const [said, setSaid] = useState<string | null>(null);
  const kits = device.kits();
  const entries = [...store.entries()].sort((left, right) =>
    orderKey(right.record.session).localeCompare(orderKey(left.record.session)),
  );
  const planned = kits
    .flatMap(({ study, sessions, plan = [] }) =>
      sessions
        .filter(({ id }) => store.entry(id) === undefined)
        .map((session) => ({ study, session, card: plan.find(({ item }) => item === session.id) })),
    )
    .sort((left, right) => orderKey(left.session).localeCompare(orderKey(right.session)));
  const refresh = async () => {
    const done = await refreshKits(device);
    setSaid(done === "refreshed" ? texts.device.refreshed : texts.list.refreshFailed);
  };
  const open = (study: string, session: Session) => {
    store.add(study, session.revision === 0 ? beginFieldRecord(session) : takeFieldRecord(session));
    go(`session/${session.id}`);
  };
  // two studies may plan sessions of the same name
  const nameOf = (study: string): string | null => {
    const kit = kits.length > 1 ? kits.find((one) => one.study.id === study) : undefined;
    return kit === undefined ? null : locale === "en" ? (kit.study.title.en ?? kit.study.title.zh) : kit.study.title.zh;
  };
  const skew = Math.round(Math.max(...kits.map((kit) => Math.abs(kit.skew)), 0) / 60_000);
  const trouble = store.trouble();
  const waits = entries.some(({ record }) => record.outbox.phase === "waiting");
  return (
    <div className="screen">
      <header className="bar">
        <h1>{texts.list.title}</h1>
        {kits.some(({ study }) => study.simulated) && <span className="mark simulated">{texts.simulated}</span>}
        <button type="button" className="link" onClick={switchLanguage}>
          {texts.language}
        </button>
      </header>
      <main className="scroll">
        {trouble !== null && <Banner tone="error">{texts.storage[trouble]}</Banner>}
        {device.missing > 0 && <Banner tone="error">{texts.storage.missing(device.missing)}</Banner>}
        {skew >= 5 && <Banner tone="warn">{texts.storage.skew(skew)}</Banner>}
        {waits && line !== "ready" && line !== "unknown" && <Banner tone="warn">{texts.delay[line]}</Banner>}
        {entries.length + planned.length + store.damaged().length === 0 && <p className="empty">{texts.list.empty}</p>}
        {entries.length > 0 && <h2>{texts.list.onDevice}</h2>}
        <ul className="cards">
          {entries.map(({ id, study, record }) => (
            <li key={id}>
              <button type="button" className="session-card" onClick={() => go(`session/${id}`)}>
                <SessionLines session={record.session} study={nameOf(study)} />
                <span className="card-foot">
                  <StateMark outbox={record.outbox} />
                  <span>{texts.list.rows(record.session.notes.length)}</span>
                </span>
                {(record.outbox.phase === "attention" || record.outbox.phase === "merged") && (
                  <span className="note">{sayOutbox(record.outbox, line, texts)}</span>
                )}
              </button>
            </li>
          ))}
          {store.damaged().map(({ id }) => (
            <li key={id}>
              <button type="button" className="session-card" onClick={() => go("device")}>
                <strong>{texts.list.damaged}</strong>
                <span className="note">{texts.list.damagedNote}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className="list-head">
          <h2>{texts.list.planned}</h2>
          <button type="button" className="link" onClick={() => void refresh()}>
            {texts.list.refresh}
          </button>
        </div>
        {said !== null && <Banner tone={said === texts.device.refreshed ? "calm" : "warn"}>{said}</Banner>}
        {planned.length === 0 && <p className="note">{texts.list.noPlanned}</p>}
        <ul className="cards">
          {planned.map(({ study, session, card }) => (
            <li key={session.id}>
              <PlanCard
                session={session}
                planned={card}
                study={nameOf(study.id)}
                onOpen={() => open(study.id, session)}
              />
            </li>
          ))}
        </ul>
      </main>
      <nav className="thumb" aria-label={texts.title}>
        <button type="button" className="button primary wide" onClick={() => go("new")}>
          {texts.list.add}
        </button>
        <button type="button" className="button" onClick={upload}>
          {texts.list.upload}
        </button>
        <button type="button" className="button" onClick={() => go("device")}>
          {texts.list.device}
        </button>
      </nav>
    </div>
  );
}

function orderKey({ day, startTime }: Session): string {
  return `${day} ${startTime}`;
}

function SessionLines({ session, study }: { readonly session: Session; readonly study: string | null }) {
  const { texts } = useLanguage();
  const { title, number, type, day, startTime, site } = session;
  return (
    <>
      <strong>{title || texts.list.untitled}</strong>
      <span className="note">
        {[number, type, `${day} ${startTime}`.trim(), site.unit].filter(Boolean).join(" · ")}
      </span>
      {study !== null && <span className="note">{study}</span>}
    </>
  );
}
