import type { BuildRecord, ReportStore } from "../../ports/report-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

const outlineColumns = ["outline", "file", "markdown", "revision"] as const;
const blobColumns = ["key", "subject", "name", "media", "bytes", "sha256"] as const;

export function createReportStore({ db }: SqlGateway): ReportStore {
  return {
    listOutlines: (study) =>
      db.selectFrom("report_outlines").select(outlineColumns).where("study", "=", study).orderBy("outline").execute(),
    findOutline: (study, outline) =>
      db
        .selectFrom("report_outlines")
        .select(outlineColumns)
        .where("study", "=", study)
        .where("outline", "=", outline)
        .executeTakeFirst(),
    putOutline: (study, outline, at) => {
      const { file, markdown, revision } = outline;
      const row = { file, markdown, revision, updated_at: at };
      return writeOf(
        db
          .insertInto("report_outlines")
          .values({ study, outline: outline.outline, ...row })
          .onConflict((conflict) => conflict.columns(["study", "outline"]).doUpdateSet(row)),
      );
    },
    listBuilds: async (study): Promise<readonly BuildRecord[]> => {
      const builds = await db
        .selectFrom("report_builds")
        .select(["id", "outline", "mode", "at", "snapshot", "placeholders", "evidence"])
        .where("study", "=", study)
        .orderBy("at", "desc")
        .orderBy("id")
        .execute();
      const files = await db
        .selectFrom("blobs")
        .innerJoin("report_builds", (join) =>
          join.onRef("report_builds.study", "=", "blobs.study").onRef("report_builds.id", "=", "blobs.subject"),
        )
        .select(blobColumns)
        .where("blobs.study", "=", study)
        .orderBy("name")
        .execute();
      return builds.map((build) => ({ ...build, files: files.filter((file) => file.subject === build.id) }));
    },
    addBuild: (study, { files, ...build }) =>
      writeOf(
        db.insertInto("report_builds").values({ study, ...build }),
        ...files.map((file) => db.insertInto("blobs").values({ study, ...file })),
      ),
    findFile: (study, outline, build, file) =>
      db
        .selectFrom("blobs")
        .innerJoin("report_builds", (join) =>
          join.onRef("report_builds.study", "=", "blobs.study").onRef("report_builds.id", "=", "blobs.subject"),
        )
        .select(blobColumns)
        .where("blobs.study", "=", study)
        .where("blobs.subject", "=", build)
        .where("blobs.name", "=", file)
        .where("report_builds.outline", "=", outline)
        .executeTakeFirst(),
  };
}
