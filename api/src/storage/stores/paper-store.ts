import type { TypedForm } from "@diaoyan/instruments";
import type { Selectable } from "kysely";
import type {
  EntryHead,
  PaperBatch,
  PaperDecision,
  PaperForm,
  PaperOriginal,
  PaperPass,
  PaperStore,
} from "../../ports/paper-store.ts";
import type { SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { createPaperWrites } from "./paper-writes.ts";

function toForm({ agreement, original, ...row }: Selectable<Schema["paper_forms"]>): PaperForm {
  return {
    ...row,
    agreement: JSON.parse(agreement) as PaperForm["agreement"],
    original: original === null ? null : (JSON.parse(original) as PaperOriginal),
  };
}

type HeadRow = Omit<Selectable<Schema["paper_entries"]>, "typed">;

function toHead({ pass, done, updated_at, ...row }: HeadRow): EntryHead {
  return { ...row, pass: pass as PaperPass, done: done === 1, updatedAt: updated_at };
}

const headColumns = ["study", "batch", "form", "pass", "clerk", "done", "revision", "updated_at"] as const;

export function createPaperStore(gateway: SqlGateway): PaperStore {
  const { db } = gateway;
  const batches = (study: string) => db.selectFrom("paper_batches").select("document").where("study", "=", study);
  const forms = (study: string) => db.selectFrom("paper_forms").selectAll().where("study", "=", study);
  const first = async (query: { executeTakeFirst(): Promise<Selectable<Schema["paper_forms"]> | undefined> }) => {
    const row = await query.executeTakeFirst();
    return row === undefined ? undefined : toForm(row);
  };
  return {
    ...createPaperWrites(gateway),
    listBatches: async (study) => {
      const rows = await batches(study).orderBy("opened_at", "desc").orderBy("id").execute();
      return rows.map(({ document }) => JSON.parse(document) as PaperBatch);
    },
    findBatch: async (study, id) => {
      const row = await batches(study).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as PaperBatch);
    },
    listForms: async (study, batch) => {
      const all = batch === undefined ? forms(study) : forms(study).where("batch", "=", batch);
      return (await all.orderBy("form").execute()).map(toForm);
    },
    findForm: ({ study, batch, form }) => first(forms(study).where("batch", "=", batch).where("form", "=", form)),
    findByNumber: (study, questionnaire, form) =>
      first(forms(study).where("questionnaire", "=", questionnaire).where("form", "=", form)),
    findByResponse: (study, response) => first(forms(study).where("response", "=", response)),
    listEntryHeads: async (study, batch) => {
      const all = db.selectFrom("paper_entries").select(headColumns).where("study", "=", study);
      const rows = await (batch === undefined ? all : all.where("batch", "=", batch)).orderBy("form").execute();
      return rows.map(toHead);
    },
    listEntries: async ({ study, batch, form }) => {
      const rows = await db
        .selectFrom("paper_entries")
        .selectAll()
        .where("study", "=", study)
        .where("batch", "=", batch)
        .where("form", "=", form)
        .orderBy("pass")
        .execute();
      return rows.map(({ typed, ...head }) => ({ ...toHead(head), typed: JSON.parse(typed) as TypedForm }));
    },
    listDecisions: async (study, batch, form) => {
      const all = db.selectFrom("paper_decisions").selectAll().where("study", "=", study).where("batch", "=", batch);
      const rows: readonly PaperDecision[] = await (form === undefined ? all : all.where("form", "=", form)).execute();
      return rows;
    },
  };
}
