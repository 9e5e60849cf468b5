import { buildDataset, datasetFromCsv, parseVariablesFile } from "@diaoyan/analysis";
import { hashText, readCsvRecords } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { packDataset } from "./pack-dataset.ts";

const { versions, responses } = sampleSnapshot({}, 25);
const dataset = buildDataset(
  versions.map(({ compiled }) => compiled),
  responses,
);
const files = packDataset(dataset, { study: "sample", mark: "模拟数据" });
const fileOf = (name: string): string => files.get(name) ?? "";

describe("packDataset", () => {
  it("hands out data, variables, codebook and manifest", () => {
    expect([...files.keys()]).toEqual(["data.csv", "variables.json", "codebook.csv", "manifest.json"]);
    const manifest = JSON.parse(fileOf("manifest.json")) as Record<string, unknown>;
    expect(manifest).toMatchObject({ study: "sample", mark: "模拟数据", rows: 25, rowsWritten: 25 });
    expect(manifest["columns"]).toEqual(dataset.variables.map(({ name }) => name));
    expect(manifest["files"]).toEqual(
      ["data.csv", "variables.json", "codebook.csv"].map((name) => ({
        name,
        bytes: Buffer.byteLength(fileOf(name)),
        sha256: hashText(fileOf(name)),
      })),
    );
  });

  it("gives data and variables that are read back to the same columns", () => {
    const back = datasetFromCsv(fileOf("data.csv"), parseVariablesFile(JSON.parse(fileOf("variables.json"))));
    expect(back.rowCount).toBe(25);
    for (const { name, type } of dataset.variables) {
      const [written, read] = [dataset.columns.get(name), back.columns.get(name)];
      expect(read?.kind, name).toBe(written?.kind);
      if (type === "numeric" && written?.kind === "numeric" && read?.kind === "numeric")
        expect([...read.values], name).toEqual([...written.values]);
    }
  });

  it("describes every variable in the codebook: labels, values, missing codes, counts", () => {
    const records = readCsvRecords(fileOf("codebook.csv"));
    expect(records.map((record) => record["变量名"])).toEqual(dataset.variables.map(({ name }) => name));
    expect(records.find((record) => record["变量名"] === "UNIT")).toMatchObject({
      "题目／标签": "所在单位的类型",
      有效n: "25",
      缺失n: "0",
    });
    expect(records.find((record) => record["变量名"] === "F_4")).toMatchObject({
      缺失代码: "99",
      构念: "FAIR",
      反向: "是",
    });
    expect(records.find((record) => record["变量名"] === "UNIT")?.["取值"]).toContain(
      "1=中央驻地方科研院所及其分支机构",
    );
  });

  it("hands out nothing where a column is missing or short", () => {
    expect(() => packDataset({ ...dataset, rowCount: 26 }, {})).toThrow(/must hold 26 values.*got 25/);
    expect(() => packDataset({ ...dataset, columns: new Map() }, {})).toThrow(/got no column/);
  });
});
