import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient, routes } from "../src/contract/index.ts";
import { newUuid } from "../src/contract/uuid.ts";
import type { JsonValue } from "../src/contract/values.ts";
import { type Session, setUpOperator } from "./people.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";
import { smallPack } from "./study.ts";

const folder = join(import.meta.dirname, "../test-data/bfi");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const study = "bfi-study";
const params = { study };

interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, JsonValue>>;
  readonly expected: JsonValue;
  readonly tolerance: number;
}
const references = JSON.parse(read("expected.json")) as readonly ReferenceCase[];

/** Answers of each person; an empty cell is a question that was skipped. */
function readAnswers(): readonly Record<string, number>[] {
  const [head = "", ...lines] = read("bfi.csv").trim().split(/\r?\n/);
  const names = head.split(",").map((name) => name.replaceAll('"', ""));
  return lines.map((line) => {
    const cells = line.split(",");
    const pairs = names.flatMap((name, at) => {
      const cell = cells[at] ?? "";
      return name === "id" || cell === "" || cell === "NA" ? [] : [[name, Number(cell)] as const];
    });
    return Object.fromEntries(pairs);
  });
}

const outline = `---
title: 大五人格25题结果
---

# 信度

::analysis{kind="reliability" questionnaire="bfi" items="A1,A2,A3,A4,A5" reverse="A1"}

# 性别与教育程度

::analysis{kind="crosstab" questionnaire="bfi" rows="gender" columns="education" show="sentences,table,chart"}
`;

let server: TestServer;
let lead: Session;

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = smallPack();
  const questionnaires = { "questionnaires/bfi.json": read("questionnaire.json"), "reports/report.md": outline };
  const named = {
    ...files,
    ...questionnaires,
    "study.yaml": (files["study.yaml"] ?? "").replace("small-study", study),
  };
  const { "questionnaires/small.json": _, ...pack } = named as Record<string, string>;
  await lead.client.call(routes.loadPack, { body: { files: pack, simulated: false } });
  const { version } = await lead.client.call(routes.publishQuestionnaire, {
    params: { study, questionnaire: "bfi" },
    body: {},
  });
  const { collector } = await lead.client.call(routes.openCollector, {
    params,
    body: { questionnaire: "bfi", version: version.hash, label: "bfi", mode: "pseudonymous" },
  });
  await submitAll(createClient(fetch, server.url), collector.id, version.hash);
}, 60_000);
afterAll(() => server.close());

async function submitAll(client: Client, collector: string, version: string): Promise<void> {
  const people = [...readAnswers()];
  const work = async (): Promise<void> => {
    for (let answers = people.pop(); answers !== undefined; answers = people.pop()) {
      const body = { id: newUuid(7), version, answers, noticeVersion: "1", consent: true as const, seconds: null };
      await client.call(routes.submitResponse, { params: { collector }, body });
    }
  };
  await Promise.all(Array.from({ length: 24 }, work));
}

/** Holds every number of `expected` against the result, at a relative tolerance (absolute below 1). */
function holdAgainst(actual: unknown, expected: JsonValue, tolerance: number, path: string): void {
  if (typeof expected === "number") {
    const error = Math.abs((actual as number) - expected) / Math.max(1, Math.abs(expected));
    expect(error, `${path}: ${String(actual)} instead of ${expected}`).toBeLessThanOrEqual(tolerance);
    return;
  }
  if (typeof expected !== "object" || expected === null) {
    expect(actual, path).toBe(expected);
    return;
  }
  for (const [key, value] of Object.entries(expected)) {
    holdAgainst((actual as Record<string, unknown>)[key], value as JsonValue, tolerance, `${path}.${key}`);
  }
}

const run = (request: { kind: string } & Record<string, JsonValue>) =>
  lead.client.call(routes.runAnalysis, { params, body: { questionnaire: "bfi", request } });

describe("answers of 2,800 people, sent over HTTP and analysed from the database", () => {
  it("are all there", async () => {
    const { counts } = await lead.client.call(routes.getStudy, { params });
    expect(counts.responses).toBe(2_800);
  });

  it.each(references.map((reference) => [reference.id, reference] as const))("give R's numbers: %s", async (_, one) => {
    const { result } = await run({ ...one.params, kind: one.kind });
    holdAgainst(result, one.expected, one.tolerance, one.id);
  });

  it("give the reliability of conscientiousness, with the items that read the other way turned", async () => {
    const request = { kind: "reliability", items: ["C1", "C2", "C3", "C4", "C5"], reverse: ["C4", "C5"] };
    const turned = await run({ ...request, scale: { min: 1, max: 6 } });
    const plain = await run({ ...request, reverse: [], scale: { min: 1, max: 6 } });
    const alpha = ({ result }: { result: unknown }): number => (result as { alpha: number }).alpha;
    expect(alpha(turned)).toBeGreaterThan(0.7);
    expect(alpha(plain)).toBeLessThan(0.2);
  });

  it("come with a table, sentences and a chart", async () => {
    const { presentation } = await run({ kind: "crosstab", rows: "gender", columns: "education" });
    expect(presentation.table.body.length).toBeGreaterThanOrEqual(2);
    expect(presentation.sentences.map(({ text }) => text).join("")).toMatch(/[\u4e00-\u9fff]/);
    expect(presentation.chart).toMatchObject({ data: expect.anything() });
  });

  it("name the place of a wrong request", async () => {
    const response = await lead.fetch(`/api/studies/${study}/analyses`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ questionnaire: "bfi", request: { kind: "describe", variables: ["nothing"] } }),
    });
    expect(await response.json()).toMatchObject({
      code: "analysis.invalid",
      detail: expect.stringContaining("nothing"),
    });
  });

  it("become a report with its evidence", async () => {
    const place = { study, outline: "report" };
    const built = await lead.client.call(routes.buildReport, { params: place, body: { mode: "draft" } });
    expect(built.evidence).toBeGreaterThanOrEqual(2);
    const docx = built.files.find(({ name }) => name.endsWith(".docx"));
    const file = await lead.client.call(routes.downloadBuild, {
      params: { ...place, build: built.build, file: docx?.name ?? "" },
    });
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([bytes.length, bytes[0], bytes[1]]).toEqual([docx?.bytes, 0x50, 0x4b]);
    const { reports } = await lead.client.call(routes.listReports, { params });
    expect(reports[0]?.builds.map((build) => build.file).sort()).toEqual(built.files.map(({ name }) => name).sort());
  });

  it("refuse an outline that names a missing variable, and keep the build before", async () => {
    const place = { study, outline: "report" };
    const { reports: before } = await lead.client.call(routes.listReports, { params });
    const markdown = outline.replace('rows="gender"', 'rows="nothing"');
    await lead.client.call(routes.saveOutline, { params: place, body: { markdown } });
    const response = await lead.fetch(`/api/studies/${study}/reports/report/builds`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ mode: "draft" }),
    });
    const refused = (await response.json()) as { code: string };
    expect(refused).toMatchObject({
      code: "report.invalid",
      errors: [
        { place: expect.stringMatching(/^report\.md:\d+ .*rows=nothing/), message: expect.stringContaining("nothing") },
      ],
    });
    const { reports: after } = await lead.client.call(routes.listReports, { params });
    expect(after[0]?.builds).toEqual(before[0]?.builds);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
