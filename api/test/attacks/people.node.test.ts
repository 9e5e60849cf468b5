import { readCsvRows } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { codeOf } from "../problem-of.ts";
import { makeSession } from "../session.ts";
import { smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite } from "./attack-site.ts";

const script = `<img src=x onerror=alert(1)><script>alert(2)</script>"'><svg/onload=alert(3)>`;
const questionnaire = "evil";
const params = { study: smallStudy, questionnaire };
let site: AttackSite;

/** A questionnaire whose every text a person with the right to edit made as bad as he could. */
const evil = (change: Record<string, JsonValue> = {}, element: Record<string, JsonValue> = {}): JsonValue => ({
  name: questionnaire,
  form: "short",
  title: { zh: `问卷${script}` },
  purpose: { zh: `目的${script}` },
  minutes: 2,
  constructs: [],
  missingCodes: [],
  survey: {
    pages: [
      {
        name: "p1",
        elements: [
          {
            type: "radiogroup",
            name: "pick",
            title: `=HYPERLINK("http://evil","x") ${script}`,
            choices: [
              { value: 1, text: `${script}甲` },
              { value: 2, text: "=1+1" },
            ],
            ...element,
          },
          { type: "text", name: "word", title: "＝说明", maxLength: 500 },
          { type: "text", name: "number", title: "-数", inputType: "number" },
        ],
      },
    ],
    ...change,
  },
});

beforeAll(async () => {
  site = await openAttackSite();
});
afterAll(() => site.close());

async function publish(): Promise<string> {
  await site.lead.client.call(routes.saveQuestionnaireDraft, { params, body: evil() });
  return (await site.lead.client.call(routes.publishQuestionnaire, { params, body: {} })).version.hash;
}

async function openEvil(): Promise<{ readonly collector: string; readonly version: string }> {
  const version = await publish();
  const body = { questionnaire, version, label: `链接${script}`.slice(0, 200), mode: "pseudonymous" as const };
  const { collector } = await site.lead.client.call(routes.openCollector, { params: { study: smallStudy }, body });
  return { collector: collector.id, version };
}

/** Markup that the attack brought, not the page: a tag with a handler, or a script with a body. */
function expectNoMarkup(html: string): void {
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<svg/onload");
}

describe("answers that attack the researcher and the spreadsheet", () => {
  const formulas = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "  =1+1",
    "　=1+1",
    "'=1+1",
    '=cmd|"/c calc"!A1',
    "\uFEFF=1+1",
  ];

  it("C5 formulas in answers, labels and titles are disarmed in every file of an export; numbers stay numbers", async () => {
    const { collector, version } = await openEvil();
    for (const [at, word] of formulas.entries()) {
      const body = { ...site.honest({ pick: 1, word, number: -3.5 - at }), version };
      await site.submit(body, collector);
    }
    const answer = await site.lead.client.call(routes.exportCsv, { params });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const data = strFromU8(files["data.csv"] ?? new Uint8Array());
    const codebook = strFromU8(files["codebook.csv"] ?? new Uint8Array());
    for (const text of [data, codebook]) {
      for (const cell of readCsvRows(text).flat()) {
        if (!/^-\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/);
      }
    }
    for (let at = 0; at < formulas.length; at += 1) expect(data).toMatch(new RegExp(`,${-3.5 - at}(,|\\r)`));
  });

  it("C1 what people wrote and said stands as text in reports, as web page and as document", async () => {
    const session = crypto.randomUUID();
    const transcript = crypto.randomUUID();
    const place = { study: smallStudy };
    await site.lead.client.call(routes.saveSession, {
      params: { ...place, session },
      body: { session: makeSession(session, { title: script }) as unknown as JsonValue },
    });
    const text = `访谈员：您怎么看？\n受访者：论文数量决定一切，${script}，论文压力很大。\n`;
    await site.lead.client.call(routes.importTranscript, {
      params: { ...place, transcript },
      query: { title: script, format: "txt", session },
      bytes: new Uint8Array(new TextEncoder().encode(text)),
    });
    await site.lead.client.call(routes.applyRules, { params: place, body: {} });
    const markdown = `---\ntitle: 报告${script.replaceAll('"', "")}\n---\n\n# 结果\n\n::analysis{kind=codeFrequency show="table"}\n\n# 引语\n\n::quotes{code=papers n=2}\n`;
    const outline = { params: { ...place, outline: "report" } };
    await site.lead.client.call(routes.saveOutline, { ...outline, body: { markdown } });
    const bad = `${markdown}\n[点这里](javascript:alert(1))\n\n<script>alert(1)</script>\n`;
    await site.lead.client.call(routes.saveOutline, { ...outline, body: { markdown: bad } });
    expect(await codeOf(site.lead.client.call(routes.buildReport, { ...outline, body: { mode: "draft" } }))).toBe(
      "report.invalid",
    );
    await site.lead.client.call(routes.saveOutline, { ...outline, body: { markdown } });
    const built = await site.lead.client.call(routes.buildReport, { ...outline, body: { mode: "draft" } });
    expect(built.files.length).toBeGreaterThan(1);
    for (const { name } of built.files) {
      const file = { params: { ...outline.params, build: built.build, file: name } };
      const response = await site.lead.client.call(routes.downloadBuild, file);
      expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const bytes = new Uint8Array(await response.arrayBuffer());
      const shown = name.endsWith(".docx")
        ? strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array())
        : strFromU8(bytes);
      expectNoMarkup(shown);
      expect(shown).toContain("&lt;img src=x");
      expect(shown).not.toMatch(/href="javascript:/i);
    }
  });
});

describe("texts of a questionnaire that attack respondents", () => {
  it("C2 titles and purposes with markup are text on the page, in its title and in the answer of the API", async () => {
    const { collector } = await openEvil().catch(async () => {
      const { published } = await site.lead.client.call(routes.getQuestionnaire, { params });
      expect(published).not.toBeNull();
      const { summary } = await site.lead.client.call(routes.getQuestionnaire, { params });
      const version = summary.versions[0]?.hash ?? "";
      const body = { questionnaire, version, label: "二", mode: "pseudonymous" as const };
      const opened = await site.lead.client.call(routes.openCollector, { params: { study: smallStudy }, body });
      return { collector: opened.collector.id, version };
    });
    const html = await (await site.attacker.fetch(`/s/${collector}`)).text();
    expectNoMarkup(html);
    const data = await site.attacker.fetch(`/api/public/collectors/${collector}`);
    expect(data.headers.get("content-type")).toMatch(/^application\/json/);
    expect(data.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["C2 a script in static text", { html: "<script>alert(1)</script>" }],
    ["C2 an event handler", { html: '<p onclick="alert(1)">x</p>' }],
    ["C2 a style", { html: '<p style="background:url(//evil)">x</p>' }],
    ["C2 a frame", { html: '<iframe src="https://evil"></iframe>' }],
    ["C2 an unclosed tag", { html: "<img src=x onerror=alert(1) " }],
    ["C2 a namespace", { html: "<svg><script>alert(1)</script></svg>" }],
    ["C2 a comment that hides", { html: "<!--><img src=x onerror=alert(1)>-->" }],
    ["C2 a tag of another alphabet", { html: "<ſcript>alert(1)</ſcript>" }],
    ["C3 an answer piped into static text", { html: "<p>{word}</p>" }],
    ["C6 a javascript link", { html: '<a href="javascript:alert(1)">x</a>' }],
    ["C6 the same in capitals with a tab", { html: '<a href="JaVa\tScript:alert(1)">x</a>' }],
    ["C6 the same as an entity", { html: '<a href="&#106;avascript:alert(1)">x</a>' }],
    ["C6 a data link", { html: '<a href="data:text/html,<script>alert(1)</script>">x</a>' }],
    ["C6 a link without its scheme", { html: '<a href="//evil.example">x</a>' }],
    ["D2 a picture of another server", { html: '<img src="https://evil.example/pixel.png">' }],
  ])("%s is refused when the draft is checked and cannot be published", async (_what, { html }) => {
    const body = evil({}, { type: "html", name: "text", html } as never) as {
      survey: { pages: { elements: object[] }[] };
    };
    body.survey.pages[0]?.elements.push({ type: "html", name: "bad", html });
    const name = "evil-html";
    const place = { study: smallStudy, questionnaire: name };
    const draft = { ...(body as object), name } as unknown as JsonValue;
    const { findings } = await site.lead.client.call(routes.saveQuestionnaireDraft, { params: place, body: draft });
    expect(findings.some(({ severity }) => severity === "error")).toBe(true);
    expect(await codeOf(site.lead.client.call(routes.publishQuestionnaire, { params: place, body: {} }))).toBe(
      "questionnaire.invalid",
    );
  });

  it.each([
    ["C6 logo", "javascript:alert(1)"],
    ["C6 logo", "data:text/html;base64,PHNjcmlwdD4="],
    ["C6 navigateToUrl", "https://evil.example"],
    ["C3 completedHtml", "<p>{word}</p>"],
    ["C3 completedHtml", "<img src=x onerror=alert(1)>"],
    ["D2 backgroundImage", "https://evil.example/x.png"],
    ["D3 triggers", [{ type: "runexpression", expression: "{pick} = 1", runExpression: "1" }]],
  ])("%s of a questionnaire takes no such thing (%#)", async (title, value) => {
    const name = "evil-property";
    const place = { study: smallStudy, questionnaire: name };
    const draft = { ...(evil({ [title.split(" ")[1] ?? ""]: value }) as object), name } as unknown as JsonValue;
    const { findings } = await site.lead.client.call(routes.saveQuestionnaireDraft, { params: place, body: draft });
    expect(findings.filter(({ severity }) => severity === "error")).not.toEqual([]);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
