import { readFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { readDocxText } from "@diaoyan/exports";
import { readWorkbook } from "@diaoyan/instruments";
import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { type PolicyHeadFields, routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join } from "../people.ts";
import { codeOf, problemOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const params = { study: smallStudy };
const province = `模拟省科学技术厅文件
模科发［2024］7号
关于印发《模拟省科技人才评价试点办法》的通知
第一条　不看论文篇数，推行代表作。
😀代表作不超过三件。
第二条　职称评审由单位自主开展。
模拟省科学技术厅
2024年3月5日`;
const city =
  "<html><head><title>菜单</title><script>alert(1)</script></head><body><nav>首页</nav><h1>天津市模拟办法</h1><p>第一条&emsp;看<b>论</b>文质量。</p><table><tr><td>指标</td><td><p>分</p><p>值</p></td></tr></table><p>第二条 乙。</p></body></html>";
const paragraph = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const docx = zipSync({
  "word/document.xml": strToU8(
    `<w:document xmlns:w="w"><w:body>${paragraph("国家模拟通知")}${paragraph("一、论文")}<w:tbl><w:tr><w:tc>${paragraph("甲")}${paragraph("乙")}</w:tc><w:tc>${paragraph("丙")}</w:tc></w:tr></w:tbl></w:body></w:document>`,
  ),
});

const bring = (file: string, content: string | Uint8Array, policy: string = crypto.randomUUID()) =>
  lead.client.call(routes.importPolicy, {
    params: { ...params, policy },
    query: { file },
    bytes: new Uint8Array(typeof content === "string" ? new TextEncoder().encode(content) : content),
  });
const sample = async (name: string) =>
  new Uint8Array(await readFile(joinPath(import.meta.dirname, "../../test-data/policies", name)));
const confirm = (policy: string, head: PolicyHeadFields, change: Partial<PolicyHeadFields> = {}, revision = 1) =>
  lead.client.call(routes.savePolicy, {
    params: { ...params, policy },
    body: { revision, head: { ...head, ...change } },
  });
const compare = (body: object = {}, by = lead) => by.client.call(routes.comparePolicies, { params, body });
async function code(transcript: string, words: string, codeId = "papers") {
  const { transcript: text } = await lead.client.call(routes.getTranscript, { params: { ...params, transcript } });
  const whole = (text as { readonly text: string }).text;
  const start = [...whole.slice(0, whole.indexOf(words))].length;
  const coding = crypto.randomUUID();
  const body = { transcript, revision: 1, code: codeId, start, end: start + [...words].length };
  await lead.client.call(routes.addCoding, { params: { ...params, coding }, body });
}

it("imports, confirms, codes, compares and opens the provision", async () => {
  const { policy, provisions, suggestion } = await bring("模拟办法.txt", province);
  expect(suggestion.head).toMatchObject({
    number: "模科发〔2024〕7号",
    day: "2024-03-05",
    region: "模拟省",
    level: "其他省市",
  });
  expect(policy).toMatchObject({ title: "关于印发《模拟省科技人才评价试点办法》的通知", confirmed: null, revision: 1 });
  expect(provisions).toBe(4);
  const { policy: other } = await bring("天津.html", city);
  await code(policy.id, "代表作不超过三件");
  await code(policy.id, "论文篇数");
  await code(other.id, "论文质量");
  expect(await compare()).toMatchObject({ rows: [], unconfirmed: 2 });
  await confirm(policy.id, suggestion.head);
  await confirm(other.id, headOf(other), {
    issuer: "天津市模拟局",
    region: "天津市",
    level: "本市",
    day: "2023-01-01",
  });
  const seen = await compare();
  expect(seen).toMatchObject({
    unconfirmed: 0,
    years: [2023, 2024],
    regions: expect.arrayContaining(["模拟省", "天津市"]),
  });
  expect(seen.rows).toEqual([
    { value: "模拟省", documents: 1 },
    { value: "天津市", documents: 1 },
  ]);
  expect(seen.cells).toEqual([[{ provisions: 1, documents: 1 }], [{ provisions: 1, documents: 1 }]]);
  const cell = { value: "模拟省", code: seen.columns[0]?.code ?? "" };
  const opened = await lead.client.call(routes.listProvisions, { params, body: cell });
  expect(opened.total).toBe(1);
  expect(opened.provisions[0]).toMatchObject({
    citation: "第一条第一款",
    policy: { number: "模科发〔2024〕7号", day: "2024-03-05" },
  });
  expect((await compare({ from: 2024 })).rows.map(({ value }) => value)).toEqual(["模拟省"]);
  const found = await lead.client.call(routes.searchTranscripts, { params, query: { query: "論文質量" } });
  expect(found.results.map(({ title }) => title)).toEqual(["天津市模拟办法"]);
  const crossed = await lead.client.call(routes.retrieveCodings, {
    params,
    body: { codes: ["papers"], by: "层级" } as never,
  });
  expect(crossed.matrix?.values).toEqual(["其他省市", "本市"]);
});

it("keeps policy texts out of what people said", async () => {
  const { transcripts } = await lead.client.call(routes.listTranscripts, { params });
  expect(transcripts).toEqual([]);
  const run = (request: { kind: string }) => lead.client.call(routes.runAnalysis, { params, body: { request } });
  expect((await run({ kind: "codeFrequency" })).presentation.sentences[0]?.text).toBe("访谈资料尚无编码。");
  expect((await run({ kind: "policyMatrix" })).presentation.sentences[0]?.text).toBe("共比较2件政策文件。");
});

it("writes a workbook with comparison, provisions and list", async () => {
  const answer = await lead.client.call(routes.exportPolicies, { params, body: {} });
  const { sheets } = readWorkbook(new Uint8Array(await answer.arrayBuffer()));
  expect(sheets.map(({ name }) => name)).toEqual(["比较", "条款", "文件目录"]);
  expect(sheets[1]?.rows[1]?.slice(0, 7)).toEqual([
    "模拟省",
    "其他省市",
    "关于印发《模拟省科技人才评价试点办法》的通知",
    "模拟省科学技术厅",
    "模科发〔2024〕7号",
    "2024-03-05",
    "第一条第一款",
  ]);
});

it("writes a document with the comparison and its provisions", async () => {
  const answer = await lead.client.call(routes.exportPolicyDocument, { params, body: {} });
  expect(answer.headers.get("content-disposition")).toContain("-policies.docx");
  const text = readDocxText(new Uint8Array(await answer.arrayBuffer()));
  expect(text).toContain("政策文件比较");
  expect(text).toMatch(
    /模拟省（文件1件）[\s\S]*《关于印发《模拟省科技人才评价试点办法》的通知》（模科发〔2024〕7号，2024年3月5日）第一条第一款：/u,
  );
});

it("reads pages without running them and tables row by row", async () => {
  const { policies } = await lead.client.call(routes.listPolicies, { params });
  const page = policies.find(({ file }) => file === "天津.html");
  const text = async (id: string) => {
    const { transcript } = await lead.client.call(routes.getTranscript, { params: { ...params, transcript: id } });
    return (transcript as { readonly text: string }).text;
  };
  expect(await text(page?.id ?? "")).toBe("天津市模拟办法\n第一条\u2003看论文质量。\n指标 | 分 值\n第二条 乙。");
  const { policy } = await bring("通知.DOCX", docx);
  expect(await text(policy.id)).toBe("国家模拟通知\n一、论文\n甲 乙 | 丙");
  const gbk = await bring("老网页.htm", Uint8Array.from([0x3c, 0x70, 0x3e, 0xc2, 0xdb, 0xce, 0xc4]));
  expect(await text(gbk.policy.id)).toBe("论文");
});

it("reads a PDF whose fonts are not embedded, and says what to do with what it cannot read", async () => {
  const { policy } = await bring("文件.pdf", await sample("unembedded-gbk.pdf"));
  expect(policy.number).toBe("模科发〔2024〕12号");
  const refusals = await Promise.all(
    (
      [
        ["密.pdf", await sample("password.pdf"), "print it to PDF without one"],
        ["扫.pdf", await sample("scanned.pdf"), "(OCR)"],
        ["坏.pdf", "%PDF-1.4 坏", "download it again"],
        ["坏.docx", "PK坏", "save it as .docx"],
        ["旧.docx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), "take its password off"],
        ["版.ofd", "PK", "export it as PDF"],
        ["空.txt", "", "look at its size"],
        ["白.html", "<p> </p><script>1</script>", "import one that has text"],
        ["零.txt", "甲\0乙", "save it as UTF-8"],
        ["深.html", `${"<div>".repeat(60_000)}甲`, "copy its words"],
      ] as const
    ).map(async ([name, bytes, remedy]) => {
      const { code: refused, remedy: said } = await problemOf(bring(name, bytes));
      return [name, refused, said?.includes(remedy)];
    }),
  );
  expect(refusals.filter(([, refused, said]) => !String(refused).startsWith("policy.") || said !== true)).toEqual([]);
});

it("takes the same file again, refuses it under another id, and refuses an older state and a used document", async () => {
  const id = crypto.randomUUID();
  const first = await bring("再次.txt", "第一条 甲乙丙。\n第二条 论文。", id);
  expect((await bring("再次.txt", "第一条 甲乙丙。\n第二条 论文。", id)).policy.id).toBe(id);
  expect(await codeOf(bring("又一份.txt", "第一条 甲乙丙。\n第二条 论文。"))).toBe("policy.known");
  expect(await codeOf(bring("别的.txt", "第一条 别的。", id))).toBe("policy.conflict");
  const head = { ...first.suggestion.head, issuer: "模拟局", region: "模拟市" };
  await confirm(id, head);
  await confirm(id, head);
  expect(await codeOf(confirm(id, head, { issuer: "别的局" }))).toBe("edit.conflict");
  expect(await codeOf(confirm(id, head, { issuer: "" }, 2))).toBe("request.invalid");
  expect(await codeOf(confirm(id, head, { url: "javascript:alert(1)" }, 2))).toBe("request.invalid");
  await code(id, "论文");
  const remove = (policy: string) => lead.client.call(routes.removePolicy, { params: { ...params, policy } });
  expect(await codeOf(remove(id))).toBe("policy.inUse");
  const { policy } = await bring("误.txt", "第一条 误。");
  await remove(policy.id);
  expect(await codeOf(remove(policy.id))).toBe("policy.notFound");
});

it("corrects a text by provisions, codings going over", async () => {
  const { policy } = await bring("更正.txt", "第一条 论文甲。\n第二条 乙。");
  await code(policy.id, "论文");
  await lead.client.call(routes.correctTranscript, {
    params: { ...params, transcript: policy.id },
    query: { format: "txt", revision: 1, act: crypto.randomUUID() },
    bytes: new Uint8Array(new TextEncoder().encode("第一条 看论文甲。\n第二条 乙丙。")),
  });
  const { transcript } = await lead.client.call(routes.getTranscript, { params: { ...params, transcript: policy.id } });
  expect(transcript).toMatchObject({ revision: 2, turns: [{ speaker: "第一条" }, { speaker: "第二条" }] });
});

it("lets a viewer see the comparison, not the texts", async () => {
  const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
  expect((await compare({}, viewer)).rows.length).toBeGreaterThan(0);
  const body = { value: "模拟省", code: "papers" };
  expect(await codeOf(viewer.client.call(routes.listProvisions, { params, body }))).toBe("access.role");
});

function headOf({ day, issuer, level, number, region, state, title, url }: PolicyHeadFields): PolicyHeadFields {
  return { day, issuer, level, number, region, state, title, url };
}
