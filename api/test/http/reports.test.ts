import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { problemOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

const { lead } = await openStudyServer();
const params = { study: smallStudy, outline: "report" };

/** The .docx of a fresh build, one of its texts changed. */
async function editBuild(was: string, now: string): Promise<Uint8Array<ArrayBuffer>> {
  const { build, files } = await lead.client.call(routes.buildReport, { params, body: { mode: "draft" } });
  const file = files.find(({ name }) => name.endsWith(".docx"))?.name ?? "";
  const answer = await lead.client.call(routes.downloadBuild, { params: { ...params, build, file } });
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  return new Uint8Array(zipSync({ ...parts, "word/document.xml": strToU8(xml.replace(was, now)) }));
}

const merge = (bytes: Uint8Array<ArrayBuffer>, write: "true" | "false" = "false") =>
  lead.client.call(routes.mergeReport, { params, query: { write }, bytes });

describe("merging an edited document", () => {
  it("shows changes first, stores them when asked, and knows that the outline is another then", async () => {
    const bytes = await editBuild("有效问卷共若干份", "有效问卷不少于若干份");
    const shown = await merge(bytes);
    expect(shown).toMatchObject({ saved: false, refused: [], merged: [{ kind: "changed", line: 7 }] });
    const before = await lead.client.call(routes.getOutline, { params });
    expect(before.markdown).not.toContain("不少于");
    expect(await merge(bytes, "true")).toMatchObject({ saved: true });
    const after = await lead.client.call(routes.getOutline, { params });
    expect(after.markdown).toContain("有效问卷不少于若干份。");
    expect(await problemOf(merge(bytes, "true"))).toMatchObject({ code: "merge.invalid", status: 422 });
  });

  it("refuses what is no document of this outline, and stores nothing", async () => {
    const { markdown } = await lead.client.call(routes.getOutline, { params });
    expect(await problemOf(merge(new Uint8Array([1, 2, 3]), "true"))).toMatchObject({ code: "merge.invalid" });
    const foreign = new Uint8Array(zipSync({ "word/document.xml": strToU8("<document><body><p/></body></document>") }));
    expect(await problemOf(merge(foreign, "true"))).toMatchObject({ code: "merge.invalid" });
    expect((await lead.client.call(routes.getOutline, { params })).markdown).toBe(markdown);
  });
});

describe("an outline that several people edit", () => {
  const stored = () => lead.client.call(routes.getOutline, { params });

  it("keeps every passage that is added at the same time", async () => {
    const passages = ["一", "二", "三", "四"].map((name) => `同时加入的第${name}段。`);
    await Promise.all(passages.map((passage) => lead.client.call(routes.addToOutline, { params, body: { passage } })));
    const { markdown } = await stored();
    for (const passage of passages) expect(markdown.split(passage)).toHaveLength(2);
    expect(markdown.endsWith("段。\n")).toBe(true);
  });

  it("adds a passage that was sent twice but once", async () => {
    const body = { passage: "送了两次的一段。" };
    const first = await lead.client.call(routes.addToOutline, { params, body });
    await lead.client.call(routes.addToOutline, { params, body: { passage: `${body.passage}甲` } });
    const again = await lead.client.call(routes.addToOutline, { params, body });
    const { markdown, revision } = await stored();
    expect([first.added, again]).toEqual([true, { added: false, revision }]);
    expect(markdown.split(`${body.passage}\n`)).toHaveLength(2);
  });

  it("refuses an edit of a state that another edit has changed, and takes the same edit twice", async () => {
    const { markdown, revision } = await stored();
    const mine = { markdown: `${markdown}我的一段。\n`, revision };
    const first = await lead.client.call(routes.saveOutline, { params, body: mine });
    expect(await lead.client.call(routes.saveOutline, { params, body: mine })).toEqual(first);
    const half = lead.client.call(routes.saveOutline, { params, body: { markdown: "半个字\ud800", revision } });
    expect(await problemOf(half)).toMatchObject({
      code: "request.invalid",
      detail: expect.stringContaining("body.markdown"),
    });
    const theirs = lead.client.call(routes.saveOutline, { params, body: { markdown: "他的一段。", revision } });
    expect(await problemOf(theirs)).toMatchObject({ code: "edit.conflict", status: 409 });
    expect((await stored()).markdown).toBe(mine.markdown);
  });
});

describe("comparing two states", () => {
  const takeSnapshot = async () =>
    (await (await lead.client.call(routes.exportSnapshot, { params: { study: smallStudy } })).json()) as JsonValue;
  const diff = (body: { before: JsonValue; after?: JsonValue; outline?: string }) =>
    lead.client.call(routes.diffReports, { params: { study: smallStudy }, body });

  it("finds nothing between a snapshot and the state it was taken of", async () => {
    const before = await takeSnapshot();
    expect(await diff({ before })).toEqual({ reports: [{ outline: "report", changes: [] }] });
    expect(await diff({ before, after: before, outline: "report" })).toEqual(await diff({ before }));
  });

  it("says which numbers are new, from where and why", async () => {
    const before = await takeSnapshot();
    const passage = "有效:value{kind=frequencies variable=satisfied path=n unit=份}。";
    await lead.client.call(routes.addToOutline, { params, body: { passage } });
    const [report] = (await diff({ before })).reports;
    expect(report?.changes).toMatchObject([{ kind: "value", was: null, why: ["提纲report.md有改动"] }]);
  });

  it("refuses an edited file, another study's and an unknown outline, each with its reason", async () => {
    const before = (await takeSnapshot()) as Record<string, JsonValue>;
    const say = async (body: Parameters<typeof diff>[0]) => (await problemOf(diff(body))).detail;
    expect(await say({ before: { ...before, responses: [], audit: 1 } })).toContain(
      "before: the file is not what its hash",
    );
    expect(await say({ before: { a: 1 } })).toContain("before: snapshot: expected the format");
    expect(await say({ before, after: null })).toContain("after: snapshot: expected the format");
    expect(await say({ before, outline: "nosuch" })).toContain("expected one of report, got nosuch");
  });
});
