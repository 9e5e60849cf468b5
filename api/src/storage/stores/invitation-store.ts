import type { Selectable } from "kysely";
import type { Invitation, InvitationStore } from "../../ports/invitation-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";

function toInvitation(row: Selectable<Schema["response_invitations"]>): Invitation {
  const { token_hash: tokenHash, person, used, ...rest } = row;
  return { tokenHash, person: person ?? "", used: used === 1, ...rest };
}

function toRow({ tokenHash, used, ...rest }: Invitation): Selectable<Schema["response_invitations"]> {
  return { token_hash: tokenHash, used: used ? 1 : 0, ...rest };
}

export function createInvitationStore({ db, maxParameters }: SqlGateway): InvitationStore {
  const all = () => db.selectFrom("response_invitations").selectAll();
  return {
    find: async (tokenHash) => {
      const row = await all().where("token_hash", "=", tokenHash).executeTakeFirst();
      return row === undefined ? undefined : toInvitation(row);
    },
    list: async (study, collector) => {
      const rows = await all()
        .where("study", "=", study)
        .where("collector", "=", collector)
        .orderBy("person")
        .execute();
      return rows.map(toInvitation);
    },
    listOfStudy: async (study) =>
      (await all().where("study", "=", study).orderBy("person").execute()).map(toInvitation),
    countByCollector: async (study) => {
      const rows = await db
        .selectFrom("response_invitations")
        .select((read) => ["collector", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy("collector")
        .execute();
      return new Map(rows.map(({ collector, count }) => [collector, Number(count)]));
    },
    add: (invitations) =>
      writeOf(
        ...chunkRows(invitations.map(toRow), 7, maxParameters).map((chunk) =>
          db.insertInto("response_invitations").values(chunk),
        ),
      ),
    use: ({ collector, person }, response) =>
      writeOf(
        db
          .updateTable("response_invitations")
          .set({ used: 1, response })
          .where("collector", "=", collector)
          .where("person", "=", person),
      ),
    renew: ({ tokenHash: old }, tokenHash) =>
      writeOf(
        db
          .updateTable("response_invitations")
          .set({ token_hash: tokenHash })
          .where("token_hash", "=", old)
          .where("used", "=", 0),
      ),
    remove: ({ tokenHash }) => writeOf(db.deleteFrom("response_invitations").where("token_hash", "=", tokenHash)),
  };
}
