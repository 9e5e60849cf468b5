import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { anonymous, setUpOperator } from "../people.ts";
import { openSmallStudy, smallStudy, smallSubmission } from "../study.ts";
import { type Served, serve } from "./serve.ts";

// processes of their own start slowly beside other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const patience = { timeout: 20_000 };

let folder: string;
let server: Served;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-operation-"));
  server = await serve(join(folder, "data"), ["--log", "requests", "--metrics-port", "0"]);
});
afterAll(async () => {
  server.child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Marks that stand where personal data and secrets may stand; none may come out in the log. */
const marks = { name: "欧阳秘名", mail: "geheim-mark@example.org", phone: "13987654321", answer: "答案印记甲乙丙" };

it("tells in its log what happened and of nobody who, counts it, and says whether it is well", async () => {
  const { client, fetch: signedIn } = await setUpOperator(server);
  const to = await openSmallStudy(client);
  const params = { study: smallStudy };
  const rows = [{ row: 2, cells: { name: marks.name, unit: "示例大学", phone: marks.phone, email: marks.mail } }];
  const body = { kind: "people" as const, source: marks.name, check: false, rows, decisions: { units: {}, rows: {} } };
  await client.call(routes.importRoster, { params, body });
  await client.call(routes.getRoster, { params, query: { search: marks.name } as never }).catch(() => undefined);
  const submission = smallSubmission(to.version, { satisfied: 2, reason: marks.answer });
  const person = anonymous(server);
  const { receipt } = await person.client.call(routes.submitResponse, {
    params: { collector: to.collector },
    body: submission,
  });
  // wrong in every place: path, query, header, body
  const wrong: readonly (readonly [string, RequestInit])[] = [
    [`/s/${encodeURIComponent(marks.name)}?token=${marks.phone}`, { headers: { cookie: marks.mail } }],
    [`/api/studies/${encodeURIComponent(marks.name)}/roster?q=${marks.mail}`, {}],
    [`/api/auth/sign-in/email`, { method: "POST", body: JSON.stringify({ email: marks.mail, password: marks.phone }) }],
    [
      `/api/public/collectors/${to.collector}/responses`,
      { method: "POST", body: `{"${marks.answer}": ${marks.phone}` },
    ],
    [`/api/${encodeURIComponent(marks.answer)}`, { method: "PROPFIND", headers: { "x-request-id": marks.phone } }],
  ];
  for (const [path, init] of wrong) {
    const headers = new Headers({ "content-type": "application/json", "x-forwarded-for": "203.0.113.77" });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    await signedIn(path, { ...init, headers });
  }
  const answered = await fetch(`${server.url}/healthz`);
  expect([answered.status, await answered.json()]).toEqual([200, { status: "ok", failing: [] }]);
  expect(await (await fetch(`${server.url}/healthz/live`)).json()).toEqual({ status: "ok" });

  await expect.poll(() => server.said(), patience).toContain('"route":"/healthz"');
  const log = server.said();
  const secrets = [...Object.values(marks), receipt, submission.id, to.collector, "203.0.113.77", "cookie"];
  const found = secrets.flatMap((mark) => [mark, encodeURIComponent(mark)]).filter((mark) => log.includes(mark));
  expect(found).toEqual([]);
  const lines = log
    .slice(log.indexOf("}\n") + 2)
    .split("\n")
    .filter((line) => line !== "");
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const submitted = parsed.find(({ route, status }) => route === "submitResponse" && status === 201);
  expect(submitted).toEqual({
    time: expect.any(String),
    severity: "info",
    event: "request",
    request: expect.stringMatching(/^[0-9a-f-]{36}$/),
    route: "submitResponse",
    method: "POST",
    status: 201,
  });
  expect(parsed.find(({ route }) => route === "importRoster")?.["ms"]).toEqual(expect.any(Number));
  expect(parsed.map(({ route, status, problem }) => `${route} ${status} ${problem ?? ""}`)).toEqual(
    expect.arrayContaining([
      "submitResponse 400 request.malformedJson",
      "getRoster 404 study.notFound",
      "/api/auth/* 401 auth.refused",
      "/api/* 404 route.notFound",
      expect.stringMatching(/^\/s\/:collector 404/),
    ]),
  );

  const metrics = await (await fetch(server.metricsUrl)).text();
  expect(metrics).toMatch(/diaoyan_request_milliseconds_count\{route="submitResponse",method="POST",status="4xx"\} 1/);
  expect(secrets.filter((mark) => metrics.includes(mark))).toEqual([]);
  expect((await fetch(`${server.url}/metrics`)).headers.get("content-type")).not.toContain("version=0.0.4");
});

/** A request that has begun, as far as its body: the server has said that it waits for the rest. */
async function beginRequest(url: string, length: number) {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (text) => {
    answer += String(text);
  });
  socket.on("error", () => undefined);
  const head = ["POST /api/auth/sign-in/email HTTP/1.1", "host: x", "content-type: application/json"];
  socket.write([...head, `content-length: ${length}`, "expect: 100-continue", "", ""].join("\r\n"));
  await expect.poll(() => answer, patience).toContain("100 Continue");
  return { send: (text: string) => socket.write(text), answer: () => answer };
}

it("ends on SIGTERM after the requests under way, with everything in one database file", async () => {
  const body = JSON.stringify({ email: "nobody@example.org", password: "wrong-password" });
  const slow = await beginRequest(server.url, body.length);
  slow.send(body.slice(0, 5));
  server.child.kill("SIGTERM");
  const reach = () =>
    fetch(`${server.url}/healthz/live`).then(
      () => "taken",
      () => "refused",
    );
  await expect.poll(reach, patience).toBe("refused");
  slow.send(body.slice(5));
  await expect.poll(slow.answer, patience).toContain("HTTP/1.1 401");
  expect(await server.ended).toEqual([0, null]);
  expect(server.said()).toMatch(/"event":"stopping"[\s\S]*"event":"stopped","ms":\d+/);
  expect((await readdir(join(folder, "data"))).filter((name) => /wal|shm/.test(name))).toEqual([]);
});

it("cuts off what is under way when asked a second time", async () => {
  const again = await serve(join(folder, "data"), ["--log", "requests"]);
  await beginRequest(again.url, 100);
  again.child.kill("SIGTERM");
  await expect.poll(again.said, patience).toContain("stopping");
  const from = performance.now();
  again.child.kill("SIGTERM");
  expect(await again.ended).toEqual([0, null]);
  // without it a request has ten seconds
  expect(performance.now() - from).toBeLessThan(8_000);
});
