import type { reportDiffRoutes } from "../../contract/report-diff.ts";
import { diffWithStored } from "../../use-cases/diff-reports.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function reportDiffHandlers({ ports, archive }: Services): HandlersOf<typeof reportDiffRoutes> {
  return {
    diffReports: async ({ params, body, caller }) => {
      const reports = await diffWithStored({ ...ports, archive }, caller, { ...params, ...body });
      return {
        reports: reports.map(({ outline, changes }) => ({
          outline,
          changes: changes.map((change) => ({ ...change, why: [...change.why] })),
        })),
      };
    },
  };
}
