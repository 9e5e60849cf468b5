import { routes } from "@diaoyan/api/contract";
import { Alert, Button, Card, Select, Space } from "antd";
import { useEffect, useState } from "react";
import { useAction, useRoute } from "../api.ts";
import { reportTitle } from "../report-title.ts";
import { useLanguage } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** What was asked: enough to ask the same in a report. */
export interface Asked {
  readonly questionnaire: string | undefined;
  readonly request: Readonly<{ [param: string]: unknown; kind: string }>;
}

/** The directive that asks the same in an outline; undefined until its writer is loaded. */
function useDirective({ questionnaire, request }: Asked, caption: string): string | undefined {
  const [directive, setDirective] = useState<string | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const write = async () => {
      const { writeDirective } = await import("./take-away.ts");
      const own = { ...(questionnaire === undefined ? {} : { questionnaire }), show: "sentences,table", caption };
      if (current) setDirective(writeDirective(withoutPairs(request), own));
    };
    write().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [questionnaire, request, caption]);
  return directive;
}

/** Importance–performance pairs stand in the questionnaire; a report reads them there. */
function withoutPairs({ pairs: _, ...request }: Asked["request"]): Asked["request"] {
  return request;
}

/** Adds the analysis to the end of an outline, or copies its directive. */
export function ToOutline({ asked, caption }: { readonly asked: Asked; readonly caption: string }) {
  const { texts, show } = useLanguage();
  const { id, role, about } = useStudy();
  const list = useRoute(routes.listReports, { params: { study: id } });
  const append = useAction(routes.addToOutline);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<"added" | "stood" | null>(null);
  const [adding, setAdding] = useState(false);
  const directive = useDirective(asked, caption);
  const reports = list.data?.reports ?? [];
  const outline = chosen ?? reports[0]?.outline;
  const options = reports.map((one) => ({
    value: one.outline,
    label: reportTitle(about, one.outline, show) ?? one.title,
  }));
  const add = async () => {
    if (outline === undefined || directive === undefined || adding) return;
    setAdding(true);
    setError(null);
    try {
      const { added } = await append.mutateAsync({ params: { study: id, outline }, body: { passage: directive } });
      setOutcome(added ? "added" : "stood");
    } catch (refused) {
      setError(refused);
    } finally {
      setAdding(false);
    }
  };
  return (
    <Card size="small" title={texts.analyses.toOutline}>
      <Space wrap>
        {mayCall(role, routes.addToOutline) && options.length > 0 && (
          <>
            <Select
              aria-label={texts.analyses.outline}
              className="outline-choice"
              value={outline}
              options={options}
              onChange={(value) => {
                setChosen(value);
                setOutcome(null);
              }}
            />
            <Button
              size="small"
              loading={adding}
              disabled={directive === undefined || outcome !== null}
              onClick={() => void add()}
            >
              {texts.analyses.add}
            </Button>
          </>
        )}
        {directive !== undefined && <CopyButton text={directive} label={texts.analyses.copyDirective} />}
      </Space>
      {list.data !== undefined && options.length === 0 && <p className="note">{texts.analyses.noOutlines}</p>}
      {outcome !== null && (
        <Alert type={outcome === "added" ? "success" : "info"} showIcon title={texts.analyses[outcome]} />
      )}
      <ProblemAlert error={error} />
    </Card>
  );
}
