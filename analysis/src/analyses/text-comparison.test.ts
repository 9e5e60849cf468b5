import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentRequest, runRequest } from "../registry/run-request.ts";
import { likelihoodRatio } from "../statistics/contingency.ts";
import { measureKeyness } from "../statistics/keyness.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { sampleCorpus as corpus } from "../testing/sample-corpus.ts";
import type { CooccurrenceResult } from "./code-cooccurrence.ts";
import type { KeynessResult } from "./keyness.ts";

const run = <Result>(request: Readonly<Record<string, unknown>>): Result =>
  runRequest({ corpus }, request, { seed: 1 }).result as unknown as Result;
const say = (request: Readonly<Record<string, unknown>>, locale: "zh" | "en") => {
  const { table, sentences } = presentRequest({ corpus }, request, { seed: 1, locale });
  return [
    table.caption,
    ...[...table.header, ...table.body].map((row) => row.map(({ text }) => text).join(" | ")),
    table.note,
    ...sentences.map(({ text }) => text),
  ].join("\n");
};

describe("codeCooccurrence", () => {
  it("speaks Chinese and English", () => {
    expect(say({ kind: "codeCooccurrence" }, "zh")).toMatchInlineSnapshot(`
      "编码共现矩阵
      编码 | 1.1 论文数量 | 1.2 代表作 | 2.1 小同行
      1.1 论文数量 | 1 |  | 
      1.2 代表作 | 1 | 1 | 
      2.1 小同行 | 1 | 1 | 3
      注：受访人次 n=4；同一人在一次访谈中多次提及计1人次。受访人次少于30，只列人次，不计算百分比。7个片段中有2个为词典规则的建议编码，待人工确认。
      共现最多的编码是“论文数量”与“代表作”（1人次）、“论文数量”与“小同行”（1人次）、“代表作”与“小同行”（1人次）。"
    `);
    expect(say({ kind: "codeCooccurrence", unit: "overlap" }, "en")).toMatchInlineSnapshot(`
      "Code co-occurrence
      Code | 1.1 论文数量 | 1.2 代表作 | 2.1 小同行
      1.1 论文数量 | 3 |  | 
      1.2 代表作 | 0 | 1 | 
      2.1 小同行 | 0 | 0 | 3
      Note. n = 7 segments; two that share words count once, those of two coders not at all.
      No codes stand together."
    `);
  });

  it("is the same either way round, with what has the code on the diagonal", () => {
    for (const unit of ["person", "overlap"]) {
      const { matrix } = run<CooccurrenceResult>({ kind: "codeCooccurrence", unit });
      for (const [a, row] of matrix.entries())
        for (const [b, cell] of row.entries()) {
          expect(matrix[b]?.[a]?.count).toBe(cell.count);
          expect(cell.count).toBeLessThanOrEqual(
            unit === "person" ? (matrix[a]?.[a]?.count ?? 0) : Number.POSITIVE_INFINITY,
          );
        }
    }
  });
});

describe("keyness", () => {
  const request = { kind: "keyness", attribute: "单位类型", group: "高校", least: 1 };

  it("speaks Chinese and English", () => {
    expect(say(request, "zh")).toMatchInlineSnapshot(`
      "“高校”的特征词
      词 | 高校 | 其余 | G² | 校正后p | 对数比
      代表作 | 1 | 0 | 0.94 | 0.415 | 0.26
      论文 | 1 | 0 | 0.94 | 0.415 | 0.26
      论文数量 | 1 | 0 | 0.94 | 0.415 | 0.26
      小同行 | 2 | 1 | 0.02 | 0.881 | 0.26
      注：1份与1份访谈，只计受访者的话，共5与3个词，比较5个词（Benjamini–Hochberg校正）；同一份访谈内的用词并不独立，p值仅供排序参考；分词：intl+09b8ad1a；* p<0.05，** p<0.01，*** p<0.001。
      未发现“高校”明显多用的词。"
    `);
    expect(say({ ...request, top: 2 }, "en")).toMatchInlineSnapshot(`
      "Words typical of “高校”
      Word | 高校 | Others | G² | p adjusted | Log ratio
      代表作 | 1 | 0 | 0.94 | 0.415 | 0.26
      论文 | 1 | 0 | 0.94 | 0.415 | 0.26
      Note. 1 and 1 transcripts, words of interviewees only, 5 and 3 words, 5 compared (Benjamini–Hochberg); words of one transcript are not independent, so p only ranks; segmenter: intl+09b8ad1a; * p<0.05, ** p<0.01, *** p<0.001.
      No word is clearly more used by “高校”."
    `);
  });

  it("counts every word of both groups once", () => {
    const found = run<KeynessResult>({ ...request, top: 500 });
    expect(found).toMatchObject({ documents: 1, referenceDocuments: 1, n: 2 });
    for (const row of found.rows) expect(row.count / found.size).toBeGreaterThan(row.reference / found.referenceSize);
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["an unknown attribute", { attribute: "性别" }, /no transcript has the attribute “性别”/],
    ["a group that nobody has", { group: "院所" }, /expected one of 企业, 高校$/],
    ["a reference that nobody has", { reference: "院所" }, /expected one of 企业, 高校$/],
  ])("refuses %s", (_, more, message) => {
    expect(() => run({ ...request, ...more })).toThrow(message);
  });
});

describe("jointDisplay", () => {
  const about = {
    unit: {
      label: { zh: "单位类型" },
      valueLabels: [
        { value: "1", label: { zh: "高校" } },
        { value: "2", label: { zh: "企业" } },
      ],
    },
    fair: { label: { zh: "公平感" } },
  };
  const dataset = datasetOf({ unit: [1, 1, 2, 2, null], fair: [4, 5, 2, 3, 1] }, about);
  const request = { kind: "jointDisplay", attribute: "单位类型", by: "unit", variable: "fair" };

  it("puts means of groups beside what they say, groups met by label", () => {
    const { table, sentences } = presentRequest({ corpus, dataset }, request, { seed: 1, locale: "zh" });
    const lines = [...table.header, ...table.body].map((row) => row.map(({ text }) => text).join(" | "));
    expect(
      [table.caption, ...lines, table.note, ...sentences.map(({ text }) => text)].join("\n"),
    ).toMatchInlineSnapshot(`
      "公平感与访谈编码的对照（按单位类型）
       | 高校 | 企业
      问卷：公平感均值 | 4.50 | 2.50
      问卷：有效答卷 | 2 | 2
      访谈：受访人次 | 2 | 1
      1.1 论文数量 | 1 | 0
      1.2 代表作 | 1 | 0
      2.1 小同行 | 2 | 1
      注：编码行为提及人次；问卷n=4，访谈n=3人次；两类资料来自不同的人，只作对照，不作统计推断。
      “公平感”均值最高的是“高校”（4.50），访谈中提及最多的是“小同行”（2/2人次）。
      均值最低的是“企业”（2.50），访谈中提及最多的是“小同行”（1/1人次）。"
    `);
  });

  it("refuses attributes that share no group", () => {
    const apart = datasetOf({ unit: ["x", "y"], fair: [1, 2] });
    expect(() => runRequest({ corpus, dataset: apart }, request, { seed: 1 })).toThrow(
      /no value of “unit” is one of “单位类型” \(高校, 企业\)/,
    );
  });
});

describe("measureKeyness", () => {
  const count = fc.integer({ min: 0, max: 200 });

  it("is the likelihood ratio of the fourfold table where the word is rare", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        fc.pre(a + b > 0);
        const [size, other] = [3_000_000, 5_000_000];
        const full = likelihoodRatio([
          [a, size - a],
          [b, other - b],
        ]).statistic;
        expect(Math.abs(measureKeyness([a, b], [size, other]).g2 - full)).toBeLessThan(0.01 * (1 + full));
      }),
    );
  });

  it("turns round with the texts, is 0 at equal shares, and takes no notice of a common factor of sizes", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        fc.pre(a + b > 0);
        const [there, back] = [measureKeyness([a, b], [700, 900]), measureKeyness([b, a], [900, 700])];
        expect(back.g2).toBeCloseTo(there.g2, 9);
        expect(back.logRatio).toBeCloseTo(-there.logRatio, 12);
        expect(measureKeyness([a, b], [7000, 9000]).g2).toBeCloseTo(there.g2, 9);
      }),
    );
    expect(measureKeyness([7, 9], [700, 900])).toMatchObject({ g2: 0, p: 1, logRatio: 0 });
  });
});
