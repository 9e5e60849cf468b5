import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeEach, expect, it, vi } from "vitest";
import { anonymous, type Reached, setUpOperator } from "../../test/people.ts";
import { sealAttachment, someBytes } from "../../test/sealed-attachment.ts";
import { openSmallStudy, smallPack, smallQuestionnaire, smallStudy, smallSubmission } from "../../test/study.ts";
import { ProblemError, routes } from "../contract/index.ts";
import { chunkBytes } from "../contract/rescue/index.ts";
import worker from "./worker.ts";

const url = "https://survey.example";
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined } as unknown as ExecutionContext;

function reach(more: Record<string, string> = {}, to = worker): Reached & { readonly fetch: typeof fetch } {
  const bindings = { ...env, MASTER_KEY: "ab".repeat(32), SETUP_SECRET: "secret", PUBLIC_URL: url, ...more };
  const send = async (input: RequestInfo | URL, init?: RequestInit) =>
    to.fetch(new Request(input, init), bindings, context);
  return { url, fetch: send as typeof fetch };
}

async function setUp(server: ReturnType<typeof reach>) {
  const response = await server.fetch(`${url}/setup`, { method: "POST", headers: { "x-setup-secret": "secret" } });
  const { link } = (await response.json()) as { link: string };
  return setUpOperator({ ...server, setUpLink: link });
}

async function problemCodeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).body.code;
}

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});

it("takes a response and analyses it on D1", async () => {
  const server = reach();
  const { client } = await setUp(server);
  const { collector, version } = await openSmallStudy(client);
  const submit = (body: ReturnType<typeof smallSubmission>) =>
    anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
  const body = smallSubmission(version);
  expect(await submit(body)).toEqual(await submit(body));
  await Promise.all(Array.from({ length: 30 }, () => submit(smallSubmission(version))));
  const { result } = await client.call(routes.runAnalysis, {
    params: { study: smallStudy },
    body: { questionnaire: smallQuestionnaire, request: { kind: "describe", variables: ["pressure"] } },
  });
  expect(JSON.stringify(result)).toContain('"n":31');
});

it("keeps an attachment in R2 chunk by chunk, and answers a range of it", async () => {
  const { client, fetch: send } = await setUp(reach());
  await openSmallStudy(client);
  const { recovery } = await client.call(routes.getFieldKit, { params: { study: smallStudy } });
  const bytes = someBytes(chunkBytes + 40);
  const { id, announced, chunks } = await sealAttachment({
    study: smallStudy,
    session: crypto.randomUUID(),
    recovery,
    bytes,
  });
  const params = { study: smallStudy, attachment: id };
  await client.call(routes.beginAttachment, { params, body: announced });
  for (const { position, sha256, bytes: sealed } of chunks) {
    const place = { ...params, position: String(position) };
    await client.call(routes.putAttachmentChunk, { params: place, query: { sha256 }, bytes: sealed });
  }
  const receipt = await client.call(routes.finishAttachment, { params });
  expect(receipt).toMatchObject({ sha256: announced.sha256, session: "missing" });
  const { ticket } = await client.call(routes.openAttachment, { params });
  const path = `${url}/api/studies/${smallStudy}/attachments/${id}/content?ticket=${ticket}`;
  const part = await send(path, { headers: { range: `bytes=${chunkBytes - 2}-${chunkBytes + 1}` } });
  expect([part.status, new Uint8Array(await part.arrayBuffer())]).toEqual([
    206,
    bytes.slice(chunkBytes - 2, chunkBytes + 2),
  ]);
  const body = { attachments: [id], reason: "测试" };
  await client.call(routes.purgeRecordings, { params: { study: smallStudy }, body });
  expect((await env.BLOBS.list()).objects).toEqual([]);
});

it("gives the set-up link to nobody without the secret", async () => {
  const { fetch: send } = reach();
  for (const headers of [{}, { "x-setup-secret": "wrong" }, { "x-setup-secret": "" }] as Record<string, string>[]) {
    expect((await send(`${url}/setup`, { method: "POST", headers })).status).toBe(404);
  }
});

it("builds no report, and says so", async () => {
  const { client } = await setUp(reach());
  await openSmallStudy(client);
  const place = { study: smallStudy, outline: "report" };
  const build = client.call(routes.buildReport, { params: place, body: { mode: "draft" } });
  expect(await problemCodeOf(build)).toBe("runtime.unsupported");
});

it("refuses a study with personal information of mainland respondents", async () => {
  const { client } = await setUp(reach());
  const files = smallPack();
  const yaml = (files["study.yaml"] ?? "").replace(
    "mainlandPersonalInformation: false",
    "mainlandPersonalInformation: true",
  );
  const load = (simulated: boolean) =>
    client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": yaml }, simulated } });
  expect(await problemCodeOf(load(false))).toBe("study.residency");
  expect((await load(true)).study).toBe(smallStudy);
});

it("serves nothing over a database that lacks a migration or has one too new, and says which", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue(undefined);
  const newest = env.TEST_MIGRATIONS.at(-1)?.name ?? "";
  const rename = (from: string, to: string) =>
    env.DB.prepare("update d1_migrations set name = ? where name = ?").bind(to, from).run();
  const codes: string[] = [];
  let before = newest;
  for (const name of ["0001_before.sql", "9999_later.sql"]) {
    await rename(before, name);
    before = name;
    vi.resetModules();
    const { default: restarted } = await import("./worker.ts");
    const answer = await reach({}, restarted).fetch(`${url}/healthz`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, "server.schema"]);
    codes.push((JSON.parse(String(said.mock.calls.at(-1)?.[0])) as { code: string }).code);
  }
  await rename(before, newest);
  expect(codes).toEqual(["schema.older", "schema.newer"]);
  said.mockRestore();
});

it("serves nothing with a master key that does not open what is stored, says why, and goes on with the right one", async () => {
  const server = reach();
  const { client } = await setUp(server);
  const { collector, version } = await openSmallStudy(client);
  const said = vi.spyOn(console, "error").mockReturnValue(undefined);
  vi.resetModules();
  const { default: restarted } = await import("./worker.ts");
  for (const MASTER_KEY of ["cd".repeat(32), "", "ab"]) {
    const other = reach({ MASTER_KEY }, restarted);
    const submit = anonymous(other).client.call(routes.submitResponse, {
      params: { collector },
      body: smallSubmission(version),
    });
    expect(await problemCodeOf(submit)).toBe("server.key");
    expect((await other.fetch(`${url}/healthz`)).status).toBe(503);
  }
  const codes = said.mock.calls.map(([line]) => (JSON.parse(String(line)) as { code: string }).code);
  expect(new Set(codes)).toEqual(new Set(["key.wrong", "key.invalid"]));
  said.mockRestore();
  const right = reach({}, restarted);
  const body = smallSubmission(version);
  expect(await anonymous(right).client.call(routes.submitResponse, { params: { collector }, body })).toHaveProperty(
    "receipt",
  );
});
