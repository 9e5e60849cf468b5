import { describe, expect, it } from "vitest";
import { chinese } from "../testing/contexts.ts";
import { sampleCorpus as corpus } from "../testing/sample-corpus.ts";
import { codeByAttribute } from "./code-by-attribute.ts";

const seed = { seed: 1 };

describe("codeByAttribute", () => {
  const params = codeByAttribute.params.parse({ attribute: "单位类型" });
  const result = codeByAttribute.run({ corpus }, params, seed);

  it("crosses persons with the attribute of their transcript and leaves out who has none", () => {
    expect(result).toMatchObject({
      n: 3,
      missing: 1,
      groups: [
        { value: "企业", n: 1 },
        { value: "高校", n: 2 },
      ],
    });
    expect(result.rows.map(({ number }) => number)).toEqual(["1.1", "1.2", "2.1"]);
    expect(result.matrix.map((cells) => cells.map(({ mentions }) => mentions))).toEqual([
      [0, 1],
      [0, 1],
      [1, 2],
    ]);
    expect(result.matrix[2]?.[0]?.ids).toEqual(["c6"]);
  });

  it("names the attributes there are when the asked one is not", () => {
    const wrong = codeByAttribute.params.parse({ attribute: "年龄" });
    expect(() => codeByAttribute.run({ corpus }, wrong, seed)).toThrow("choose one of 单位类型");
  });

  it("prints, draws and says the same numbers", () => {
    const table = codeByAttribute.table(result, params, chinese);
    expect(table.header[0]?.map(({ text }) => text)).toEqual(["编码", "企业（n=1）", "高校（n=2）"]);
    expect(table.body[2]?.map(({ text }) => text)).toEqual(["2.1 小同行", "1", "2"]);
    expect(codeByAttribute.chart(result, params, chinese)?.["data"]).toMatchObject({
      values: expect.arrayContaining([{ row: "2.1 小同行", column: "高校", value: 2, text: "2" }]),
    });
    expect(codeByAttribute.narrate(result, params, chinese)[0]?.text).toBe(
      "提及“小同行”的，企业1受访人次中有1人次，高校2受访人次中有2人次。",
    );
  });

  it("draws no code that nobody of any group mentions, and says so beneath the picture", () => {
    const bare = { ...result, matrix: [[], ...result.matrix.slice(1)] };
    const chart = codeByAttribute.chart(bare, params, chinese);
    expect(JSON.stringify(chart?.["data"])).not.toContain("1.1");
    expect(chart?.["title"]).toMatchObject({ text: "未画各处均为0的编码1个。" });
    expect(codeByAttribute.chart({ ...result, matrix: [] }, params, chinese)).toBeNull();
  });
});
