import type { paperRoutes } from "../../contract/paper.ts";
import { openPaperEntry } from "../../use-cases/open-paper-entry.ts";
import { changePaperBatch, listPaperBatches, openPaperBatch, readPaperBatch } from "../../use-cases/paper-batches.ts";
import { comparePaperForm, decidePaperForm } from "../../use-cases/paper-decisions.ts";
import { describePaperOriginal, savePaperEntry } from "../../use-cases/paper-entries.ts";
import { findPaperBatch } from "../../use-cases/paper-place.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function paperHandlers({ ports, lookup, intake, visits }: Services): HandlersOf<typeof paperRoutes> {
  const entering = { ...ports, lookup, intake, visits };
  return {
    listPaperBatches: async ({ params }) => ({ batches: await listPaperBatches(ports, params.study) }),
    openPaperBatch: async ({ params, caller, role, body }) => ({
      batch: await openPaperBatch(ports, { caller, role }, { ...params, ...body }),
    }),
    changePaperBatch: async ({ params, caller, body }) => {
      await changePaperBatch(ports, caller, { ...params, ...body });
      return { changed: true };
    },
    getPaperBatch: ({ params, caller }) => readPaperBatch(ports, caller, params),
    getPaperQuestionnaire: async ({ params }) => {
      const { batch, version } = await findPaperBatch(ports, params);
      return { unit: batch.unit, compiled: asWire(version.compiled) };
    },
    openPaperEntry: async ({ params, caller, body }) => {
      const entry = await openPaperEntry(entering, caller, { ...params, ...body });
      return { ...entry, typed: { ...entry.typed } };
    },
    savePaperEntry: async ({ params, caller, body }) => savePaperEntry(entering, caller, { ...params, ...body }),
    describePaperOriginal: async ({ params, caller, body }) => {
      await describePaperOriginal(entering, caller, { ...params, original: body });
      return { saved: true };
    },
    comparePaperForm: ({ params, caller }) => comparePaperForm(entering, caller, params),
    decidePaperForm: ({ params, caller, body }) => decidePaperForm(entering, caller, { ...params, ...body }),
  };
}
