import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { type Session, setUpOperator } from "../people.ts";
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
    query: { title: "访谈（模拟数据）", format: "txt" },
    bytes: new Uint8Array(new TextEncoder().encode("访谈员：请谈谈。\n受访者：电话13800001234，张三说论文太多。\n")),
  });
});
afterAll(() => server.close());

const run = (...args: readonly string[]) =>
  runCli("deidentify", "--study", smallStudy, ...args, "--data-folder", server.dataFolder);
const text = async () => {
  const answer = await lead.client.call(routes.getTranscript, { params: { ...params, transcript } });
  return (answer.transcript as unknown as { text: string }).text;
};

it("lists what the rules find, replaces it once they are saved, and does nothing a second time", async () => {
  expect((await run()).out).toContain("13800001234 -> 〔电话〕");
  expect(await run("--apply")).toMatchObject({ status: 1, err: expect.stringContaining("has no rules yet") });
  const { rules } = await lead.client.call(routes.getDeidentifyRules, { params });
  const filled = rules.map((rule) =>
    rule.kind === "words" && rule.name === "姓名" ? { ...rule, words: ["张三"] } : rule,
  );
  await lead.client.call(routes.saveDeidentifyRules, { params, body: { rules: filled, revision: 0 } });
  const coding = crypto.randomUUID();
  const body = { transcript, revision: 1, code: "papers", start: 22, end: 26 };
  await lead.client.call(routes.addCoding, { params: { ...params, coding }, body });
  const refused = await run("--apply");
  expect(refused).toMatchObject({ status: 1, out: expect.stringContaining("refused: 1 codings have no place") });
  expect(await text()).toContain("13800001234");
  expect(await run("--apply", "--remove-codings")).toMatchObject({ status: 0 });
  expect(await text()).toBe("访谈员：请谈谈。\n受访者：电话〔电话〕，〔某人〕说论文太多。\n");
  const again = await run("--transcript", transcript, "--apply", "--json");
  expect(JSON.parse(again.out)).toMatchObject({ transcripts: [{ id: transcript, outcome: null }] });
});
