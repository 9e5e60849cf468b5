import { routes } from "@diaoyan/api/contract";
import { Alert, Button, Card } from "antd";
import { Link } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import "./analysis.css";

/** 自动初报: one click makes an outline and its draft, and says what could not be computed yet. */
export function FirstReport() {
  const texts = useTexts().analyses.first;
  const { id } = useStudy();
  const make = useAction(routes.makeFirstReport);
  return (
    <Card size="small" className="first-report">
      <div className="actions">
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate({ params: { study: id } })}>
          {texts.make}
        </Button>
        <span className="note">{texts.note}</span>
      </div>
      <ProblemAlert error={make.error} />
      {make.data !== undefined && make.error === null && (
        <Alert
          type="success"
          showIcon
          title={texts.made}
          description={
            <>
              <p>
                <Link to={`/studies/${id}/reports/${make.data.outline}`}>{texts.open}</Link>
              </p>
              {make.data.built === null && <p>{texts.noFiles}</p>}
              <p>{make.data.missing.length === 0 ? texts.complete : texts.missing(make.data.missing.length)}</p>
              <ul>
                {make.data.missing.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          }
        />
      )}
    </Card>
  );
}
