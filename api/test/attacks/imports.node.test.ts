import { readCsvRows } from "@diaoyan/instruments";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallPack, smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite, readRows } from "./attack-site.ts";

let site: AttackSite;
beforeAll(async () => {
  site = await openAttackSite();
});
afterAll(() => site.close());

async function importDocx(parts: Record<string, Uint8Array>, whole?: Uint8Array): Promise<string> {
  const bytes = new Uint8Array(whole ?? zipSync(parts, { level: 9 }));
  const path = `/api/studies/${smallStudy}/transcripts/${crypto.randomUUID()}?title=x&format=docx`;
  const response = await site.lead.fetch(path, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: bytes,
  });
  return response.ok ? "stored" : ((await response.json()) as { code: string }).code;
}

const word = (xml: string) => ({ "word/document.xml": strToU8(xml) });
const paragraph = (text: string) =>
  `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
const count = async () =>
  (await readRows<{ n: number }>(site.server.dataFolder, "select count(*) as n from transcripts"))[0];

describe("files from elsewhere", () => {
  it.each([
    ["D4 an external entity", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${paragraph("受访者：&e;")}`],
    ["D4 a document type in capitals only", `<!DOCTYPE x>${paragraph("受访者：字")}`],
    [
      "D4 a billion laughs",
      `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${"bcdefghij"[at]} "${`&${"abcdefghi"[at]};`.repeat(10)}">`).join("")}]>${paragraph("受访者：&j;")}`,
    ],
    ["D4 an entity nobody declared", paragraph("受访者：&mystery;")],
    ["D4 XML that does not end", "<w:document xmlns:w='w'><w:body><w:p>"],
  ])("%s is refused, and nothing is stored", async (_, xml) => {
    const before = await count();
    expect(await importDocx(word(xml))).toBe("transcript.invalid");
    expect(await count()).toEqual(before);
  });

  it("C4 a zip bomb stops at its limit, quickly and without taking the memory it announces", async () => {
    const before = process.memoryUsage().rss;
    const bomb = new Uint8Array(80 * 1024 * 1024);
    const zipped = zipSync({ "word/document.xml": [bomb, { level: 9 }] });
    expect(zipped.length).toBeLessThan(1024 * 1024);
    const from = performance.now();
    expect(await importDocx({}, zipped)).toBe("transcript.invalid");
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(800 * 1024 * 1024);
  });

  it.each([
    ["a zip cut short", zipSync(word(paragraph("字"))).subarray(0, 60)],
    ["a zip without the document", zipSync({ "xl/workbook.xml": strToU8("<x/>") })],
    ["only the two letters of a zip", strToU8("PK")],
    ["a name that climbs out", zipSync({ "../../word/document.xml": strToU8(paragraph("字")) })],
  ])("C4 %s is refused", async (_, bytes) => {
    expect(await importDocx({}, bytes)).toBe("transcript.invalid");
  });

  it("C4 the right document still comes in", async () => {
    expect(await importDocx(word(paragraph("受访者：论文太多。")))).toBe("stored");
  });

  it.each([
    ["C4 a path that climbs", { "../../../etc/cron.d/x": "* * * * *" }],
    ["C4 an absolute path", { "/etc/passwd": "x" }],
    ["C4 a path with a backslash", { "..\\..\\x": "x" }],
    [
      "D4 YAML aliases that stand for gigabytes",
      { "codebook.yaml": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n" },
    ],
    ["D4 YAML nested a hundred thousand deep", { "codebook.yaml": `version: ${"[".repeat(100_000)}` }],
    ["D4 YAML tags of a language", { "codebook.yaml": "version: !!js/function 'function(){ return 1 }'\ncodes: []\n" }],
    ["D5 a prototype in YAML", { "codebook.yaml": 'version: "1"\n__proto__: { polluted: true }\ncodes: []\n' }],
    [
      "D5 a constructor in YAML",
      { "study.yaml": `${smallPack()["study.yaml"]}constructor: { prototype: { polluted: true } }\n` },
    ],
    ["D5 a merge key in YAML", { "study.yaml": `${smallPack()["study.yaml"]}"<<": { polluted: true }\n` }],
    [
      "C4 JSON nested ten thousand deep",
      { "questionnaires/small.json": `{"survey":${"[".repeat(10_000)}${"]".repeat(10_000)}}` },
    ],
    ["C4 a binary file", { "notice.md": "\u0000\u0001\u0002" }],
  ])("%s in a pack changes nothing but an answer", async (_, files) => {
    const body = JSON.stringify({ files: { ...smallPack(), ...files }, simulated: true });
    const before = await readRows(site.server.dataFolder, "select document from studies");
    const headers = { "content-type": "application/json" };
    const response = await site.lead.fetch("/api/studies", { method: "POST", headers, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await readRows(site.server.dataFolder, "select document from studies")).toEqual(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("D5 a prototype as the name of a file in a pack", async () => {
    const body = JSON.stringify({ files: smallPack(), simulated: true }).replace(
      '"files":{',
      '"files":{"__proto__":"x",',
    );
    const headers = { "content-type": "application/json" };
    const response = await site.lead.fetch("/api/studies", { method: "POST", headers, body });
    expect(((await response.json()) as { code: string }).code).toBe("request.invalid");
  });

  it("C4 a CSV that never closes its quote, of a million commas, or of empty lines is read in its time or refused", () => {
    for (const text of [
      `a,b\n"${"x,".repeat(500_000)}`,
      ",".repeat(1_000_000),
      "\r\n".repeat(500_000),
      '"'.repeat(999_999),
    ]) {
      const from = performance.now();
      try {
        readCsvRows(text);
      } catch (error) {
        expect((error as Error).message).not.toMatch(/stack|memory/);
      }
      expect(performance.now() - from).toBeLessThan(5_000);
    }
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
