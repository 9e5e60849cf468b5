import { sql } from "kysely";
import type { LinkStore, MemberStore, OneTimeLink } from "../../ports/study-store.ts";
import type { SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";

export function createMemberStore({ db }: SqlGateway): MemberStore {
  return {
    roleOf: async (study, user) => {
      const row = await db
        .selectFrom("members")
        .select("role")
        .where("study", "=", study)
        .where("user_id", "=", user)
        .executeTakeFirst();
      return row?.role;
    },
    studiesOf: (user) =>
      db.selectFrom("members").select(["study", "role"]).where("user_id", "=", user).orderBy("study").execute(),
    list: async (study) => {
      const rows = await db
        .selectFrom("members")
        .innerJoin("auth_users", "auth_users.id", "members.user_id")
        .select(["members.user_id as user", "auth_users.name", "auth_users.email", "members.role"])
        .select("auth_users.twoFactorEnabled as factor")
        .where("members.study", "=", study)
        .orderBy("auth_users.email")
        .execute();
      return rows.map(({ factor, ...member }) => ({ ...member, secondFactor: factor === 1 }));
    },
    add: (study, user, role) =>
      writeOf(
        db
          .insertInto("members")
          .values({ study, user_id: user, role })
          .onConflict((conflict) => conflict.columns(["study", "user_id"]).doNothing()),
      ),
    changeRole: (study, user, role) =>
      writeOf(db.updateTable("members").set({ role }).where("study", "=", study).where("user_id", "=", user)),
    remove: (study, user) => writeOf(db.deleteFrom("members").where("study", "=", study).where("user_id", "=", user)),
    countLeads: (study) => {
      const leads = sql<number>`(select count(*) from members where study = ${study} and role = 'lead')`;
      return writeOf(
        db
          .insertInto("study_access")
          .values({ study, leads, demands_second_factor: 0 })
          .onConflict((conflict) => conflict.column("study").doUpdateSet({ leads })),
      );
    },
    demandsSecondFactor: async (study) => {
      const row = await db
        .selectFrom("study_access")
        .select("demands_second_factor")
        .where("study", "=", study)
        .executeTakeFirst();
      return row?.demands_second_factor === 1;
    },
    demandSecondFactor: (study, demanded) =>
      writeOf(
        db
          .updateTable("study_access")
          .set({ demands_second_factor: demanded ? 1 : 0 })
          .where("study", "=", study),
      ),
    isOperator: async (user) => {
      const row = await db.selectFrom("operators").select("user_id").where("user_id", "=", user).executeTakeFirst();
      return row !== undefined;
    },
    addOperator: (user) => writeOf(db.insertInto("operators").values({ user_id: user })),
    findUserByEmail: async (email) => {
      const row = await db
        .selectFrom("auth_users")
        .select("id")
        .where("email", "=", email.toLowerCase())
        .executeTakeFirst();
      return row?.id;
    },
    countUsers: async () => {
      const row = await db
        .selectFrom("auth_users")
        .select((read) => read.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

function toLink(row: Schema["one_time_links"]): OneTimeLink {
  const { token_hash, expires_at, used_at, ...rest } = row;
  return { ...rest, tokenHash: token_hash, expiresAt: expires_at, usedAt: used_at };
}

export function createLinkStore({ db }: SqlGateway): LinkStore {
  return {
    find: async (tokenHash) => {
      const row = await db
        .selectFrom("one_time_links")
        .selectAll()
        .where("token_hash", "=", tokenHash)
        .executeTakeFirst();
      return row === undefined ? undefined : toLink(row);
    },
    listOpen: async (study, now) => {
      const rows = await db
        .selectFrom("one_time_links")
        .selectAll()
        .where("study", "=", study)
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .orderBy("email")
        .execute();
      return rows.map(toLink);
    },
    add: ({ tokenHash, expiresAt, usedAt, ...rest }) =>
      writeOf(
        db
          .insertInto("one_time_links")
          .values({ ...rest, token_hash: tokenHash, expires_at: expiresAt, used_at: usedAt }),
      ),
    use: async (tokenHash, at) => {
      const result = await db
        .updateTable("one_time_links")
        .set({ used_at: at })
        .where("token_hash", "=", tokenHash)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    release: async (tokenHash) => {
      await db.updateTable("one_time_links").set({ used_at: null }).where("token_hash", "=", tokenHash).execute();
    },
    dropOpen: (study, email) => {
      const open = db.deleteFrom("one_time_links").where("email", "=", email).where("used_at", "is", null);
      return writeOf(study === null ? open.where("study", "is", null) : open.where("study", "=", study));
    },
    dropSetUpLinks: () =>
      writeOf(
        db
          .deleteFrom("one_time_links")
          .where("study", "is", null)
          .where("email", "is", null)
          .where("used_at", "is", null),
      ),
  };
}
