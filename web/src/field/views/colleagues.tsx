import type { CallOutput, routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { colleaguesEn } from "../../i18n/colleagues.en.ts";
import { type ColleagueMessages, colleaguesZh } from "../../i18n/colleagues.zh.ts";
import { callServer, type Failure } from "../outbox/field-server.ts";
import { useLanguage } from "../texts.tsx";
import { Banner } from "../ui.tsx";
import type { SessionPart } from "./session-part.ts";

type Listed = CallOutput<typeof routes.listColleagues>;

function sayFailure(failure: Failure, texts: ColleagueMessages): string {
  if (failure.kind === "signedOut") return texts.signedOut;
  if (failure.kind === "undelivered") return texts.offline;
  const { code, detail } = failure.problem;
  if (code === "session.notFound") return texts.notStored;
  return code === "session.notYours" ? texts.notYours : detail;
}

/** Invites another interviewer to the session, so that nobody needs to wait for a lead; only with a network. */
export function Colleagues({ id, study, record }: SessionPart) {
  const texts = useLanguage().locale === "en" ? colleaguesEn : colleaguesZh;
  const [listed, setListed] = useState<Listed | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const place = `/api/studies/${encodeURIComponent(study)}/sessions/${encodeURIComponent(id)}/colleagues`;
  const load = async () => {
    const answer = await callServer<Listed>(fetch, place);
    setProblem(answer.kind === "ok" ? null : sayFailure(answer, texts));
    if (answer.kind === "ok") setListed(answer.value);
  };
  const change = async (user: string, method: "PUT" | "DELETE") => {
    setBusy(true);
    const answer = await callServer(fetch, `${place}/${encodeURIComponent(user)}`, { method });
    if (answer.kind === "ok") await load();
    else setProblem(sayFailure(answer, texts));
    setBusy(false);
  };
  return (
    <section className="part" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p className="note">{texts.note}</p>
      {problem !== null && <Banner tone="error">{problem}</Banner>}
      {(record.base?.revision ?? 0) === 0 ? (
        <p className="note">{texts.notStored}</p>
      ) : listed === null ? (
        <button type="button" className="button" onClick={() => void load()}>
          {texts.show}
        </button>
      ) : (
        <>
          {listed.colleagues.map(({ user, name }) => (
            <div key={user} className="dock-line">
              <span className="grow">{texts.invited(name)}</span>
              <button type="button" className="chip" disabled={busy} onClick={() => void change(user, "DELETE")}>
                {texts.withdraw(name)}
              </button>
            </div>
          ))}
          {listed.others.map(({ user, name }) => (
            <button
              key={user}
              type="button"
              className="button"
              disabled={busy}
              onClick={() => void change(user, "PUT")}
            >
              {texts.invite(name)}
            </button>
          ))}
          {listed.colleagues.length + listed.others.length === 0 && <p className="note">{texts.nobody}</p>}
        </>
      )}
    </section>
  );
}
