import { useState } from "react";
import { goToQuestion, sectionOf, type touchClock } from "../session-timer.ts";
import { useTexts } from "../texts.tsx";
import type { SessionPart } from "./session-part.ts";

interface ProtocolProps extends SessionPart {
  readonly timed: Parameters<typeof touchClock>[0];
  readonly onGo: () => void;
}

/** The guide: opening words, sections with the minutes spent against those planned, questions with probes, closing words. */
export function ProtocolView({ record, protocol, timed, onGo }: ProtocolProps) {
  const texts = useTexts();
  const { question, spent } = record.progress;
  const here = sectionOf(protocol, question);
  const [open, setOpen] = useState<string | null>(here ?? protocol?.sections[0]?.id ?? null);
  if (protocol === undefined) {
    return (
      <main className="scroll">
        <p className="empty">{texts.session.noProtocol}</p>
      </main>
    );
  }
  const noted = (id: string) => record.session.notes.filter((note) => note.question === id).length;
  const ask = (id: string) => {
    goToQuestion(timed, id);
    onGo();
  };
  return (
    <main className="scroll">
      <Script title={texts.session.consentScript} text={protocol.consentScript} />
      {protocol.sections.map((section) => {
        const minutes = Math.round((spent[section.id] ?? 0) / 60);
        return (
          <details
            key={section.id}
            className="section"
            open={open === section.id}
            onToggle={(event) => event.currentTarget.open && setOpen(section.id)}
          >
            <summary>
              <span className="grow">{section.title}</span>
              <span className={minutes > section.minutes ? "minutes over" : "minutes"}>
                {texts.session.ofMinutes(minutes, section.minutes)}
              </span>
            </summary>
            {section.questions.map(({ id, text, probes }) => (
              <div key={id} className={id === question ? "asked here" : "asked"}>
                <p>{text}</p>
                <ul>
                  {probes.map((probe) => (
                    <li key={probe}>{probe}</li>
                  ))}
                </ul>
                <div className="asked-foot">
                  <span className="note">{noted(id) > 0 ? texts.list.rows(noted(id)) : ""}</span>
                  <button type="button" className="button" onClick={() => ask(id)} disabled={id === question}>
                    {id === question ? texts.session.current : texts.session.goTo}
                  </button>
                </div>
              </div>
            ))}
          </details>
        );
      })}
      <Script title={texts.session.closingScript} text={protocol.closingScript} />
      {protocol.materials.length > 0 && (
        <Script title={texts.session.materials} text={protocol.materials.map((name) => `· ${name}`).join("\n")} />
      )}
    </main>
  );
}

function Script({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <details className="section">
      <summary>{title}</summary>
      <p className="script">{text.trim()}</p>
    </details>
  );
}
