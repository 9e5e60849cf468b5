import type { LeadDecision, LeadScore, LeadStore } from "../../ports/lead-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createLeadStore({ db }: SqlGateway): LeadStore {
  return {
    listDecisions: async (study) => {
      const rows = await db.selectFrom("case_leads").selectAll().where("study", "=", study).orderBy("id").execute();
      return rows.map(({ id, revision, document }) => ({
        ...(JSON.parse(document) as Omit<LeadDecision, "lead" | "revision">),
        lead: id,
        revision,
      }));
    },
    putDecision: (study, { lead, revision, ...decision }) => {
      const row = { revision, document: JSON.stringify(decision) };
      return writeOf(
        db
          .insertInto("case_leads")
          .values({ study, id: lead, ...row })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet(row)),
      );
    },
    listScores: async (study) => {
      const query = db.selectFrom("lead_scores").selectAll().where("study", "=", study);
      const rows = await query.orderBy("lead").orderBy("rater").execute();
      return rows.map(({ lead, rater, document }) => ({
        ...(JSON.parse(document) as Omit<LeadScore, "lead" | "rater">),
        lead,
        rater,
      }));
    },
    putScore: (study, { lead, rater, ...score }) => {
      const document = JSON.stringify(score);
      return writeOf(
        db
          .insertInto("lead_scores")
          .values({ study, lead, rater, document })
          .onConflict((conflict) => conflict.columns(["study", "lead", "rater"]).doUpdateSet({ document })),
      );
    },
  };
}
