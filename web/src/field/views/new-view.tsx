import { newUuid } from "@diaoyan/api/contract/uuid";
import { keepProtocolVersion } from "@diaoyan/instruments";
import { type ReactNode, useState } from "react";
import { blankSession } from "../../session/blank-session.ts";
import { listOtherSessions, type OtherSession } from "../kit.ts";
import { localDay, localTime } from "../local-time.ts";
import { makeFieldRecord, takeFieldRecord } from "../model/field-record.ts";
import { createFieldServer } from "../outbox/field-server.ts";
import { useTexts } from "../texts.tsx";
import { Banner, ChoiceField } from "../ui.tsx";
import { useWorkspace } from "../workspace.tsx";
import { SessionFields } from "./session-fields.tsx";

/** A session made here, or one that stands at the server already. */
export function NewView() {
  const texts = useTexts();
  const { device, go } = useWorkspace();
  const kits = device.kits();
  const [study, setStudy] = useState(kits[0]?.study.id ?? "");
  const [session, setSession] = useState(() => {
    const now = new Date();
    return { ...blankSession(newUuid(7), localDay(now)), startTime: localTime(now) };
  });
  const [problem, setProblem] = useState<string | null>(null);
  const kit = kits.find((one) => one.study.id === study);
  const create = () => {
    if (session.title.trim() === "") return setProblem(texts.header.titleMissing);
    device.store.add(study, makeFieldRecord(keepProtocolVersion(undefined, session, kit?.protocols ?? [])));
    go(`session/${session.id}`);
  };
  return (
    <Framed title={texts.list.add} onBack={() => go("")} action={{ label: texts.header.create, run: create }}>
      {problem !== null && <Banner tone="error">{problem}</Banner>}
      {kits.length > 1 && (
        <ChoiceField
          label={texts.list.study}
          value={study}
          choices={kits.map((one) => ({ value: one.study.id, label: one.study.title.zh }))}
          onChange={setStudy}
        />
      )}
      <SessionFields session={session} kit={kit} onChange={(change) => setSession({ ...session, ...change })} />
      <OtherSessions study={study} />
    </Framed>
  );
}

/** A screen with a heading and one big button under the thumb. */
export function Framed(props: {
  readonly title: string;
  readonly onBack: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly children: ReactNode;
}) {
  const { title, onBack, action, children } = props;
  const texts = useTexts();
  return (
    <div className="screen">
      <header className="bar">
        <h1>{title}</h1>
      </header>
      <main className="scroll">{children}</main>
      <nav className="thumb" aria-label={title}>
        {action !== undefined && (
          <button type="button" className="button primary wide" onClick={action.run}>
            {action.label}
          </button>
        )}
        <button type="button" className="button wide" onClick={onBack}>
          {texts.back}
        </button>
      </nav>
    </div>
  );
}

function OtherSessions({ study }: { readonly study: string }) {
  const texts = useTexts();
  const { device, go } = useWorkspace();
  const [others, setOthers] = useState<readonly OtherSession[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = async () => {
    const answer = await listOtherSessions(fetch, study);
    if (answer.kind !== "ok")
      return setProblem(answer.kind === "signedOut" ? texts.delay.signedOut : texts.start.offline);
    setProblem(null);
    return setOthers(answer.value.filter(({ id }) => device.store.entry(id) === undefined));
  };
  const open = async (id: string) => {
    const answer = await createFieldServer(fetch, () => new Date()).read(study, id);
    if (answer.kind !== "ok") return setProblem(texts.start.offline);
    device.store.add(study, takeFieldRecord(answer.value));
    return go(`session/${id}`);
  };
  return (
    <section className="part">
      <h2>{texts.list.otherTitle}</h2>
      <p className="note">{texts.list.otherNote}</p>
      {problem !== null && <Banner tone="error">{problem}</Banner>}
      {others === null ? (
        <button type="button" className="button" onClick={() => void list()}>
          {texts.list.open}
        </button>
      ) : (
        <ul className="cards">
          {others.length === 0 && <li className="empty">{texts.list.otherNone}</li>}
          {others.map(({ id, number, title, day }) => (
            <li key={id}>
              <button type="button" className="session-card" onClick={() => void open(id)}>
                <strong>{title}</strong>
                <span className="note">{[number, day].filter(Boolean).join(" · ")}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
