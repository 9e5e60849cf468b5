import type { CasePicture, CaseSummary } from "@diaoyan/analysis";
import type { CaseMaterial } from "@diaoyan/api/contract";
import { Card, Checkbox, Input } from "antd";
import { Link } from "react-router";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

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
      {material.photos.length > 0 && <PhotoLines edited={edited} material={material} onChange={onChange} />}
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
            {questionnaire}：{n === null ? texts.cases.surveyHidden(smallCell) : texts.cases.surveyCount(n)}
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

function PhotoLines({ edited, material, onChange }: Props) {
  const texts = useTexts();
  const pictures = edited.pictures ?? [];
  const change = (picture: CasePicture) =>
    onChange(pictures.map((one) => (one.attachment === picture.attachment ? picture : one)));
  return (
    <>
      <h3 className="case-heading">{texts.cases.pictures}</h3>
      <p className="note">{texts.cases.picturesNote}</p>
      <ul className="case-lines">
        {material.photos.map(({ id, name }) => {
          const picture = pictures.find(({ attachment }) => attachment === id);
          const toggle = (checked: boolean) =>
            onChange(
              checked
                ? [...pictures, { attachment: id, caption: name.slice(0, 200), portrait: false }]
                : pictures.filter(({ attachment }) => attachment !== id),
            );
          return (
            <li key={id}>
              <span className="grow">{name}</span>
              <Checkbox checked={picture !== undefined} onChange={(event) => toggle(event.target.checked)}>
                {texts.cases.addPicture}
              </Checkbox>
              {picture !== undefined && (
                <>
                  <Input
                    aria-label={texts.cases.caption}
                    value={picture.caption}
                    maxLength={200}
                    onChange={(event) => change({ ...picture, caption: event.target.value })}
                  />
                  <Checkbox
                    checked={picture.portrait}
                    onChange={(event) => change({ ...picture, portrait: event.target.checked })}
                  >
                    {texts.cases.portrait}
                  </Checkbox>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
