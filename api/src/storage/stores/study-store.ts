import { type NoticeText, type Protocol, versionOfProtocol } from "@diaoyan/instruments";
import type { Clock } from "../../ports/clock.ts";
import type { StudyDocument, StudyStore } from "../../ports/study-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createStudyStore({ db }: SqlGateway, clock: Clock): StudyStore {
  return {
    find: async (study) => {
      const row = await db.selectFrom("studies").select("document").where("id", "=", study).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as StudyDocument);
    },
    list: async () => {
      const rows = await db.selectFrom("studies").select("document").orderBy("id").execute();
      return rows.map((row) => JSON.parse(row.document) as StudyDocument);
    },
    listKnownIds: async () => {
      const standing = db.selectFrom("studies").select("id");
      const logged = db.selectFrom("audit_log").select("study as id");
      return (await standing.union(logged).orderBy("id").execute()).map(({ id }) => id);
    },
    listIds: async () => (await db.selectFrom("studies").select("id").orderBy("id").execute()).map(({ id }) => id),
    put: (document, at) => {
      const { study, notice } = document;
      const row = {
        document: JSON.stringify(document),
        simulated: study.simulated ? 1 : 0,
        mainland_personal_information: study.mainlandPersonalInformation ? 1 : 0,
      };
      return writeOf(
        db
          .insertInto("studies")
          .values({ id: study.id, created_at: at, ...row })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(row)),
        ...[notice, ...(notice.en === undefined ? [] : [notice.en])].map((text) =>
          db
            .insertInto("notices")
            .values({ study: study.id, version: text.version, document: JSON.stringify(text), created_at: at })
            .onConflict((conflict) =>
              conflict.columns(["study", "version"]).doUpdateSet({ document: JSON.stringify(text) }),
            ),
        ),
      );
    },
    listNotices: (study) =>
      db
        .selectFrom("notices")
        .select(["version", "created_at as at"])
        .where("study", "=", study)
        .orderBy("created_at")
        .orderBy("version")
        .execute(),
    keepProtocols: (study, protocols, at) =>
      writeOf(
        ...protocols.map((protocol) =>
          db
            .insertInto("protocol_versions")
            .values({
              study,
              protocol: protocol.id,
              version: versionOfProtocol(protocol),
              document: JSON.stringify(protocol),
              created_at: at,
            })
            .onConflict((conflict) => conflict.doNothing()),
        ),
      ),
    listProtocolVersions: async (study) => {
      const rows = await db
        .selectFrom("protocol_versions")
        .select(["version", "document"])
        .where("study", "=", study)
        .orderBy("protocol")
        .orderBy("created_at")
        .orderBy("version")
        .execute();
      return rows.map(({ version, document }) => ({ version, protocol: JSON.parse(document) as Protocol }));
    },
    findNotice: async (study, version) => {
      const row = await db
        .selectFrom("notices")
        .select("document")
        .where("study", "=", study)
        .where("version", "=", version)
        .executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as NoticeText);
    },
    stateOf: async (study) => {
      const audit = await db
        .selectFrom("audit_log")
        .select((read) => read.fn.max("seq").as("seq"))
        .where("study", "=", study)
        .executeTakeFirst();
      const counts = await db
        .selectFrom("collectors")
        .select((read) => [read.fn.sum("received").as("received"), read.fn.sum("withdrawn").as("withdrawn")])
        .where("study", "=", study)
        .executeTakeFirst();
      // with the end of its window a link shows what waited in it
      const ended = await db
        .selectFrom("collectors")
        .select((read) => read.fn.countAll<number>().as("count"))
        .where("study", "=", study)
        .where("closes_at", "<=", clock.now())
        .executeTakeFirst();
      return [audit?.seq, counts?.received, counts?.withdrawn, ended?.count].map((part) => String(part ?? 0)).join(".");
    },
  };
}
