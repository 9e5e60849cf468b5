import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { problemOf } from "../problem-of.ts";
import { openLink, smallPack, smallQuestionnaire, smallStudy } from "../study.ts";

const letter = `---
version: "1.0"
title: 关于协助开展{课题名称}调研的函
---

{收函单位}：

请于{截止日期}前填写《{问卷名称}》。{回收方式}调研结果只用于研究，予以保密，参加自愿。

{二维码}

贵单位联系人：{收函联系人}。
`;
const realStudy = "real-study";

const { server, lead, version, collector: open } = await openStudyServer();
let collector: string;
let invited: string;
beforeAll(async () => {
  collector = open;
  invited = await openLink(lead.client, version, { invitedOnly: true });
  const files: Record<string, string> = { ...smallPack(), "letter.md": letter };
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  const real = { ...files, "study.yaml": (files["study.yaml"] ?? "").replace(smallStudy, realStudy) };
  await lead.client.call(routes.loadPack, { body: { files: real, simulated: false } });
  const params = { study: realStudy, questionnaire: smallQuestionnaire };
  await lead.client.call(routes.publishQuestionnaire, { params, body: {} });
});

const sending = (more: { readonly collector?: string | null; readonly deadline?: string | null } = {}) => ({
  questionnaire: smallQuestionnaire,
  collector,
  day: "2026-09-01",
  deadline: "2026-09-30",
  returnBy: "扫码填写。",
  ...more,
});

const textOf = (docx: Uint8Array): string =>
  strFromU8(unzipSync(docx)["word/document.xml"] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, "");

describe("cover letters", () => {
  it("go to one unit as .docx with link, code and mark", async () => {
    const answer = await lead.client.call(routes.writeLetter, {
      params: { study: smallStudy },
      body: { ...sending(), addressee: { unit: "样例大学", contact: "人事处" } },
    });
    expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(
      "调研函（样例大学）（模拟数据）.docx",
    );
    const docx = new Uint8Array(await answer.arrayBuffer());
    const text = textOf(docx);
    expect(text).toContain("样例大学：请于2026年9月30日前填写《小问卷（模拟数据）》。扫码填写。");
    expect(text).toContain(`${server.url}/s/${collector}`);
    expect(Object.keys(unzipSync(docx)).some((name) => name.endsWith(".png"))).toBe(true);
  });

  it("go to every unit of a list in one zip, under names that file systems take", async () => {
    const answer = await lead.client.call(routes.writeLetters, {
      params: { study: smallStudy },
      body: {
        ...sending({ collector: null }),
        addressees: [
          { unit: "天津某大学/医学院", contact: "科研处" },
          { unit: "天津某大学:医学院", contact: "" },
        ],
      },
    });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files)).toEqual([
      "调研函（天津某大学_医学院）（模拟数据）.docx",
      "调研函（天津某大学_医学院）2（模拟数据）.docx",
    ]);
    expect(textOf(Object.values(files)[1] ?? new Uint8Array())).toContain("贵单位联系人：（收函联系人）。");
    const { entries } = await lead.client.call(routes.listAudit, { params: { study: smallStudy }, query: {} });
    expect(entries[0]).toMatchObject({ action: "letter.write", subject: "small: 2" });
  });

  it("of a real study are refused with every open slot named", async () => {
    const body = {
      ...sending({ collector: null, deadline: null }),
      addressees: [
        { unit: "甲单位", contact: "人事处" },
        { unit: "乙单位", contact: "" },
      ],
    };
    const refusal = await problemOf(lead.client.call(routes.writeLetters, { params: { study: realStudy }, body }));
    expect([refusal.code, refusal.errors?.map(({ place, message }) => `${place} ${message}`)]).toEqual([
      "letter.unfilled",
      ["甲单位 {截止日期}", "乙单位 {截止日期}", "乙单位 {收函联系人}"],
    ]);
  });

  it("carry no personal link, go to no unit twice, and need a template", async () => {
    const params = { study: smallStudy };
    const addressee = { unit: "甲", contact: "乙" };
    const withInvited = { ...sending({ collector: invited }), addressee };
    expect((await problemOf(lead.client.call(routes.writeLetter, { params, body: withInvited }))).code).toBe(
      "collector.notFound",
    );
    const twice = { ...sending(), addressees: [addressee, addressee] };
    const refusal = await problemOf(lead.client.call(routes.writeLetters, { params, body: twice }));
    expect([refusal.code, refusal.errors?.[0]?.place]).toEqual(["letter.invalid", "2"]);
    const { unfilled, title } = await lead.client.call(routes.getLetter, { params });
    expect([unfilled, title]).toEqual([[], "关于协助开展小课题（模拟数据）调研的函"]);
    await lead.client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
    expect((await problemOf(lead.client.call(routes.getLetter, { params }))).code).toBe("letter.notFound");
  });
});
