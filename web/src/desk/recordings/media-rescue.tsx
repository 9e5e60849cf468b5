import type { TakenAttachment } from "@diaoyan/api/contract/rescue";
import { useQueryClient } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { importMediaRescue } from "./import-media-rescue.ts";

type Report = { readonly taken: readonly TakenAttachment[]; readonly problems: number };

/** Brings in a rescue file of photos and recordings and shows what became of each. */
export function MediaRescue({ file }: { readonly file: File }) {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const [report, setReport] = useState<Report | "invalid" | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    importMediaRescue(id, file, setSent).then(
      (done) => {
        setReport(done ?? "invalid");
        void queries.invalidateQueries();
      },
      (failed: unknown) => setError(failed),
    );
  }, [id, file, queries]);
  if (error !== null) return <ProblemAlert error={error} />;
  if (report === null) return <Alert type="info" showIcon title={texts.rescueSending(sent)} />;
  if (report === "invalid") return <Alert type="error" showIcon title={texts.rescueInvalid} />;
  const refused = report.taken.filter((one) => one.error !== null);
  return (
    <>
      <Alert type="success" showIcon title={texts.rescueTaken(report.taken.length - refused.length)} />
      {refused.map(({ attachment, error: reason }) => (
        <Alert
          key={attachment}
          type="error"
          showIcon
          title={texts.rescueRefused(attachment.slice(0, 8))}
          description={problemOf(reason)?.detail ?? String(reason)}
        />
      ))}
      {report.problems > 0 && <Alert type="warning" showIcon title={texts.rescueProblems(report.problems)} />}
    </>
  );
}
