import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { type Session, setUpOperator } from "../people.ts";
import { transcriptText } from "../session.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };
const transcript = crypto.randomUUID();

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  await openSmallStudy(lead.client);
  await lead.client.call(routes.importTranscript, {
    params: { ...params, transcript },
    query: { title: "材料（模拟数据）", format: "txt" },
    bytes: new Uint8Array(new TextEncoder().encode(transcriptText)),
  });
  await lead.client.call(routes.applyRules, { params, body: {} });
});
afterAll(() => server.close());

const run = (command: string, ...args: readonly string[]) =>
  runCli("cases", command, "--study", smallStudy, ...args, "--data-folder", server.dataFolder);

it("drafts a case with the source of every sentence, lists it, and drafts it anew", async () => {
  expect(await run("draft", "--title", "无来源")).toMatchObject({
    status: 2,
    err: expect.stringContaining("--transcript"),
  });
  const made = await run("draft", "--transcript", transcript, "--title", "外地做法", "--documents", "--json");
  const { case: one } = JSON.parse(made.out);
  const sentences = one.sections.flatMap((section: { sentences: unknown[] }) => section.sentences);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { text, source } of sentences) expect(transcriptText.slice(source.start, source.end)).toBe(text);
  expect((await run("list")).out).toContain(`${one.id}  draft  consented  外地做法`);
  const again = await run("draft", "--case", one.id);
  expect(again).toMatchObject({ status: 0, out: expect.stringContaining(sentences[0].text) });
  expect(await run("draft", "--case", crypto.randomUUID())).toMatchObject({ status: 1 });
});
