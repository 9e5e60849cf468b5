import type { analysisRoutes, reportRoutes } from "../../contract/analyses.ts";
import type { Presentation } from "../../contract/index.ts";
import { found } from "../../problems.ts";
import { listAnalyses, runAnalysis } from "../../use-cases/analyses.ts";
import { makeFirstReport } from "../../use-cases/first-report.ts";
import { mergeReport } from "../../use-cases/merge-report.ts";
import { addToOutline, buildReportOf, downloadBuild, listReports, saveOutline } from "../../use-cases/reports.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function analysisHandlers({ ports, archive }: Services): HandlersOf<typeof analysisRoutes> {
  return {
    listAnalyses: async () => ({ analyses: listAnalyses().map((one) => ({ ...one, params: asWire(one.params) })) }),
    runAnalysis: async ({ params, body, caller }) => {
      const answer = await runAnalysis({ ...ports, archive }, caller, { ...params, ...body });
      return {
        kind: answer.kind,
        params: asWire(answer.params as object),
        result: asWire(answer.result),
        presentation: asWire(answer.presentation) as unknown as Presentation,
      };
    },
  };
}

export function reportHandlers({ ports, archive, software }: Services): HandlersOf<typeof reportRoutes> {
  const all = { ...ports, archive, software };
  return {
    listReports: async ({ params }) => ({ reports: await listReports(ports, params.study) }),
    getOutline: async ({ params }) => {
      const outline = found(
        await ports.reports.findOutline(params.study, params.outline),
        "outline.notFound",
        params.outline,
      );
      return { markdown: outline.markdown, revision: outline.revision };
    },
    saveOutline: async ({ params, caller, body }) => ({
      revision: await saveOutline(ports, caller, { ...params, ...body }),
    }),
    addToOutline: ({ params, caller, body }) => addToOutline(ports, caller, { ...params, ...body }),
    buildReport: ({ params, caller, body }) => buildReportOf(all, caller, { ...params, ...body }),
    makeFirstReport: ({ params, caller }) => makeFirstReport(all, caller, params.study),
    mergeReport: async ({ params, caller, query, bytes }) => {
      const request = { ...params, edited: bytes, write: query.write === "true" };
      const { saved, merged, refused, comments, tracked } = await mergeReport(ports, caller, request);
      const copied = merged.map((one) => ({ ...one, remarks: [...one.remarks] }));
      const stopped = refused.map((one) => ({ ...one, evidence: [...one.evidence] }));
      return { saved, merged: copied, refused: stopped, comments: [...comments], tracked };
    },
    downloadBuild: ({ params, caller }) => downloadBuild(ports, caller, params),
  };
}
