import type { StatedConsent } from "@diaoyan/instruments";
import { Input } from "antd";
import { useTexts } from "../texts.tsx";

/** What is typed about the consent; an empty text states nothing. */
export interface TypedConsent {
  readonly how: string;
  readonly day: string;
}

/** What is sent of it. */
export function toConsent({ how, day }: TypedConsent): StatedConsent | null {
  return how.trim() === "" ? null : { how: how.trim(), day: day === "" ? null : day };
}

interface FieldsProps {
  readonly typed: TypedConsent;
  readonly onChange: (typed: TypedConsent) => void;
}

/** Asks whoever imports responses what they know of the consent of those who gave them. */
export function ConsentFields({ typed, onChange }: FieldsProps) {
  const texts = useTexts().exchange;
  return (
    <fieldset className="stated-consent">
      <legend>{texts.consent}</legend>
      <p className="note" id="stated-consent-note">
        {texts.consentNote}
      </p>
      <Input.TextArea
        aria-label={texts.consent}
        aria-describedby="stated-consent-note"
        placeholder={texts.consentExample}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={500}
        value={typed.how}
        onChange={({ target }) => onChange({ ...typed, how: target.value })}
      />
      <div className="consent-day">
        <label htmlFor="consent-day">{texts.consentDay}</label>
        <Input
          id="consent-day"
          type="date"
          value={typed.day}
          onChange={({ target }) => onChange({ ...typed, day: target.value })}
        />
      </div>
    </fieldset>
  );
}

/** What stands about the consent of imported responses. */
export function ConsentLine({ consent }: { readonly consent: StatedConsent | null }) {
  const texts = useTexts().exchange;
  return <span>{consent === null ? texts.unstated : texts.stated(consent.how, consent.day)}</span>;
}
