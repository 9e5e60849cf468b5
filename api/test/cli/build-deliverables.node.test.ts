import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { buildDeliverables } from "../../src/demo/build-deliverables.node.ts";
import { setUpOperator } from "../people.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallPack, smallQuestionnaire, smallStudy } from "../study.ts";

const server = await startTestServer();
const lead = await setUpOperator(server);
afterAll(() => server.close());
const folder = await mkdtemp(join(tmpdir(), "diaoyan-deliverables-"));
afterAll(() => rm(folder, { recursive: true }));

it("builds what the data allow, and says of the rest what was wanting", async () => {
  const outlines = {
    "reports/few-answers.md": `---\ntitle: 答卷太少的报告\n---\n\n::analysis{kind=reliability questionnaire=${smallQuestionnaire} construct=nothing show=sentences}\n`,
    "reports/words-only.md": "---\ntitle: 只有文字的报告\n---\n\n正文。\n",
  };
  await lead.client.call(routes.loadPack, { body: { files: { ...smallPack(), ...outlines }, simulated: true } });
  const { files, notBuilt } = await buildDeliverables(lead.client, smallStudy, { folder, finals: [] });
  expect(notBuilt).toMatchObject([{ title: "答卷太少的报告", why: expect.stringContaining("expected") }]);
  const written = files.filter(({ file }) => file.includes("只有文字的报告"));
  expect(written).toHaveLength(2);
  for (const { file } of written) await access(file);
});
