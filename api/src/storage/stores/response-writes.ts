import { type RawBuilder, sql } from "kysely";
import { keyText } from "../../chain/row-seal.ts";
import type { CollectorCount, ResponseStore } from "../../ports/response-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";
import { holdQueries } from "./hold-responses.ts";

type ResponseWrites = Pick<
  ResponseStore,
  "hold" | "count" | "appendLog" | "addPending" | "dropPending" | "withdraw" | "review" | "putReview" | "putDraft"
>;

/** The larger of two numbers, in words that every SQL knows. */
function larger(left: RawBuilder<number>, right: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`case when ${left} > ${right} then ${left} else ${right} end`;
}

/** Whoever answered has started: a report that got lost must not make the account contradict itself. */
function startsAfter(by: Pick<CollectorCount, "starts" | "received" | "uncounted">): RawBuilder<number> {
  return larger(
    sql<number>`starts + ${by.starts}`,
    sql<number>`received + ${by.received} - uncounted - ${by.uncounted}`,
  );
}

const commitmentsADelete = 90;

/** What clerks typed goes with the answers; that there was a form stays. */
function emptyPaper(db: SqlGateway["db"], response: string) {
  return (["paper_entries", "paper_decisions"] as const).map((table) =>
    db
      .updateTable(table)
      .set({ typed: table === "paper_entries" ? "{}" : "" })
      .where((all) =>
        all.exists(
          all
            .selectFrom("paper_forms")
            .select("paper_forms.form")
            .where("paper_forms.response", "=", response)
            .whereRef("paper_forms.study", "=", `${table}.study`)
            .whereRef("paper_forms.batch", "=", `${table}.batch`)
            .whereRef("paper_forms.form", "=", `${table}.form`),
        ),
      ),
  );
}

/** The salts of what was said of a response go with it: else what it held could be guessed from the hashes. */
function forgetSalts(db: SqlGateway["db"], study: string, response: string) {
  const salts = db.updateTable("row_seals").set({ salt: null }).where("study", "=", study);
  const forms = db.selectFrom("paper_forms").where("study", "=", study).where("response", "=", response);
  const ofForm = sql<boolean>`instr(row_key, '["' || paper_forms.batch || '","' || paper_forms.form || '",') = 1`;
  return [
    salts.where("tbl", "=", "response_reviews").where("row_key", "=", keyText([response])),
    salts.where("tbl", "=", "paper_decisions").where(({ exists }) => exists(forms.select("form").where(ofForm))),
  ];
}

/** Where a response may stand. */
const bothTables = ["responses", "held_responses"] as const;

/** The writes around a response: holding, counters, log, pending commitments, withdrawal, review, draft. */
export function createResponseWrites(gateway: SqlGateway): ResponseWrites {
  const { db, maxParameters } = gateway;
  return {
    hold: (responses, atLeast) => writeOf(...holdQueries(gateway, responses, atLeast)),
    count: (counts) =>
      writeOf(
        ...counts.map(({ collector, ...by }) =>
          db
            .updateTable("collectors")
            .set((set) => ({
              received: set("received", "+", by.received),
              withdrawn: set("withdrawn", "+", by.withdrawn),
              uncounted: set("uncounted", "+", by.uncounted),
              starts: startsAfter(by),
              visits: larger(sql<number>`visits + ${by.visits}`, startsAfter(by)),
            }))
            .where("id", "=", collector),
        ),
      ),
    appendLog: (entries) =>
      writeOf(...chunkRows(entries, 9, maxParameters).map((chunk) => db.insertInto("response_log").values(chunk))),
    addPending: (commitments) =>
      writeOf(
        ...chunkRows(commitments, 4, maxParameters).map((chunk) => db.insertInto("pending_commitments").values(chunk)),
      ),
    dropPending: (commitments) =>
      writeOf(
        ...(["accepted", "withdrawn"] as const).flatMap((kind) =>
          chunkRows(
            commitments.filter((pending) => pending.kind === kind),
            1,
            commitmentsADelete,
          ).map((chunk) =>
            db
              .deleteFrom("pending_commitments")
              .where("study", "=", chunk[0]?.study ?? "")
              .where("kind", "=", kind)
              .where(
                "commitment",
                "in",
                chunk.map((pending) => pending.commitment),
              ),
          ),
        ),
      ),
    withdraw: (study, id) =>
      writeOf(
        ...bothTables.map((table) =>
          db
            .updateTable(table)
            .set({
              status: "withdrawn",
              answers: "{}",
              content_hash: "",
              seconds: null,
              unit: null,
              flags: "[]",
              timing: null,
            })
            .where("study", "=", study)
            .where("id", "=", id),
        ),
        ...emptyPaper(db, id),
        ...forgetSalts(db, study, id),
        db.deleteFrom("response_reviews").where("response", "=", id).where("study", "=", study),
      ),
    review: (study, id, status) =>
      writeOf(
        ...bothTables.map((table) =>
          db
            .updateTable(table)
            .set({ status })
            .where("study", "=", study)
            .where("id", "=", id)
            .where("status", "!=", "withdrawn"),
        ),
      ),
    putReview: ({ response, ...review }) =>
      writeOf(
        db
          .insertInto("response_reviews")
          .values({ response, ...review })
          .onConflict((conflict) => conflict.column("response").doUpdateSet(review)),
      ),
    putDraft: (draft) => {
      const row = { version: draft.version, answers: JSON.stringify(draft.answers), updated_at: draft.updatedAt };
      return writeOf(
        db
          .insertInto("response_drafts")
          .values({ id: draft.id, collector: draft.collector, ...row })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(row)),
      );
    },
  };
}
