import type { CasePicture, CaseSummary } from "@diaoyan/analysis";
import type { CaseMaterial } from "@diaoyan/api/contract";
import { Card } from "antd";
import { Link } from "react-router";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";
import { PhotoLines } from "./photo-lines.tsx";

interface Props {
  readonly edited: CaseSummary;
  readonly material: CaseMaterial;
  readonly onChange: (pictures: readonly CasePicture[]) => void;
}

/** What there is of the case's unit: sessions, transcripts, survey, photos. */
export function GatheredCard({ edited, material, onChange }: Props) {
  const texts = useTexts();
  return (
    <Card size="small" title={texts.cases.material}>
      <SessionLines material={material} />
      <SurveyLines material={material} />
      <PhotoLines edited={edited} material={material} onChange={onChange} />
    </Card>
  );
}

function SessionLines({ material: { sessions, transcripts } }: Pick<Props, "material">) {
  const texts = useTexts();
  const { id } = useStudy();
  return (
    <ul className="case-lines" aria-label={texts.cases.sessionsOfUnit}>
      {sessions.map((session) => (
        <li key={session.id}>
          <Link className="grow" to={`/studies/${id}/sessions/${session.id}`}>
            {session.number} {session.title}
          </Link>
          <span className="note">{texts.cases.namedAsked(session.namedConsent)}</span>
        </li>
      ))}
      {transcripts.map((transcript) => (
        <li key={transcript.id}>
          <Link className="grow" to={`/studies/${id}/transcripts/${transcript.id}`}>
            {transcript.title}
          </Link>
          <span className="note">
            {texts.coding.codings(transcript.codings)} ·{" "}
            {transcript.used ? texts.cases.transcriptUsed : texts.cases.transcriptFree}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SurveyLines({ material: { survey, smallCell } }: Pick<Props, "material">) {
  const texts = useTexts();
  if (survey.length === 0) return null;
  return (
    <>
      <h3 className="case-heading">{texts.cases.survey}</h3>
      {survey.map(({ questionnaire, n, facts }) => (
        <div key={questionnaire}>
          <p className="note">
            {questionnaire}
            {texts.colon}
            {n === null ? texts.cases.surveyHidden(smallCell) : texts.cases.surveyCount(n)}
          </p>
          <ul className="case-lines">
            {facts.map(({ label, unit, all }) => (
              <li key={label}>
                <span className="grow">{label}</span>
                <span>
                  {texts.cases.surveyUnit} {unit.toFixed(2)} · {texts.cases.surveyAll} {all.toFixed(2)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
