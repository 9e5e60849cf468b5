import { brandAs, countObligations, readWorkbook, type Session } from "@diaoyan/instruments";
import fc from "fast-check";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { ExportError } from "../errors.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { verifyPackage } from "./evidence-package.ts";
import { makeEvidencePackage } from "./make-evidence-package.ts";

const snapshot = sampleSnapshot();
const { study } = snapshot.pack;
const [first] = snapshot.sessions;
if (first === undefined) throw new Error("the sample study has no session");
const note = { id: "n9", t: 0, question: null, type: "要点", codes: [], strength: null, verbatim: true } as const;
const sessions: readonly Session[] = [
  {
    ...first,
    reflection: "反思不得外传",
    observation: "观察不得外传",
    notes: [{ ...note, text: "敏感内容不得外传", sensitive: true }],
  },
  { ...first, id: brandAs("cancelled"), number: "X-取消", status: "cancelled" },
];
const obligations = countObligations(study, { sessions, responses: [], reports: [], caseCollections: [] });
const attachments = new Map([["附件/签到表.png", new Uint8Array([137, 80, 78, 71, 0, 255])]]);
const given = { study, obligations, sessions, snapshot: snapshot.hash, day: "2026-11-26", software: "diaoyan 0.1.0" };
const make = () => makeEvidencePackage(given, attachments);

const docx = "佐证材料清单（模拟数据）.docx";
const xlsx = "佐证材料清单（模拟数据）.xlsx";

function textOf(bytes: Uint8Array | undefined, part: string): string {
  return strFromU8(unzipSync(bytes ?? new Uint8Array())[part] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, "");
}

describe("the package of evidence", () => {
  it("holds list, workbook, attachments and manifest, the same bytes each time", async () => {
    const bytes = await make();
    expect(await make()).toEqual(bytes);
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual(["manifest.json", docx, xlsx, "附件/签到表.png"].sort());
    const { manifest, findings } = verifyPackage(bytes);
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({ study: "sample", snapshot: snapshot.hash, software: "diaoyan 0.1.0" });
    expect(manifest.files.map(({ file }) => file)).toContain("附件/签到表.png");
  });

  it("says plan against actual, the gap and the reasons in the document and in the workbook", async () => {
    const files = unzipSync(await make());
    const text = textOf(files[docx], "word/document.xml");
    expect(text).toContain("要求不少于20人次");
    expect(text).toMatch(/还差\d+人次/);
    expect(text).toContain("已取消");
    expect(text).toContain("附件/签到表.png");
    expect(textOf(files[docx], "word/header1.xml")).toContain("模拟数据");
    const book = readWorkbook(files[xlsx] ?? new Uint8Array());
    expect(book.sheets.map(({ name }) => name)).toEqual(["任务完成情况", "佐证明细", "附件清单", "说明"]);
    const lines = book.sheets[1]?.rows ?? [];
    expect(lines.some((row) => row.includes("X-取消") && row.includes("已取消"))).toBe(true);
  });

  it("never holds reflections, observations or notes", async () => {
    const files = unzipSync(await make());
    const parts = [docx, xlsx].flatMap((name) => Object.values(unzipSync(files[name] ?? new Uint8Array())));
    const all = [...parts, ...Object.values(files)].map((part) => strFromU8(part)).join("");
    expect(all).not.toContain("不得外传");
  });

  it("does not let one byte change unseen", async () => {
    const bytes = await make();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        try {
          expect(verifyPackage(changed).findings.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ExportError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("names the file that was changed, taken out or put in", async () => {
    const files = unzipSync(await make());
    const packed = (more: Record<string, Uint8Array>) => zipSync({ ...files, ...more }, { level: 0 });
    const { "附件/签到表.png": _, ...without } = files;
    const findingsOf = (bytes: Uint8Array) => verifyPackage(bytes).findings.map(({ code, file }) => [code, file]);
    expect(findingsOf(packed({ "附件/签到表.png": new Uint8Array([1]) }))).toEqual([
      ["file.changed", "附件/签到表.png"],
    ]);
    expect(findingsOf(zipSync(without, { level: 0 }))).toEqual([["file.missing", "附件/签到表.png"]]);
    expect(findingsOf(packed({ "多余.txt": new Uint8Array() }))).toEqual([["file.unlisted", "多余.txt"]]);
    expect(findingsOf(packed({}))).toEqual([["package.changed", "(archive)"]]);
  });

  it("refuses what is no package, saying why", () => {
    const notOne = (bytes: Uint8Array) => () => verifyPackage(bytes);
    expect(notOne(new Uint8Array())).toThrow("it is no zip file");
    expect(notOne(zipSync({ "a.txt": new Uint8Array() }, { level: 0 }))).toThrow("it holds no manifest.json");
    expect(notOne(zipSync({ "manifest.json": new Uint8Array([123]) }, { level: 0 }))).toThrow("is not JSON");
    expect(notOne(zipSync({ "a.txt": new Uint8Array(9_000) }, { level: 9 }))).toThrow("a.txt is compressed");
  });
});
