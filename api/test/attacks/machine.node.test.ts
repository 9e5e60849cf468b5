import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brandAs, type Json, type QuestionnaireName } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { questionnaireOf } from "../../../instruments/src/testing/questionnaire.ts";
import { type RouteContract, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallPack, smallQuestionnaire, smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite, readRows } from "./attack-site.ts";

let site: AttackSite;
let bait: Server;
let knocks = 0;
let baitUrl = "";
beforeAll(async () => {
  site = await openAttackSite(await startTestServer({ trustedProxies: ["127.0.0.1"] }));
  bait = createServer((_, response) => {
    knocks += 1;
    response.end("[]");
  });
  await new Promise<void>((resolve) => bait.listen(0, "127.0.0.1", resolve));
  baitUrl = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => bait.close(resolve));
  await site.close();
});

const injections = [
  "' OR '1'='1",
  "'; DROP TABLE responses; --",
  '" OR ""="',
  "1) UNION SELECT receipt FROM responses --",
  "$.a') OR json_extract(answers,'$.x",
  "%' ESCAPE '",
  "\\'; --",
  "\u0000",
  "id; ATTACH DATABASE '/tmp/x' AS y",
];

const tablesOf = async () => {
  const names = "select name from sqlite_master where type = 'table' order by name";
  const rows = await readRows<{ name: string }>(site.server.dataFolder, names);
  return rows.map(({ name }) => name);
};

/** Fills a path's parameters: the named one with the attack, the others as they are right. */
function fill(path: string, bad: string, value: string): string {
  const right: Readonly<Record<string, string>> = { study: smallStudy, questionnaire: smallQuestionnaire };
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === bad ? value : (right[name] ?? crypto.randomUUID())),
  );
}

const reading = (Object.values(routes) as RouteContract[]).filter(({ method }) => method === "get");

describe("D1 SQL", () => {
  it.each(reading.map((route) => [route.id, route] as const))("D1 in every parameter of %s", async (_, route) => {
    const before = await site.stored();
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const query = Object.keys((route.query as { shape?: object } | undefined)?.shape ?? {});
    for (const value of injections) {
      const paths = [
        ...names.map((name) => fill(route.path, name, value)),
        ...query.map((name) => `${fill(route.path, "", "")}?${name}=${encodeURIComponent(value)}`),
      ];
      for (const path of paths) {
        const response = await site.lead.fetch(path);
        const text = await response.text();
        expect([path, response.status < 500]).toEqual([path, true]);
        expect(text).not.toMatch(/SQLITE|syntax error|near "/i);
        // a page may be cut by a strange mark, but holds nothing of others
        expect(text).not.toContain('"receipt"');
      }
    }
    expect(await site.stored()).toEqual(before);
  });

  it("D1 in bodies that reach the database: answers, receipts, tokens, labels, e-mail addresses", async () => {
    const tables = await tablesOf();
    for (const value of injections) {
      await site.attacker.client.call(routes.checkReceipt, { body: { receipt: value.slice(0, 40) } });
      const withdrawal = { receipt: value.slice(0, 40), withdrawalCode: value.slice(0, 40) };
      expect(await codeOf(site.attacker.client.call(routes.withdrawResponse, { body: withdrawal }))).toBe(
        "receipt.unknown",
      );
      const body = site.honest({ satisfied: 2, reason: `${value}'"` });
      await site.submit(body).catch(() => undefined);
      const signIn = JSON.stringify({ email: `x${value}@example.org`, password: "a-password-123" });
      const response = await site.attacker.fetch("/api/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: signIn,
      });
      expect(response.status).toBeLessThan(500);
    }
    expect(await tablesOf()).toEqual(tables);
  });
});

/** A questionnaire of one element more. */
const withElement = (element: { readonly [key: string]: Json }) =>
  questionnaireOf(
    [
      { type: "text", name: "first", title: "一" },
      { name: "q", title: "二", ...element },
    ],
    { name: brandAs<QuestionnaireName>("machine") },
  ) as unknown as JsonValue;

async function errorsOf(draft: JsonValue): Promise<readonly string[]> {
  const params = { study: smallStudy, questionnaire: "machine" };
  const { findings } = await site.lead.client.call(routes.saveQuestionnaireDraft, { params, body: draft });
  return findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

describe("D2 requests the server makes for somebody else", () => {
  it.each([
    ["choicesByUrl", (url: string) => ({ type: "dropdown", choicesByUrl: { url, valueName: "id" } })],
    ["a picture", (url: string) => ({ type: "image", imageLink: `${url}/x.png` })],
    ["a picture in static text", (url: string) => ({ type: "html", html: `<img src="${url}/x.png">` })],
    ["an image picker", (url: string) => ({ type: "imagepicker", choices: [{ value: 1, imageLink: `${url}/x.png` }] })],
    ["an upload", () => ({ type: "file" })],
    ["a link that leaves by its dots", () => ({ type: "image", imageLink: "/../../etc/passwd" })],
  ])("D2 %s is refused and nobody is called", async (_, element) => {
    const draft = withElement(element(baitUrl));
    expect(await errorsOf(draft)).not.toEqual([]);
    const params = { study: smallStudy, questionnaire: "machine" };
    expect(await codeOf(site.lead.client.call(routes.publishQuestionnaire, { params, body: {} }))).toBe(
      "questionnaire.invalid",
    );
    expect(knocks).toBe(0);
  });

  it("D2 addresses in packs and outlines are not called", async () => {
    const files = { ...smallPack(), "reports/report.md": `---\ntitle: 报告\n---\n\n# 一\n\n![图](${baitUrl}/x.png)\n` };
    await site.lead.client.call(routes.loadPack, { body: { files, simulated: true } });
    const place = { study: smallStudy, outline: "report" };
    await site.lead.client.call(routes.saveOutline, { params: place, body: { markdown: files["reports/report.md"] } });
    await site.lead.client.call(routes.buildReport, { params: place, body: { mode: "draft" } }).catch(() => undefined);
    expect(knocks).toBe(0);
  });
});

describe("D3 expressions and patterns that never end", () => {
  it.each([
    ["nested quantifiers", "^(a+)+$"],
    ["alternatives that overlap", "^(a|a)*$"],
    ["a star of stars", "(.*)*x"],
    ["a backward reference", "(a*)\\1*b"],
    ["a look-ahead that repeats", "^(?=(a+))\\1+$"],
    ["a hundred thousand brackets", `${"(".repeat(50_000)}a${")".repeat(50_000)}`],
  ])("D3 a pattern with %s is refused", async (_, regex) => {
    const from = performance.now();
    const validators = [{ type: "regex", regex, text: "x" }];
    expect(await errorsOf(withElement({ type: "text", validators }))).not.toEqual([]);
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  it.each([
    ["a hundred thousand brackets", `${"(".repeat(100_000)}{first} = 1${")".repeat(100_000)}`],
    ["a hundred thousand signs", `${"!".repeat(100_000)} {first} = 1`],
    ["a hundred thousand words", Array.from({ length: 100_000 }, () => "{first} = 1").join(" and ")],
    ["functions in functions", `${"iif(1, ".repeat(3_000)}1`],
    ["a call of code", "constructor('return process')()"],
    ["a function nobody knows", "eval('1')"],
    ["itself", "{q} = 1"],
  ])("D3 a condition of %s is refused", async (_, visibleIf) => {
    const from = performance.now();
    expect(await errorsOf(withElement({ type: "text", visibleIf }))).not.toEqual([]);
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  it("D3 an accepted pattern holds against the longest answer it may get", async () => {
    const draft = withElement({
      type: "text",
      maxLength: 2_000,
      validators: [{ type: "regex", regex: "^[a-z]{1,40}[0-9]{1,6}$", text: "x" }],
    });
    expect(await errorsOf(draft)).toEqual([]);
    const params = { study: smallStudy, questionnaire: "machine" };
    const { version } = await site.lead.client.call(routes.publishQuestionnaire, { params, body: {} });
    const body = { questionnaire: "machine", version: version.hash, label: "链接", mode: "pseudonymous" as const };
    const { collector } = await site.lead.client.call(routes.openCollector, { params: { study: smallStudy }, body });
    const from = performance.now();
    const bad = { ...site.honest({ first: "x", q: `${"a".repeat(1_999)}!` }), version: version.hash };
    await site.refuses("response.invalid", () => site.submit(bad, collector.id));
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

describe("D5 prototype pollution", () => {
  it("D5 query strings and paths named after the prototype reach nothing", async () => {
    for (const path of [
      `/api/studies/${smallStudy}/responses?__proto__[polluted]=1&constructor[prototype][polluted]=1`,
      `/api/studies/${smallStudy}/responses?limit=5&__proto__=1`,
      "/api/studies/__proto__",
      "/api/public/collectors/constructor",
      "/s/__proto__",
    ]) {
      const response = await site.lead.fetch(path);
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("D5 a questionnaire whose questions are named after the prototype is refused, or keeps its answers apart", async () => {
    for (const name of ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"]) {
      const draft = withElement({ type: "text" }) as { survey: { pages: { elements: { name: string }[] }[] } };
      const element = draft.survey.pages[0]?.elements[1];
      if (element !== undefined) element.name = name;
      if ((await errorsOf(draft as unknown as JsonValue)).length > 0) continue;
      const params = { study: smallStudy, questionnaire: "machine" };
      const { version } = await site.lead.client.call(routes.publishQuestionnaire, { params, body: {} });
      const body = { questionnaire: "machine", version: version.hash, label: "链接", mode: "pseudonymous" as const };
      const { collector } = await site.lead.client.call(routes.openCollector, { params: { study: smallStudy }, body });
      const sent = { ...site.honest({ [name]: "值" }), version: version.hash };
      await site.submit(sent, collector.id);
      const place = { study: smallStudy, id: sent.id };
      const { response } = await site.lead.client.call(routes.getResponse, { params: place });
      expect((response as { answers: object }).answers).toEqual({ [name]: "值" });
      await site.refuses("response.invalid", () =>
        site.submit({ ...site.honest({ first: "x", unknown: 1 }), version: version.hash }, collector.id),
      );
    }
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
  });
});

describe("D6 what costs the server much and the sender nothing", () => {
  it("D6 a flood of sign-ins keeps no respondent waiting, and what is too much is turned away", async () => {
    const alone = await timeOf(() => site.submit(site.honest()));
    const knock = () =>
      site.attacker
        .fetch("/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: `${randomBytes(8).toString("hex")}@example.org`, password: "a-password-123" }),
        })
        .then(async (response) => ((await response.json()) as { code: string }).code);
    const flood = Promise.all(Array.from({ length: 150 }, knock));
    const during: number[] = [];
    for (let round = 0; round < 10; round += 1) during.push(await timeOf(() => site.submit(site.honest())));
    const codes = await flood;
    expect(new Set(codes)).toEqual(new Set(["auth.refused", "server.busy"]));
    expect(codes.filter((code) => code === "server.busy").length).toBeGreaterThan(50);
    expect(Math.max(...during)).toBeLessThan(Math.max(1_000, alone * 20));
  });

  it("D6 covers, data of a page, receipts and withdrawals are answered a thousand times within seconds", async () => {
    const wrong = JSON.stringify({ receipt: "0".repeat(40), withdrawalCode: "0".repeat(40) });
    // wrong guesses of one address are held back, so they come from many here
    const from = (at: number) => ({ "content-type": "application/json", "x-forwarded-for": `10.0.0.${at}` });
    const began = performance.now();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        Array.from({ length: 25 }, async () => {
          const answers = await Promise.all([
            site.attacker.fetch(`/s/${site.collector}`),
            site.attacker.fetch(`/api/public/collectors/${site.collector}`),
            site.attacker.fetch("/api/public/withdrawals", { method: "POST", headers: from(round), body: wrong }),
            site.attacker.fetch(`/s/nothing-${round}`),
          ]);
          for (const answer of answers) await answer.arrayBuffer();
        }),
      );
    }
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it("D6 over-long passwords, addresses and tokens are refused before they cost anything", async () => {
    const long = "x".repeat(60_000);
    const from = performance.now();
    for (const [path, body] of [
      ["/api/auth/sign-in/email", { email: `${long}@example.org`, password: "a-password-123" }],
      ["/api/invitations/accept", { token: long, name: "名", password: "a-password-123" }],
      ["/api/invitations/accept", { token: "x".repeat(32), name: "名", password: long }],
      ["/api/public/receipts", { receipt: long }],
    ] as const) {
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      expect([400, 404, 413]).toContain((await site.attacker.fetch(path, init)).status);
    }
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
