import { join } from "node:path";
import { type CallOutput, type Client, ProblemError, routes } from "../contract/index.ts";
import { writeWhole } from "../storage/write-whole.node.ts";

/** A file that was written, with what the build said of it. */
export interface Deliverable {
  readonly file: string;
  readonly bytes: number;
  readonly evidence: number;
  readonly placeholders: number;
}

/** An outline that could not be built, as where too few answered for an analysis, and the first place that says so. */
export interface NotBuilt {
  readonly title: string;
  readonly why: string;
}

/**
 * Builds every outline of a study as a draft and writes its files into `folder`; a file appears whole or not at all. What the
 * data do not allow is told and the rest is built.
 */
export async function buildDeliverables(
  client: Client,
  study: string,
  folder: string,
): Promise<{ readonly files: readonly Deliverable[]; readonly notBuilt: readonly NotBuilt[] }> {
  const { reports } = await client.call(routes.listReports, { params: { study } });
  const written: Deliverable[] = [];
  const notBuilt: NotBuilt[] = [];
  for (const { outline, title } of reports) {
    const build = await buildDraft(client, study, outline);
    if (build instanceof ProblemError) {
      notBuilt.push({ title, why: build.body.errors?.[0]?.message ?? build.body.detail });
      continue;
    }
    for (const { name } of build.files) {
      const params = { study, outline, build: build.build, file: name };
      const bytes = new Uint8Array(await (await client.call(routes.downloadBuild, { params })).arrayBuffer());
      const file = join(folder, name);
      await writeWhole(file, bytes);
      written.push({ file, bytes: bytes.length, evidence: build.evidence, placeholders: build.placeholders });
    }
  }
  return { files: written, notBuilt };
}

async function buildDraft(
  client: Client,
  study: string,
  outline: string,
): Promise<CallOutput<typeof routes.buildReport> | ProblemError> {
  try {
    return await client.call(routes.buildReport, { params: { study, outline }, body: { mode: "draft" } });
  } catch (error) {
    if (error instanceof ProblemError && error.body.code === "report.invalid") return error;
    throw error;
  }
}
