import {
  type Answers,
  assignmentName,
  brandAs,
  type CompiledQuestionnaire,
  type ContentHash,
  type ImportSource,
  type QuestionnaireDefinition,
} from "@diaoyan/instruments";
import type { Selectable } from "kysely";
import type { Collector, CollectorStore, QuestionnaireStore, StoredVersion } from "../../ports/questionnaire-store.ts";
import type { SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";

function toVersion(row: Schema["questionnaire_versions"]): StoredVersion {
  return {
    study: row.study,
    hash: brandAs<ContentHash>(row.hash),
    number: row.number,
    status: row.status,
    definition: JSON.parse(row.definition) as QuestionnaireDefinition,
    compiled: JSON.parse(row.compiled) as CompiledQuestionnaire,
    publishedAt: row.published_at,
  };
}

export function createQuestionnaireStore({ db }: SqlGateway): QuestionnaireStore {
  const drafts = (study: string) =>
    db.selectFrom("questionnaire_drafts").select("definition").where("study", "=", study);
  const versions = (study: string) => db.selectFrom("questionnaire_versions").selectAll().where("study", "=", study);
  return {
    listDrafts: async (study) => {
      const rows = await drafts(study).orderBy("name").execute();
      return rows.map((row) => JSON.parse(row.definition) as QuestionnaireDefinition);
    },
    findDraft: async (study, name) => {
      const row = await drafts(study).where("name", "=", name).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.definition) as QuestionnaireDefinition);
    },
    findRevision: async (study, name) => {
      const row = await drafts(study).select("revision").where("name", "=", name).executeTakeFirst();
      if (row === undefined) return undefined;
      return { document: JSON.parse(row.definition) as QuestionnaireDefinition, revision: row.revision };
    },
    putDraft: (study, definition, at, revision = 1) => {
      const row = { definition: JSON.stringify(definition), updated_at: at, revision };
      return writeOf(
        db
          .insertInto("questionnaire_drafts")
          .values({ study, name: definition.name, ...row })
          .onConflict((conflict) => conflict.columns(["study", "name"]).doUpdateSet(row)),
      );
    },
    removeDraft: (study, name) => {
      const published = db
        .selectFrom("questionnaire_versions")
        .select("hash")
        .where("study", "=", study)
        .where("name", "=", name);
      const unpublished = db
        .deleteFrom("questionnaire_drafts")
        .where("study", "=", study)
        .where("name", "=", name)
        .where(({ not, exists }) => not(exists(published)));
      const edits = db
        .deleteFrom("edits")
        .where("study", "=", study)
        .where("kind", "=", "questionnaire")
        .where("id", "=", name)
        .where(({ not, exists }) => not(exists(published)));
      return writeOf(unpublished, edits);
    },
    listVersionHeads: async (study) => {
      const rows = await db
        .selectFrom("questionnaire_versions")
        .select(["name", "number", "hash", "status", "published_at"])
        .where("study", "=", study)
        .orderBy("name")
        .orderBy("number")
        .execute();
      return rows.map(({ published_at, hash, ...row }) => ({
        ...row,
        hash: brandAs<ContentHash>(hash),
        publishedAt: published_at,
      }));
    },
    listVersions: async (study, name) => {
      const wanted = name === undefined ? versions(study) : versions(study).where("name", "=", name);
      const rows = await wanted.orderBy("name").orderBy("number").execute();
      return rows.map(toVersion);
    },
    findVersion: async (study, hash) => {
      const row = await versions(study).where("hash", "=", hash).executeTakeFirst();
      return row === undefined ? undefined : toVersion(row);
    },
    addVersion: (version) =>
      writeOf(
        db.insertInto("questionnaire_versions").values({
          study: version.study,
          name: version.definition.name,
          number: version.number,
          hash: version.hash,
          status: version.status,
          definition: JSON.stringify(version.definition),
          compiled: JSON.stringify(version.compiled),
          published_at: version.publishedAt,
        }),
      ),
    closeVersion: (study, hash) =>
      writeOf(
        db
          .updateTable("questionnaire_versions")
          .set({ status: "closed" })
          .where("study", "=", study)
          .where("hash", "=", hash),
      ),
  };
}

function toCollector(row: Selectable<Schema["collectors"]>): Collector {
  return {
    id: row.id,
    study: row.study,
    questionnaire: row.questionnaire,
    version: row.version,
    label: row.label,
    mode: row.mode,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    quota: row.quota,
    accepted: row.accepted,
    received: row.received,
    withdrawn: row.withdrawn,
    visits: row.visits,
    starts: row.starts,
    uncounted: row.uncounted,
    invitedOnly: row.invited_only === 1,
    unit: row.unit,
    split: row.split === 1,
    imported: row.imported === null ? null : (JSON.parse(row.imported) as ImportSource),
  };
}

/** Modules of the answers that an anonymous link holds: whoever asks for a page again and again would see them come. */
async function waitingModules(db: SqlGateway["db"], collector: string): Promise<readonly string[]> {
  const held = await db.selectFrom("held_responses").select("answers").where("collector", "=", collector).execute();
  return held.flatMap(({ answers }) => {
    const modules = (JSON.parse(answers) as Answers)[assignmentName];
    return Array.isArray(modules) ? [modules.join(",")] : [];
  });
}

export function createCollectorStore({ db }: SqlGateway): CollectorStore {
  return {
    find: async (collector) => {
      const row = await db.selectFrom("collectors").selectAll().where("id", "=", collector).executeTakeFirst();
      return row === undefined ? undefined : toCollector(row);
    },
    list: async (study) => {
      const rows = await db
        .selectFrom("collectors")
        .selectAll()
        .where("study", "=", study)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(toCollector);
    },
    add: (collector, at) =>
      writeOf(
        db.insertInto("collectors").values({
          id: collector.id,
          study: collector.study,
          questionnaire: collector.questionnaire,
          version: collector.version,
          label: collector.label,
          mode: collector.mode,
          opens_at: collector.opensAt,
          closes_at: collector.closesAt,
          closed_at: collector.closedAt,
          quota: collector.quota,
          created_at: at,
          invited_only: collector.invitedOnly ? 1 : 0,
          unit: collector.unit,
          split: collector.split ? 1 : 0,
          imported: collector.imported === null ? null : JSON.stringify(collector.imported),
        }),
      ),
    stateImport: (study, collector, imported) =>
      writeOf(
        db
          .updateTable("collectors")
          .set({ imported: JSON.stringify(imported) })
          .where("study", "=", study)
          .where("id", "=", collector),
      ),
    close: (study, collector, at) =>
      writeOf(
        db
          .updateTable("collectors")
          .set({ closed_at: at })
          .where("study", "=", study)
          .where("id", "=", collector)
          .where("closed_at", "is", null),
      ),
    setQuota: (study, collector, quota) =>
      writeOf(db.updateTable("collectors").set({ quota }).where("study", "=", study).where("id", "=", collector)),
    countAssignments: async (collector) => {
      const rows = await db
        .selectFrom("collector_assignments")
        .select(["modules", "responses"])
        .where("collector", "=", collector)
        .execute();
      const counts = new Map(rows.map(({ modules, responses }) => [modules, responses]));
      for (const modules of await waitingModules(db, collector)) counts.set(modules, (counts.get(modules) ?? 0) - 1);
      return counts;
    },
    countAssignment: (collector, modules, by) =>
      writeOf(
        db
          .insertInto("collector_assignments")
          .values({ collector, modules: modules.join(","), responses: by })
          .onConflict((conflict) =>
            conflict
              .columns(["collector", "modules"])
              .doUpdateSet((set) => ({ responses: set("collector_assignments.responses", "+", by) })),
          ),
      ),
  };
}
