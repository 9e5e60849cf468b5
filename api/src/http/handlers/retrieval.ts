import { sayFinding } from "@diaoyan/exports";
import type { retrievalRoutes } from "../../contract/retrieval.ts";
import { exportCoded } from "../../use-cases/export-coded.ts";
import { importQda } from "../../use-cases/import-qda.ts";
import { retrieveFromStudy } from "../../use-cases/retrieve-from-study.ts";
import { searchTranscripts } from "../../use-cases/search-transcripts.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

const placesShown = 1_000;
const doubtful = new Set(["assumed", "moved", "differs", "cut", "empty", "outside"]);

export function retrievalHandlers({ ports, archive, software }: Services): HandlersOf<typeof retrievalRoutes> {
  return {
    searchTranscripts: async ({ params, query, caller }) => {
      const { transcripts, results } = await searchTranscripts(ports, caller, { ...params, ...query });
      return { transcripts, results: results.map((result) => ({ ...result, hits: [...result.hits] })) };
    },
    retrieveCodings: async ({ params, caller, body }) => {
      const { by, from = 0, ...query } = body;
      const { found, matrix, ...rest } = await retrieveFromStudy(ports, caller, {
        study: params.study,
        query,
        by,
        from,
      });
      return {
        ...rest,
        matrix: matrix && {
          values: [...matrix.values],
          rows: matrix.rows.map(({ cells, code }) => ({ code, cells: [...cells] })),
        },
        found: found.map(({ coding, related, title }) => ({
          coding: asWire(coding),
          title,
          related: related.map(asWire),
        })),
      };
    },
    importQda: async ({ params, query, caller, bytes }) => {
      const { verdicts, findings, ...made } = await importQda(ports, caller, { ...params, ...query, bytes });
      const counts: Record<string, number> = {};
      for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
      const rank = ({ verdict }: { readonly verdict: string }) => (doubtful.has(verdict) ? 0 : 1);
      const listed = [...verdicts].sort((a, b) => rank(a) - rank(b)).slice(0, placesShown);
      return {
        ...made,
        verdicts: counts,
        places: listed.map(({ given, place, source, span, verdict, words }) => ({
          source,
          verdict,
          at: place === null || span === null ? null : { transcript: place, ...span },
          words: words === "" && Number.isFinite(given.start) ? `${given.start}–${given.end}` : words,
        })),
        findings: findings.map((one) => ({ ...one, title: sayFinding(one) })),
      };
    },
    exportCoded: ({ params, caller }) => exportCoded({ ...ports, archive, software }, caller, params),
  };
}
