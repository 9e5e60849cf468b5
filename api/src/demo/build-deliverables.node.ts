import { join } from "node:path";
import { type Client, routes } from "../contract/index.ts";
import { writeWhole } from "../storage/write-whole.node.ts";

/** A file that was written, with what the build said of it. */
export interface Deliverable {
  readonly file: string;
  readonly bytes: number;
  readonly evidence: number;
  readonly placeholders: number;
}

/** Builds every outline of a study as a draft and writes its files into `folder`; a file appears whole or not at all. */
export async function buildDeliverables(
  client: Client,
  study: string,
  folder: string,
): Promise<readonly Deliverable[]> {
  const { reports } = await client.call(routes.listReports, { params: { study } });
  const written: Deliverable[] = [];
  for (const { outline } of reports) {
    const build = await client.call(routes.buildReport, { params: { study, outline }, body: { mode: "draft" } });
    for (const { name } of build.files) {
      const params = { study, outline, build: build.build, file: name };
      const bytes = new Uint8Array(await (await client.call(routes.downloadBuild, { params })).arrayBuffer());
      const file = join(folder, name);
      await writeWhole(file, bytes);
      written.push({ file, bytes: bytes.length, evidence: build.evidence, placeholders: build.placeholders });
    }
  }
  return written;
}
