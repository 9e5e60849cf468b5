import { rm } from "node:fs/promises";
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

interface Order {
  readonly folder: string;
  /** Outlines that are ready for a final version. */
  readonly finals: readonly string[];
}

/**
 * Builds every outline of a study as a draft into `folder`, those of `finals` also as a final version into `定稿` in it. What
 * the data do not allow is told, what an earlier run left of it is removed, and the rest is built.
 */
export async function buildDeliverables(
  client: Client,
  study: string,
  { folder, finals }: Order,
): Promise<{ readonly files: readonly Deliverable[]; readonly notBuilt: readonly NotBuilt[] }> {
  const { reports } = await client.call(routes.listReports, { params: { study } });
  const orders = [
    ...reports.map((report) => ({ ...report, mode: "draft" as const, into: folder })),
    ...reports
      .filter(({ outline }) => finals.includes(outline))
      .map((report) => ({ ...report, mode: "final" as const, into: join(folder, "定稿") })),
  ];
  const written: Deliverable[] = [];
  const notBuilt: NotBuilt[] = [];
  for (const { outline, title, mode, into } of orders) {
    const build = await tryBuild(client, { study, outline }, mode);
    if (build instanceof ProblemError) {
      notBuilt.push({ title, why: build.body.errors?.[0]?.message ?? build.body.detail });
      await removeOlder(into, title);
    } else written.push(...(await download(client, { study, outline, build }, into)));
  }
  return { files: written, notBuilt };
}

/** Removes files of a report of this title, so that nobody takes those of an earlier run for this one's. */
export async function removeOlder(folder: string, title: string): Promise<void> {
  const names = ["docx", "html"].map((kind) => `${title}（模拟数据）.${kind}`);
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

type Build = CallOutput<typeof routes.buildReport>;

/** A file appears whole or not at all. */
async function download(
  client: Client,
  { study, outline, build }: { readonly study: string; readonly outline: string; readonly build: Build },
  folder: string,
): Promise<readonly Deliverable[]> {
  const written: Deliverable[] = [];
  for (const { name } of build.files) {
    const params = { study, outline, build: build.build, file: name };
    const bytes = new Uint8Array(await (await client.call(routes.downloadBuild, { params })).arrayBuffer());
    const file = join(folder, name);
    await writeWhole(file, bytes);
    written.push({ file, bytes: bytes.length, evidence: build.evidence, placeholders: build.placeholders });
  }
  return written;
}

async function tryBuild(
  client: Client,
  params: { readonly study: string; readonly outline: string },
  mode: "draft" | "final",
): Promise<Build | ProblemError> {
  try {
    return await client.call(routes.buildReport, { params, body: { mode } });
  } catch (error) {
    if (error instanceof ProblemError && error.body.code === "report.invalid") return error;
    throw error;
  }
}
