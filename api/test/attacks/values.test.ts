import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite } from "./attack-site.ts";

let site: AttackSite;
beforeAll(async () => {
  site = await openAttackSite();
});
afterAll(() => site.close());

/** Posts a body as it stands, for what no typed client would send; answers status and problem code. */
async function post(body: string): Promise<{ readonly status: number; readonly code: string | undefined }> {
  const response = await site.attacker.fetch(`/api/public/collectors/${site.collector}/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
}

/** An honest body with its answers replaced by a piece of JSON. */
const withAnswers = (json: string): string =>
  JSON.stringify({ ...site.honest(), answers: "HERE" }).replace('"HERE"', () => json);

const nested = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("A7 values outside the schema", () => {
  it.each([
    ["a key of the prototype", '{"satisfied":1,"__proto__":{"pressure":3}}', "request.invalid"],
    ["the same with escapes", '{"satisfied":1,"\\u005f\\u005fproto__":1}', "request.invalid"],
    ["the same inside an answer", '{"satisfied":{"__proto__":1}}', "request.invalid"],
    ["constructor as a question", '{"satisfied":1,"constructor":{"prototype":{"x":1}}}', "response.invalid"],
    ["toString as a question", '{"satisfied":1,"toString":1}', "response.invalid"],
    ["hasOwnProperty as a question", '{"satisfied":1,"hasOwnProperty":1}', "response.invalid"],
    ["length as a question", '{"satisfied":1,"length":1}', "response.invalid"],
    ["an unknown question", '{"satisfied":1,"admin":true}', "response.invalid"],
    ["a hidden question", '{"satisfied":1,"reason":"不该出现"}', "response.invalid"],
    ["null for a required answer", '{"satisfied":null}', "response.invalid"],
    ["a text for a code", '{"satisfied":"1"}', "response.invalid"],
    ["true for a code", '{"satisfied":true}', "response.invalid"],
    ["a list for a code", '{"satisfied":[1]}', "response.invalid"],
    ["a number with a fraction", '{"satisfied":1.0000000001}', "response.invalid"],
    ["a number beyond all", '{"satisfied":1,"pressure":1e308}', "response.invalid"],
    ["an infinite number", '{"satisfied":1,"pressure":1e999}', "response.invalid"],
    ["a huge whole number", '{"satisfied":1,"pressure":9007199254740993}', "response.invalid"],
    ["minus nothing", '{"satisfied":1,"pressure":-1}', "response.invalid"],
    ["an over-long text", `{"satisfied":2,"reason":"${"长".repeat(201)}"}`, "response.invalid"],
    ["an over-long text of 4-byte characters", `{"satisfied":2,"reason":"${"𠮷".repeat(201)}"}`, "response.invalid"],
    ["a lone surrogate", '{"satisfied":2,"reason":"\\ud800"}', "request.invalid"],
    ["a surrogate pair the wrong way round", '{"satisfied":2,"reason":"\\udc00\\ud800"}', "request.invalid"],
    ["answers as a list", "[1,2]", "request.invalid"],
    ["answers as a text", '"satisfied=1"', "request.invalid"],
    ["answers as null", "null", "request.invalid"],
    ["a list of a hundred thousand", `{"satisfied":1,"pressure":[${"1,".repeat(99_999)}1]}`, "response.invalid"],
    ["a list of a million", `{"satisfied":1,"pressure":[${"1,".repeat(999_999)}1]}`, "request.tooLarge"],
    ["lists fifty thousand deep", `{"satisfied":1,"pressure":${nested(50_000)}}`, "request.invalid"],
    ["objects twenty thousand deep", `{"satisfied":1,"pressure":${objects(20_000)}}`, "request.invalid"],
    ["a key of two hundred and one characters", `{"satisfied":1,"${"k".repeat(201)}":1}`, "request.invalid"],
    ["not a number", '{"satisfied":NaN}', "request.malformedJson"],
    ["one key twice, the second wrong", '{"satisfied":1,"satisfied":7}', "response.invalid"],
  ])("A7 %s", async (_, answers, code) => {
    const before = await site.stored();
    const outcome = await post(withAnswers(answers));
    expect(outcome.code).toBe(code);
    expect(outcome.status).toBeLessThan(500);
    expect(await site.stored()).toEqual(before);
    expect(({} as Record<string, unknown>)["pressure"]).toBeUndefined();
  });

  it("A7 ten thousand unknown questions are named up to a hundred, in a small answer", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`q${at}`, at]));
    const response = await site.attacker.fetch(`/api/public/collectors/${site.collector}/responses`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: withAnswers(JSON.stringify(many)),
    });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect((JSON.parse(text) as { errors: unknown[] }).errors).toHaveLength(100);
    expect(text.length).toBeLessThan(40_000);
  });

  it("A7 what is right is kept as it came: rare characters, joined emoji, right-to-left marks, two hundred of them", async () => {
    for (const reason of ["𠮷野家的𰻞", "👩‍🔬🇨🇳", "א‏ב‎‮abc", "\u0000\u0007制\t表", "𠮷".repeat(200)]) {
      const body = site.honest({ satisfied: 2, reason });
      const accepted = await site.submit(body).catch(() => null);
      if (accepted === null) continue;
      const params = { study: smallStudy, id: body.id };
      const { response } = await site.lead.client.call(routes.getResponse, { params });
      expect((response as { answers: { reason: string } }).answers.reason).toBe(reason);
    }
    const pair = site.honest({ satisfied: 2, reason: "𠮷".repeat(200) });
    expect(await site.submit(pair)).toMatchObject({ status: "complete" });
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
