import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Button } from "antd";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ImportAnswers } from "./import-answers.tsx";
import "./exchange.css";

const formats = ["xlsform", "surveyjs", "diaoyan"] as const;

interface Props {
  readonly summary: QuestionnaireSummary;
  /** Newest published version; null before the first. */
  readonly published: QuestionnaireDefinition | null;
}

/** What goes to other programs and what comes from them: the questionnaire in three formats, answers of other platforms. */
export function ExchangePanel({ summary, published }: Props) {
  const texts = useTexts().exchange;
  const { id, role } = useStudy();
  return (
    <div className="exchange">
      <section>
        <h2>{texts.export}</h2>
        <p className="note">{texts.exportNote}</p>
        <ul className="export-formats">
          {formats.map((format) => (
            <li key={format}>
              <Button href={`/api/studies/${id}/questionnaires/${summary.name}/file?format=${format}`} download>
                {texts.formats[format]}
              </Button>
              <span className="note">{texts.formatNotes[format]}</span>
            </li>
          ))}
        </ul>
      </section>
      {mayCall(role, routes.importAnswers) && (
        <section>
          <h2>{texts.answers}</h2>
          <p className="note">{texts.answersNote}</p>
          {published === null ? (
            <Alert type="info" showIcon title={texts.publishFirst} />
          ) : (
            <ImportAnswers summary={summary} published={published} />
          )}
        </section>
      )}
    </div>
  );
}
