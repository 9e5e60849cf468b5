import { describe, expect, it } from "vitest";
import { defaultRules } from "../model/presentation.ts";
import { chinese, english } from "../testing/contexts.ts";
import { sampleCorpus as corpus } from "../testing/sample-corpus.ts";
import { codeFrequency } from "./code-frequency.ts";

const seed = { seed: 1 };

describe("codeFrequency", () => {
  const run = (params: unknown) => codeFrequency.run({ corpus }, codeFrequency.params.parse(params), seed);
  const counts = (params: unknown) =>
    run(params).rows.map((row) => [row.number, row.mentions, row.segments, row.transcripts]);

  it("counts a person once a code and interviewers never, and keeps the ids behind each number", () => {
    const result = run({});
    expect(result).toMatchObject({ n: 4, unit: "case", segments: 7, ruleSegments: 2 });
    expect(counts({})).toEqual([
      ["2.1", 3, 3, 2],
      ["1.1", 1, 3, 1],
      ["1.2", 1, 1, 1],
    ]);
    expect(result.rows[0]?.ids).toEqual(["c4", "c5", "c6"]);
  });

  it("rolls up to the first level and narrows to codes and to people's codings", () => {
    expect(counts({ level: "top" })).toEqual([
      ["2", 3, 3, 2],
      ["1", 1, 4, 1],
    ]);
    expect(counts({ codes: ["1"] }).map(([number]) => number)).toEqual(["1.1", "1.2"]);
    expect(counts({ origin: "human" })).toEqual([
      ["1.1", 1, 3, 1],
      ["1.2", 1, 1, 1],
      ["2.1", 1, 1, 1],
    ]);
  });

  it("refuses an unknown code, an unknown parameter and a missing corpus", () => {
    expect(() => run({ codes: ["9.9"] })).toThrow(expect.objectContaining({ code: "corpus.unknown-code" }));
    expect(() => run({ colour: 1 })).toThrow("colour");
    expect(() => codeFrequency.run({}, { level: "code", origin: "all" }, seed)).toThrow(
      expect.objectContaining({ code: "corpus.needed" }),
    );
  });

  it("prints 人次 and no percentages below the small-sample rule, percentages above it", () => {
    const params = codeFrequency.params.parse({});
    const table = codeFrequency.table(run({}), params, chinese);
    expect(table.header[0]?.map(({ text }) => text)).toEqual(["编码", "提及人次", "编码片段", "访谈份数"]);
    expect(table.body[0]?.map(({ text }) => text)).toEqual(["2.1 小同行", "3", "3", "2"]);
    expect(table.note).toContain("受访人次少于30，只列人次，不计算百分比。");
    expect(table.note).toContain("7个片段中有2个为词典规则的建议编码");
    const large = codeFrequency.table(run({}), params, { ...chinese, rules: { ...defaultRules, smallSample: 4 } });
    expect(large.body[0]?.map(({ text }) => text)).toEqual(["2.1 小同行", "3", "75.0", "3", "2"]);
  });

  it("says what it counted, with the path of each number", () => {
    const result = run({});
    const params = codeFrequency.params.parse({});
    const [sentence] = codeFrequency.narrate(result, params, chinese);
    expect(sentence?.text).toBe("共4受访人次，提及最多的是“小同行”3人次、“论文数量”1人次、“代表作”1人次。");
    expect(sentence?.numbers[1]).toEqual({ path: "rows.0.mentions", value: 3, text: "3" });
    expect(codeFrequency.narrate(result, params, english)[0]?.text).toContain("Of 4 persons interviewed");
    const empty = codeFrequency.run({ corpus: { ...corpus, codings: [] } }, params, seed);
    expect(codeFrequency.narrate(empty, params, chinese)[0]?.text).toBe("访谈资料尚无编码。");
    expect(codeFrequency.chart(empty, params, chinese)).toBeNull();
  });

  it("draws one bar a code in the order of the table", () => {
    const spec = codeFrequency.chart(run({}), codeFrequency.params.parse({}), chinese);
    expect(spec?.["data"]).toEqual({
      values: [
        { label: "2.1 小同行", value: 3 },
        { label: "1.1 论文数量", value: 1 },
        { label: "1.2 代表作", value: 1 },
      ],
    });
  });
});
