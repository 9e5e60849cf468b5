import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/start-test-server.ts";
import { openWire, writeRequest } from "../../test/wire.ts";
import { problemBody } from "../contract/index.ts";
import { problemCatalogue } from "../problems.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function exchange(bytes: Uint8Array) {
  const wire = openWire(server.url);
  const answer = await wire.exchange(bytes);
  wire.close();
  return answer;
}

it.each([
  ["no HTTP", Buffer.from("调研\r\n\r\n"), "request.malformedHttp"],
  [
    "a length that is no number",
    writeRequest("POST", "/api/me", { "content-length": "12abc" }, "a"),
    "request.malformedHttp",
  ],
  ["a host that is none", writeRequest("GET", "/api/me", { host: "evil example" }), "request.malformedHttp"],
  ["a name of a header with a space", writeRequest("GET", "/api/me", { "bad header": "a" }), "request.malformedHttp"],
  ["headers of 20 KB", writeRequest("GET", "/api/me", { "x-long": "a".repeat(20_000) }), "request.headersTooLarge"],
] as const)("%s is refused with a problem", async (_, bytes, code) => {
  const { status, headers, body } = await exchange(bytes);
  expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(problemBody.parse(JSON.parse(body.toString()))).toMatchObject({ code, ...problemCatalogue[code] });
  expect(status).toBe(problemCatalogue[code].status);
  expect(server.failures).toEqual([]);
});

it("passes over an expectation it does not know", async () => {
  expect((await exchange(writeRequest("GET", "/healthz", { expect: "nothing" }))).status).toBe(200);
});

it("keeps an idle connection longer than a proxy before it does", async () => {
  const { headers } = await exchange(writeRequest("GET", "/healthz", {}));
  const caddyIdleSeconds = 120;
  expect(Number(/timeout=(\d+)/u.exec(headers.get("keep-alive") ?? "")?.[1])).toBeGreaterThan(caddyIdleSeconds);
});
