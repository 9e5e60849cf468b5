import type { ledgerRoutes } from "../../contract/ledger.ts";
import { exportEvidence } from "../../use-cases/export-evidence.ts";
import { readLedger } from "../../use-cases/read-ledger.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function ledgerHandlers({ ports, archive, software }: Services): HandlersOf<typeof ledgerRoutes> {
  return {
    getLedger: async ({ params }) => ({ entries: [...(await readLedger(ports, params.study))] }),
    exportEvidence: ({ params, caller }) => exportEvidence({ ...ports, archive, software }, caller, params.study),
  };
}
