import type { Consent, ConsentKind, Participant } from "@diaoyan/instruments";
import { sessionChoices, usualMethod } from "../../session/blank-session.ts";
import { lastConsent } from "../../session/last-consent.ts";
import { localTime } from "../local-time.ts";
import { changeParticipant, decideConsent, freePersonCode } from "../model/edit-session.ts";
import { useTexts } from "../texts.tsx";
import { asChoices, ChoiceField, TextField } from "../ui.tsx";
import { Colleagues } from "./colleagues.tsx";
import type { SessionPart } from "./session-part.ts";

/** Who takes part, with role, duty and the four consents, each with its time and how it was given. */
export function PeopleView(part: SessionPart) {
  const { record, edit } = part;
  const texts = useTexts();
  const { participants } = record.session;
  const add = (role: "受访" | "调研组") =>
    edit((session) => {
      const person = freePersonCode(session, role === "受访" ? "P" : "R");
      return { ...session, participants: [...session.participants, { person, role, category: "", consents: [] }] };
    });
  return (
    <main className="scroll">
      <p className="note">{texts.session.noNames}</p>
      {participants.map((participant, at) => (
        <Person
          // a code is typed letter by letter, so the place names the card
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          participant={participant}
          onChange={(change) => edit((session) => changeParticipant(session, at, change))}
          onReplace={(next) =>
            edit((session) => ({
              ...session,
              participants: session.participants.map((one, index) => (index === at ? next : one)),
            }))
          }
          onConsent={(consent) => edit((session) => decideConsent(session, at, consent))}
          onRemove={() =>
            edit((session) => ({ ...session, participants: session.participants.filter((_, index) => index !== at) }))
          }
        />
      ))}
      <div className="pair">
        <button type="button" className="button" onClick={() => add("受访")}>
          {texts.session.addInterviewee}
        </button>
        <button type="button" className="button" onClick={() => add("调研组")}>
          {texts.session.addTeam}
        </button>
      </div>
      <Colleagues {...part} />
    </main>
  );
}

interface PersonProps {
  readonly participant: Participant;
  readonly onChange: (change: Partial<Participant>) => void;
  readonly onReplace: (participant: Participant) => void;
  readonly onConsent: (consent: Consent) => void;
  readonly onRemove: () => void;
}

function Person({ participant, onChange, onReplace, onConsent, onRemove }: PersonProps) {
  const texts = useTexts();
  const { person, role, category, duty } = participant;
  const changeDuty = (next: string) => {
    const { duty: _, ...rest } = participant;
    onReplace(next === "" ? rest : { ...rest, duty: next as NonNullable<Participant["duty"]> });
  };
  return (
    <section className="part" aria-label={person}>
      <div className="pair">
        <TextField
          label={texts.session.person}
          value={person}
          onChange={(code) => onChange({ person: code as Participant["person"] })}
        />
        <ChoiceField
          label={texts.session.role}
          value={role}
          choices={asChoices(sessionChoices.roles)}
          onChange={(next) => onChange({ role: next })}
        />
      </div>
      {role === "调研组" ? (
        <ChoiceField
          label={texts.session.duty}
          value={duty ?? ""}
          choices={[{ value: "", label: texts.notSet }, ...asChoices<string>(sessionChoices.duties)]}
          onChange={changeDuty}
        />
      ) : (
        <>
          <TextField
            label={texts.session.category}
            value={category}
            placeholder={texts.session.categoryExample}
            onChange={(next) => onChange({ category: next })}
          />
          {sessionChoices.consents.map((kind) => (
            <ConsentLine key={kind} kind={kind} participant={participant} onConsent={onConsent} />
          ))}
          <p className="note">{texts.session.namedNote}</p>
        </>
      )}
      <button type="button" className="button danger" onClick={onRemove}>
        {texts.session.removePerson}
      </button>
    </section>
  );
}

interface ConsentProps {
  readonly kind: ConsentKind;
  readonly participant: Participant;
  readonly onConsent: (consent: Consent) => void;
}

/** One consent: yes or no, and how; each answer is noted with its moment. */
function ConsentLine({ kind, participant, onConsent }: ConsentProps) {
  const texts = useTexts();
  const last = lastConsent(participant, kind);
  const method = last?.method ?? usualMethod(kind);
  const decide = (granted: boolean, how: Consent["method"]) =>
    onConsent({ kind, granted, method: how, at: new Date().toISOString() as Consent["at"] });
  return (
    <fieldset className="consent">
      <legend>{texts.consents[kind]}</legend>
      {[true, false].map((granted) => (
        <button
          key={String(granted)}
          type="button"
          className={granted ? "chip yes" : "chip no"}
          aria-pressed={last?.granted === granted}
          onClick={() => decide(granted, method)}
        >
          {granted ? texts.session.granted : texts.session.refused}
        </button>
      ))}
      <select
        aria-label={`${texts.consents[kind]} ${texts.session.method}`}
        value={method}
        disabled={last === undefined}
        onChange={(event) => decide(last?.granted ?? false, event.currentTarget.value as Consent["method"])}
      >
        {sessionChoices.consentMethods.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <span className="note consent-time">{last === undefined ? "" : localTime(new Date(last.at))}</span>
    </fieldset>
  );
}
