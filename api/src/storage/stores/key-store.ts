import type { KeyStore, PersonalStore, RecoveryKeyStore } from "../../ports/key-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createKeyStore({ db }: SqlGateway): KeyStore {
  return {
    find: (study, purpose, subject) =>
      db
        .selectFrom("data_keys")
        .select(["id", "study", "purpose", "subject", "wrapped"])
        .where("study", "=", study)
        .where("purpose", "=", purpose)
        .where("subject", "=", subject)
        .executeTakeFirst(),
    add: (key, at) => writeOf(db.insertInto("data_keys").values({ ...key, created_at: at, destroyed_at: null })),
    destroy: (study, subject, at) => {
      const all = db.updateTable("data_keys").set({ wrapped: null, destroyed_at: at }).where("study", "=", study);
      return writeOf(subject === null ? all : all.where("purpose", "=", "person").where("subject", "=", subject));
    },
  };
}

export function createPersonalStore({ db }: SqlGateway): PersonalStore {
  return {
    find: async (study, person) => {
      const row = await db
        .selectFrom("people_personal")
        .select("sealed")
        .where("study", "=", study)
        .where("person", "=", person)
        .executeTakeFirst();
      return row?.sealed;
    },
    put: (study, person, sealed, at) => {
      const row = { sealed, updated_at: at };
      return writeOf(
        db
          .insertInto("people_personal")
          .values({ study, person, ...row })
          .onConflict((conflict) => conflict.columns(["study", "person"]).doUpdateSet(row)),
      );
    },
    remove: (study, person) =>
      writeOf(db.deleteFrom("people_personal").where("study", "=", study).where("person", "=", person)),
  };
}

export function createRecoveryKeyStore({ db }: SqlGateway): RecoveryKeyStore {
  return {
    find: async (study) => {
      const row = await db.selectFrom("recovery_keys").selectAll().where("study", "=", study).executeTakeFirst();
      return row && { id: row.id, study: row.study, publicKey: row.public_key, sealed: row.sealed };
    },
    add: ({ id, study, publicKey, sealed }, at) =>
      writeOf(db.insertInto("recovery_keys").values({ id, study, public_key: publicKey, sealed, created_at: at })),
  };
}
