import type { PaperEntry, PaperStore } from "../../ports/paper-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

type PaperWrites = Pick<
  PaperStore,
  "putBatch" | "addForm" | "setState" | "setOriginal" | "addEntry" | "saveEntry" | "decide"
>;

function toEntryRow({ typed, done, updatedAt, ...entry }: PaperEntry) {
  return { ...entry, typed: JSON.stringify(typed), done: done ? 1 : 0, updated_at: updatedAt };
}

/** What changes batches, forms, entries and decisions. */
export function createPaperWrites({ db }: SqlGateway): PaperWrites {
  return {
    putBatch: (batch) => {
      const document = JSON.stringify(batch);
      const { study, id, collector, openedAt } = batch;
      return writeOf(
        db
          .insertInto("paper_batches")
          .values({ study, id, collector, document, opened_at: openedAt })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet({ document })),
      );
    },
    addForm: ({ agreement, original, ...form }) =>
      writeOf(
        db.insertInto("paper_forms").values({
          ...form,
          agreement: JSON.stringify(agreement),
          original: original === null ? null : JSON.stringify(original),
        }),
      ),
    setState: ({ study, batch, form, state, agreement, response }) =>
      writeOf(
        db
          .updateTable("paper_forms")
          .set({ state, agreement: JSON.stringify(agreement), response })
          .where("study", "=", study)
          .where("batch", "=", batch)
          .where("form", "=", form),
      ),
    setOriginal: ({ study, batch, form }, original) =>
      writeOf(
        db
          .updateTable("paper_forms")
          .set({ original: JSON.stringify(original) })
          .where("study", "=", study)
          .where("batch", "=", batch)
          .where("form", "=", form),
      ),
    addEntry: (entry) => writeOf(db.insertInto("paper_entries").values(toEntryRow(entry))),
    saveEntry: (entry) => {
      const { clerk, typed, done, updated_at } = toEntryRow(entry);
      return writeOf(
        db
          .updateTable("paper_entries")
          .set((set) => ({
            clerk,
            typed,
            done,
            updated_at,
            revision: set
              .case()
              .when("revision", "=", entry.revision)
              .then(entry.revision + 1)
              .else(-1)
              .end(),
          }))
          .where("study", "=", entry.study)
          .where("batch", "=", entry.batch)
          .where("form", "=", entry.form)
          .where("pass", "=", entry.pass),
      );
    },
    decide: (decision) => {
      const { taken, typed, actor, at } = decision;
      return writeOf(
        db
          .insertInto("paper_decisions")
          .values(decision)
          .onConflict((conflict) =>
            conflict.columns(["study", "batch", "form", "box"]).doUpdateSet({ taken, typed, actor, at }),
          ),
      );
    },
  };
}
