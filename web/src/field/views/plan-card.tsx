import type { Session } from "@diaoyan/instruments";
import type { PlanCard as Planned } from "../kit.ts";
import { localDay } from "../local-time.ts";
import { useTexts } from "../texts.tsx";

/** A session to be held: what was planned, until when; a tap begins its record. */
export function PlanCard(props: {
  readonly session: Session;
  readonly planned: Planned | undefined;
  /** Name of the study, where the device holds several. */
  readonly study: string | null;
  readonly onOpen: () => void;
}) {
  const { session, planned, study, onOpen } = props;
  const { list: texts } = useTexts();
  const { title, number, type, day, startTime, site } = session;
  const when = planned === undefined ? `${day} ${startTime}`.trim() : texts.window(planned.from, planned.to);
  const where = planned?.unitName || site.unit;
  const late = (planned?.to ?? day) < localDay(new Date());
  return (
    <button type="button" className="session-card" onClick={onOpen}>
      <strong>{title || texts.untitled}</strong>
      <span className="note">{[number, type, when].filter(Boolean).join(" · ")}</span>
      {study !== null && <span className="note">{study}</span>}
      {where !== "" && <span className="note">{where}</span>}
      <span className="card-foot">
        {planned !== undefined && planned.personTimes > 0 && <span>{texts.personTimes(planned.personTimes)}</span>}
        {late && <span className="mark late">{texts.late}</span>}
      </span>
      {planned !== undefined && planned.note !== "" && <span className="note">{planned.note}</span>}
    </button>
  );
}
