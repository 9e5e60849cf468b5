import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { problemBody, routes } from "../../src/contract/index.ts";
import { problemCatalogue } from "../../src/problems.ts";
import { openStudyServer } from "../open-study-server.ts";
import { smallPack, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();

const json = { "content-type": "application/json" };

/** Sends a request as the lead and holds the answer against the one shape of problems. */
async function refusal(path: string, init: RequestInit = {}) {
  const response = await lead.fetch(path, init);
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  const body = problemBody.parse(await response.json());
  expect(body.status).toBe(response.status);
  const known = problemCatalogue[body.code as keyof typeof problemCatalogue];
  expect(known).toEqual({ status: body.status, title: body.title });
  return body;
}

const post = (path: string, body: BodyInit, headers: HeadersInit = json) =>
  refusal(path, { method: "POST", headers, body });

describe("every refusal has one shape", () => {
  const submitPath = () => `/api/public/collectors/${collector}/responses`;

  it.each([
    ["broken JSON", "{", "request.malformedJson"],
    ["broken UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "request.malformedJson"],
    ["an empty body", "", "request.malformedJson"],
    ["a wrong shape", "[]", "request.invalid"],
    ["a prototype key", '{"id":{"__proto__":{"admin":true}}}', "request.invalid"],
    ["an escaped prototype key", '{"a":[{"\\u005f_proto__":1}]}', "request.invalid"],
    ["nesting without end", "[".repeat(60_000), "request.invalid"],
    ["nesting without end, and an escaped key", `{"a":${'{"a":'.repeat(8_000)}"\\u0041"`, "request.invalid"],
    ["brackets in a text, which nest nothing", `"${"[".repeat(300)}`, "request.malformedJson"],
    ["2 MB", JSON.stringify({ id: "x".repeat(2_000_000) }), "request.tooLarge"],
  ])("%s", async (_, body, code) => {
    expect((await post(submitPath(), body)).code).toBe(code);
  });

  const signInPath = () => "/api/auth/sign-in/email";

  it.each([submitPath, signInPath])("a body that is not announced as JSON (%#)", async (path) => {
    expect((await post(path(), "{}", { "content-type": "text/plain" })).code).toBe("request.mediaType");
  });

  it.each([
    ["submission", submitPath],
    ["sign-in", signInPath],
  ])("F a stream that grows beyond the limit (%s)", async (_, path) => {
    const chunk = new TextEncoder().encode(" ".repeat(100_000));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 30) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init = { method: "POST", headers: json, body, duplex: "half" } as RequestInit;
    expect((await refusal(path(), init)).code).toBe("request.tooLarge");
  });

  it.each([
    ["an unknown route", "/api/nothing", "route.notFound"],
    ["an unknown page", "/nothing.txt", "route.notFound"],
    ["a path that is no UTF-8", "/%E0%A4%A.txt", "route.notFound"],
    ["a path that climbs", "/%2e%2e/%2e%2e/etc/passwd.txt", "route.notFound"],
    ["an unknown collector", "/api/public/collectors/nothing", "collector.notFound"],
    ["a study id of a wrong shape", "/api/studies/..%2f..", "study.notFound"],
    ["an unknown study", "/api/studies/unknown", "study.notFound"],
    ["an unknown questionnaire", `/api/studies/${smallStudy}/questionnaires/unknown`, "questionnaire.notFound"],
    ["a response id of a wrong shape", `/api/studies/${smallStudy}/responses/1'--`, "request.invalid"],
    ["a limit beyond the page size", `/api/studies/${smallStudy}/responses?limit=100000`, "request.invalid"],
    ["a closed address of the sign-in library", "/api/auth/sign-up/email", "route.notFound"],
  ])("%s", async (_, path, code) => {
    expect((await refusal(path)).code).toBe(code);
  });

  it("a method that is not served", async () => {
    const response = await lead.fetch("/api/me", { method: "DELETE" });
    expect(response.headers.get("allow")).toBe("GET");
    expect((await refusal("/api/me", { method: "DELETE" })).code).toBe("route.methodNotAllowed");
  });

  it("a pack that is broken names file, place and remedy, and stores nothing", async () => {
    const files = { ...smallPack(), "study.yaml": "id: [broken", "codebook.yaml": "version: 1" };
    const { code, errors } = await post("/api/studies", JSON.stringify({ files }));
    expect(code).toBe("pack.invalid");
    expect(errors?.some(({ place }) => place.includes("study.yaml"))).toBe(true);
    expect(errors?.some(({ place }) => place.includes("codebook.yaml"))).toBe(true);
    expect((await lead.client.call(routes.getMe, {})).studies).toHaveLength(1);
  });

  it("an answer as deep as the body allows", async () => {
    const deep = `${"[".repeat(50_000)}1${"]".repeat(50_000)}`;
    const body = JSON.stringify(smallSubmission(version)).replace('"pressure":3', `"pressure":${deep}`);
    expect((await post(submitPath(), body)).code).toBe("request.invalid");
  });

  it.each(["\\ud800", "\\u0000", "\\u202e", "=cmd()"])("never fails on the text %s", async (text) => {
    const body = JSON.stringify(smallSubmission(version, { satisfied: 2, reason: "文" })).replace("文", text);
    const response = await lead.fetch(submitPath(), { method: "POST", headers: json, body });
    expect([201, 400, 422]).toContain(response.status);
  });

  it("F an answer list of a hundred thousand entries", async () => {
    const body = JSON.stringify(
      smallSubmission(version, { satisfied: 1, pressure: Array.from({ length: 100_000 }, () => 1) }),
    );
    expect((await post(submitPath(), body)).code).toBe("response.invalid");
  });

  it("F holds for a request that breaks off", async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST ${submitPath()} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{`,
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.destroy();
    expect((await lead.fetch("/api/me")).status).toBe(200);
  });
});

it("leaves no failure nobody foresaw", async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.failures).toEqual([]);
});
