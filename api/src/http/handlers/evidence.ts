import type { evidenceRoutes } from "../../contract/evidence.ts";
import type { StoredEvidence } from "../../ports/evidence-store.ts";
import { importIndicators, readEvidence, saveEvidence } from "../../use-cases/evidence.ts";
import { rankFindings } from "../../use-cases/rank-findings.ts";
import { seenSnapshot } from "../../use-cases/seen-snapshot.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

const toWire = ({ revision, document }: StoredEvidence) => ({
  revision,
  evidence: {
    indicators: document.indicators.map(asWire),
    findings: document.findings.map(asWire),
    recommendations: document.recommendations.map(asWire),
  },
});

export function evidenceHandlers({ ports, archive }: Services): HandlersOf<typeof evidenceRoutes> {
  return {
    getEvidence: async ({ params }) => toWire(await readEvidence(ports, params.study)),
    rankFindings: async ({ params, caller }) => {
      const { document } = await readEvidence(ports, params.study);
      return {
        priorities: [...rankFindings(await seenSnapshot({ ...ports, archive }, params.study, caller.id), document)],
      };
    },
    saveEvidence: async ({ params, caller, body }) =>
      toWire(
        await saveEvidence(ports, caller, { study: params.study, revision: body.revision, document: body.evidence }),
      ),
    importIndicators: async ({ params, caller, body }) => {
      const { faults, ...counts } = await importIndicators(ports, caller, { study: params.study, rows: body.rows });
      return { ...counts, faults: [...faults] };
    },
  };
}
