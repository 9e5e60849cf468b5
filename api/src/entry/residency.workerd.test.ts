import { applyD1Migrations, env } from "cloudflare:test";
import { expect, it } from "vitest";
import { setUpOperator } from "../../test/people.ts";
import { smallPack, smallStudy } from "../../test/study.ts";
import { routes } from "../contract/index.ts";
import worker from "./worker.ts";

const url = "https://survey.example";
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined } as unknown as ExecutionContext;

// a file of its own: bindings hold for as long as the isolate lives
it("takes a study with personal information of mainland respondents where the operator gave a reason in writing", async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const reason = "课题经单位批准在境外演示环境运行，受访者已单独同意（模拟）";
  const bindings = {
    ...env,
    MASTER_KEY: "ab".repeat(32),
    SETUP_SECRET: "secret",
    PUBLIC_URL: url,
    MAINLAND_OVERRIDE: reason,
  };
  const send = async (input: RequestInfo | URL, init?: RequestInit) =>
    worker.fetch(new Request(input, init), bindings, context);
  const made = await send(`${url}/setup`, { method: "POST", headers: { "x-setup-secret": "secret" } });
  const { link } = (await made.json()) as { link: string };
  const { client } = await setUpOperator({ url, fetch: send as typeof fetch, setUpLink: link });
  const files = smallPack();
  const yaml = (files["study.yaml"] ?? "").replace(/(mainlandPersonalInformation:) false/, "$1 true");
  const { study } = await client.call(routes.loadPack, {
    body: { files: { ...files, "study.yaml": yaml }, simulated: false },
  });
  expect(study).toBe(smallStudy);
});
