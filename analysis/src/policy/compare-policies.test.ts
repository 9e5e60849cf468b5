import { describe, expect, it } from "vitest";
import { policyMatrix } from "../analyses/policy-matrix.ts";
import type { Corpus } from "../model/corpus.ts";
import { chinese, english } from "../testing/contexts.ts";
import { sampleCorpus } from "../testing/sample-corpus.ts";
import { samplePolicies } from "../testing/sample-policies.ts";
import { comparePolicies, type PolicyFilter } from "./compare-policies.ts";

const corpus: Corpus = { ...sampleCorpus, policies: samplePolicies };
const compare = (change: Partial<PolicyFilter> = {}) =>
  comparePolicies(corpus, { by: "region", level: "top", origin: "all", ...change });
const counts = ({ cells }: ReturnType<typeof compare>) => cells.map((row) => row.map((cell) => cell.length));
const run = (params: object) => policyMatrix.run({ corpus }, policyMatrix.params.parse(params), { seed: 1 });

describe("comparePolicies", () => {
  it("counts a provision once a theme, by region in the order of government, confirmed texts only", () => {
    const result = compare();
    expect(result.rows.map(({ value }) => value)).toEqual(["全国", "模拟省", "模拟市"]);
    expect(result.columns.map(({ name }) => name)).toEqual(["评什么", "谁来评"]);
    expect(counts(result)).toEqual([
      [1, 0],
      [2, 1],
      [0, 1],
    ]);
    expect(result).toMatchObject({ unconfirmed: 1, filtered: 0 });
  });

  it("opens the provisions behind a cell with their citation, whole words and codings", () => {
    const [, row] = compare({ level: "code", codes: ["1.2", "2"] }).cells;
    expect(row?.map((cell) => cell.map(({ citation }) => citation))).toEqual([
      ["第一条第一款", "第二条"],
      ["第一条第二款"],
    ]);
    const second = row?.[0]?.[1];
    expect(second).toMatchObject({ words: "不看论文数量，代表作不超过三件。", policy: { title: "模拟办法p1" } });
    expect(second?.codings.map(({ quote }) => quote)).toEqual(["代表作"]);
  });

  it("filters by year, level, region and origin", () => {
    expect(compare({ from: 2023 }).rows.map(({ value }) => value)).toEqual(["模拟省"]);
    expect(compare({ from: 2022, to: 2022 }).filtered).toBe(2);
    expect(compare({ levels: ["国家"], by: "level" }).rows.map(({ value }) => value)).toEqual(["国家"]);
    expect(compare({ regions: ["模拟市"] }).rows).toHaveLength(1);
    expect(counts(compare({ origin: "human", regions: ["模拟市"] }))).toEqual([[]]);
    expect(() => compare({ codes: ["9"] })).toThrow(expect.objectContaining({ code: "corpus.unknown-code" }));
  });

  it("follows themes over the years, and leaves out what no longer holds", () => {
    expect(compare({ by: "year" }).rows.map(({ value }) => value)).toEqual(["2022", "2024", "年份不详"]);
    const [first, ...rest] = samplePolicies.texts;
    const repealed = { ...first, source: { ...first?.source, state: "已废止", day: null } };
    const changed = { ...corpus, policies: { ...samplePolicies, texts: [...rest, repealed] } } as Corpus;
    const filter = { level: "top", origin: "all", by: "year" } as const;
    expect(comparePolicies(changed, filter).rows.at(-1)?.value).toBe("年份不详");
    expect(comparePolicies(changed, { ...filter, inForce: true })).toMatchObject({ filtered: 1 });
  });

  it("leaves out a coding of another revision of the text", () => {
    const [moved, ...rest] = samplePolicies.codings;
    const changed = {
      ...samplePolicies,
      codings: [{ ...moved, transcriptRevision: 2 }, ...rest],
    } as typeof samplePolicies;
    const result = comparePolicies(
      { ...corpus, policies: changed },
      { by: "region", level: "code", origin: "all", codes: ["1.2"] },
    );
    expect(counts(result)[1]).toEqual([1]);
  });
});

describe("policyMatrix", () => {
  it("says provisions and texts, what is open, and what rules proposed", () => {
    const result = run({});
    const table = policyMatrix.table(result, policyMatrix.params.parse({}), chinese);
    expect(table.body.map((row) => row.map(({ text }) => text))).toEqual([
      ["全国", "1", "1（1）", "0"],
      ["模拟省", "1", "2（1）", "1（1）"],
      ["模拟市", "1", "0", "1（1）"],
    ]);
    expect(table.note).toContain("6个编码片段中有1个为词典规则的建议编码，待人工确认。另有1件文件信息待确认，未计入。");
    const said = policyMatrix.narrate(result, policyMatrix.params.parse({}), chinese).map(({ text }) => text);
    expect(said).toEqual([
      "共比较3件政策文件。",
      "条款最多的主题，全国为“评什么”（1条），模拟省为“评什么”（2条），模拟市为“谁来评”（1条）。",
    ]);
    expect(policyMatrix.narrate(result, policyMatrix.params.parse({}), english)[0]?.text).toBe(
      "3 policy texts are compared.",
    );
  });

  it("says so where there are none, and draws nothing", () => {
    const params = policyMatrix.params.parse({});
    const empty = policyMatrix.run({ corpus: sampleCorpus }, params, { seed: 1 });
    expect(policyMatrix.narrate(empty, params, chinese)[0]?.text).toBe("尚无已确认的政策文件。");
    expect(policyMatrix.chart(empty, params, chinese)).toBeNull();
  });
});
