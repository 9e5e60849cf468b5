import type { KeyStore, PersonalStore, RecoveryKeyStore } from "../../ports/key-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createKeyStore({ db, maxParameters }: SqlGateway): KeyStore {
  return {
    find: (study, purpose, subject) =>
      db
        .selectFrom("data_keys")
        .select(["id", "study", "purpose", "subject", "wrapped"])
        .where("study", "=", study)
        .where("purpose", "=", purpose)
        .where("subject", "=", subject)
        .executeTakeFirst(),
    findPeople: async (study, people) => {
      const wanted = new Set(people);
      // few are asked for by name, many by reading all: one query either way
      const few = people.length <= maxParameters - 2;
      const all = db
        .selectFrom("data_keys")
        .select(["id", "study", "purpose", "subject", "wrapped"])
        .where("study", "=", study)
        .where("purpose", "=", "person");
      const rows = await (few ? all.where("subject", "in", [...people]) : all).execute();
      return new Map(rows.filter(({ subject }) => wanted.has(subject)).map((row) => [row.subject, row]));
    },
    list: (study) =>
      db
        .selectFrom("data_keys")
        .select(["id", "study", "purpose", "subject", "wrapped"])
        .where("study", "=", study)
        .orderBy("id")
        .execute(),
    destroyPersonal: (study, at) =>
      writeOf(
        db
          .updateTable("data_keys")
          .set({ wrapped: null, destroyed_at: at })
          .where("study", "=", study)
          .where("purpose", "!=", "receipts")
          .where("wrapped", "is not", null),
      ),
    listUnderMaster: () =>
      db
        .selectFrom("data_keys")
        .select(["id", "study", "purpose", "subject", "wrapped"])
        .where("purpose", "!=", "person")
        .orderBy("id")
        .execute(),
    rewrap: (id, wrapped) => writeOf(db.updateTable("data_keys").set({ wrapped }).where("id", "=", id)),
    add: (keys, at) => {
      const rows = keys.map((key) => ({ ...key, created_at: at, destroyed_at: null }));
      return writeOf(...chunkRows(rows, 7, maxParameters).map((chunk) => db.insertInto("data_keys").values(chunk)));
    },
    destroy: (study, subject, at) => {
      const all = db.updateTable("data_keys").set({ wrapped: null, destroyed_at: at }).where("study", "=", study);
      return writeOf(subject === null ? all : all.where("purpose", "=", "person").where("subject", "=", subject));
    },
  };
}

export function createPersonalStore({ db, maxParameters }: SqlGateway): PersonalStore {
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
    list: async (study) => {
      const rows = await db
        .selectFrom("people_personal")
        .select(["person", "sealed"])
        .where("study", "=", study)
        .execute();
      return new Map(rows.map(({ person, sealed }) => [person, sealed]));
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
    putAll: (study, sealed, at) => {
      const rows = [...sealed].map(([person, text]) => ({ study, person, sealed: text, updated_at: at }));
      return writeOf(
        ...chunkRows(rows, 4, maxParameters).map((chunk) =>
          db
            .insertInto("people_personal")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["study", "person"]).doUpdateSet((row) => ({
                sealed: row.ref("excluded.sealed"),
                updated_at: row.ref("excluded.updated_at"),
              })),
            ),
        ),
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
