import { describe, expect, it } from "vitest";
import { ProblemError, routes } from "../../src/contract/index.ts";
import { renderRespondentPage } from "../../src/http/respondent-page.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { startTestServer } from "../start-test-server.ts";
import { openLink, smallPack, smallStudy, smallSubmission } from "../study.ts";

const translation = `---
version: "1-en"
brief: This survey is carried out for a test and takes eight minutes; taking part is voluntary.
---
## Who is responsible
The carrier.
## Purpose
A test.
## Information
Answers.
## How long it is kept
To the end of 2026.
## Your rights
Withdraw with the receipt.
## Contact
test@example.org
`;

const { server, lead, version, collector } = await openStudyServer();
let link = collector;

const shell = '<html lang="zh-CN"><title></title><main id="page"></main></html>';
const fail = (error: unknown): never => {
  throw error;
};
const cover = async (locale: "zh" | "en") =>
  (await renderRespondentPage(server.services, { shell, collector: link, locale }, fail)).html;

const load = (text: string) =>
  lead.client.call(routes.loadPack, { body: { files: { ...smallPack(), "notice.en.md": text }, simulated: true } });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => error instanceof ProblemError && error.body.code,
  );
const submit = (noticeVersion: string) =>
  anonymous(server).client.call(routes.submitResponse, {
    params: { collector: link },
    body: { ...smallSubmission(version), noticeVersion },
  });

describe("the notice in two languages", () => {
  it("has no English version to consent to where the pack has none", async () => {
    const page = await anonymous(server).client.call(routes.getCollectorPage, { params: { collector: link } });
    expect(page.notice.en).toBeNull();
    const [english, chinese] = [await cover("en"), await cover("zh")];
    expect(english).toContain("This notice is in Chinese only.");
    expect(english).toContain('<p lang="zh-CN">本调查由承担单位');
    expect(chinese).not.toMatch(/Chinese|notice-language/);
    expect(await codeOf(submit("1-en"))).toBe("response.notice");
  });

  it("comes with the translation of a pack that has one, added to the same version", async () => {
    await load(translation);
    link = await openLink(lead.client, version);
    const page = await anonymous(server).client.call(routes.getCollectorPage, { params: { collector: link } });
    expect(page.notice).toMatchObject({ version: "1", en: { version: "1-en" } });
    const [english, chinese] = [await cover("en"), await cover("zh")];
    expect(english).toContain("the Chinese notice governs");
    expect(english).toContain("<p>This survey is carried out for a test");
    expect(english).not.toContain("本调查由承担单位");
    expect(chinese).toContain("<p>本调查由承担单位");
    expect(chinese).not.toContain("This survey is carried out");
  });

  it("keeps which of the texts was read, and refuses one that never was", async () => {
    const read = ["1", "1-en"];
    for (const notice of read) {
      const { id } = await submit(notice);
      expect((await server.services.ports.responses.findById(id))?.noticeVersion).toBe(notice);
    }
    expect(await codeOf(submit("2-en"))).toBe("response.notice");
  });

  it("does not change under those who have read it", async () => {
    expect(await codeOf(load(translation.replace("Answers.", "Answers and names.")))).toBe("notice.unversioned");
    expect(await codeOf(load(translation.replace('"1-en"', '"2-en"')))).toBe("pack.invalid");
    expect((await server.services.ports.studies.findNotice(smallStudy, "1-en"))?.markdown).toContain("Answers.");
  });
});

it("is left to the page's script while the database is away, and the operator is told why", async () => {
  const gone = await startTestServer();
  await gone.close();
  const failures: unknown[] = [];
  const asked = { shell, collector, locale: "zh" as const };
  expect(await renderRespondentPage(gone.services, asked, (error) => failures.push(error))).toEqual({
    status: 503,
    html: shell,
  });
  expect(failures).toHaveLength(1);
});
