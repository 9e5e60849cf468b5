import type { Session } from "@diaoyan/instruments";
import { sessionChoices } from "../../session/blank-session.ts";
import { sayHeldWith } from "../../session/say-held-with.ts";
import type { Kit } from "../kit.ts";
import { useLanguage } from "../texts.tsx";
import { asChoices, ChoiceField, TextField } from "../ui.tsx";

/** What, when, where and by which guide. */
export function SessionFields(props: {
  readonly session: Session;
  readonly kit: Kit | undefined;
  readonly onChange: (change: Partial<Session>) => void;
}) {
  const { session, kit, onChange } = props;
  const { locale, texts } = useLanguage();
  const { header } = texts;
  const site = (change: Partial<Session["site"]>) => onChange({ site: { ...session.site, ...change } });
  const guides = (kit?.protocols ?? []).map(({ id, title }) => ({ value: id, label: title.zh }));
  const heldWith = sayHeldWith(session, kit ?? { protocols: [] }, locale);
  return (
    <div className="fields">
      <TextField label={header.titleField} value={session.title} onChange={(title) => onChange({ title })} />
      <TextField
        label={header.number}
        value={session.number}
        placeholder="T4-SITE01-I01"
        onChange={(number) => onChange({ number })}
      />
      <ChoiceField
        label={header.protocol}
        value={session.protocol ?? ""}
        choices={[{ value: "", label: header.noProtocol }, ...guides]}
        onChange={(protocol) => onChange({ protocol: protocol === "" ? null : protocol })}
      />
      {heldWith !== null && <p className="note">{heldWith}</p>}
      <div className="pair">
        <ChoiceField
          label={header.type}
          value={session.type}
          choices={asChoices(sessionChoices.types)}
          onChange={(type) => onChange({ type })}
        />
        <ChoiceField
          label={header.mode}
          value={session.mode}
          choices={asChoices(sessionChoices.modes)}
          onChange={(mode) => onChange({ mode })}
        />
      </div>
      <div className="pair">
        <TextField
          label={header.day}
          type="date"
          value={session.day}
          onChange={(day) => day !== "" && onChange({ day: day as Session["day"] })}
        />
        <TextField
          label={header.startTime}
          type="time"
          value={session.startTime}
          onChange={(startTime) => onChange({ startTime })}
        />
      </div>
      <div className="pair">
        <TextField
          label={header.minutes}
          type="number"
          value={String(session.minutes)}
          onChange={(minutes) => onChange({ minutes: Math.min(10_080, Math.max(0, Math.round(Number(minutes) || 0))) })}
        />
        <ChoiceField
          label={header.status}
          value={session.status}
          choices={sessionChoices.statuses.map((value) => ({ value, label: texts.status[value] }))}
          onChange={(status) => onChange({ status })}
        />
      </div>
      {session.status === "cancelled" && (
        <TextField
          label={header.cancelReason}
          value={session.cancelReason ?? ""}
          onChange={(cancelReason) => onChange({ cancelReason })}
        />
      )}
      <div className="pair">
        <TextField
          label={header.unit}
          value={session.site.unit}
          placeholder="U-01"
          onChange={(unit) => site({ unit: unit as Session["site"]["unit"] })}
        />
        <TextField label={header.district} value={session.site.district} onChange={(district) => site({ district })} />
      </div>
      <div className="pair">
        <TextField label={header.unitType} value={session.site.unitType} onChange={(unitType) => site({ unitType })} />
        <ChoiceField
          label={header.pilotLevel}
          value={session.site.pilotLevel}
          choices={asChoices(sessionChoices.pilotLevels)}
          onChange={(pilotLevel) => site({ pilotLevel })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={session.site.keyUnit}
          onChange={(event) => site({ keyUnit: event.currentTarget.checked })}
        />
        {header.keyUnit}
      </label>
    </div>
  );
}
