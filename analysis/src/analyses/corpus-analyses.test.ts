import {
  brandAs,
  type Code,
  type Codebook,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  type Instant,
  makeTranscript,
  type SessionId,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { makeCoding } from "../coding/make-coding.ts";
import type { Coding, Corpus } from "../model/corpus.ts";
import { defaultRules, type PresentationContext } from "../model/presentation.ts";
import { codeByAttribute } from "./code-by-attribute.ts";
import { codeFrequency } from "./code-frequency.ts";
import { keywords } from "./keywords.ts";
import { wordFrequency } from "./word-frequency.ts";

const chinese: PresentationContext = { variables: [], locale: "zh", rules: defaultRules };
const english: PresentationContext = { ...chinese, locale: "en" };
const seed = { seed: 1 };

function codeOf(number: string, name: string, parent: string | null): Code {
  const texts = { definition: "", include: "", exclude: "", example: "" };
  return {
    id: brandAs<CodeId>(`id-${number}`),
    parent: parent === null ? null : brandAs<CodeId>(`id-${parent}`),
    number,
    name,
    ...texts,
    rules: [],
  };
}
const codebook: Codebook = {
  version: "1",
  modifiers: {},
  codes: [
    codeOf("1", "评什么", null),
    codeOf("1.1", "论文数量", "1"),
    codeOf("1.2", "代表作", "1"),
    codeOf("2", "谁来评", null),
    codeOf("2.1", "小同行", "2"),
  ],
};
function transcriptOf(id: string, raw: string): Transcript {
  return makeTranscript({
    id: brandAs<TranscriptId>(id),
    revision: 1,
    session: brandAs<SessionId>("s"),
    title: id,
    raw,
  });
}
const first = transcriptOf(
  "t1",
  "问：看论文吗？\n甲：论文数量。代表作好。论文多。\n乙：小同行难找。\n甲：小同行好。\n乙：是。",
);
const second = transcriptOf("t2", "问：怎么评？\n受访者：小同行。专家库要建。专家库难。");
const third = transcriptOf("t3", "问：怎么评？\n受访者：没有意见。");

let made = 0;
function code(transcript: Transcript, words: string, number: string, nth = 0): Coding {
  let at = -1;
  for (let found = 0; found <= nth; found += 1) at = transcript.text.indexOf(words, at + 1);
  const span = { start: brandAs<CodePointOffset>(at), end: brandAs<CodePointOffset>(at + words.length), quote: words };
  made += 1;
  const act = {
    id: brandAs<CodingId>(`c${made}`),
    user: brandAs<UserId>("u"),
    at: brandAs<Instant>("2026-11-23T08:00:00.000Z"),
  };
  return makeCoding(transcript, span, brandAs<CodeId>(`id-${number}`), act);
}
function asRule(coding: Coding): Coding {
  return { ...coding, origin: { kind: "rule", rule: "2.1#0" } };
}
const corpus: Corpus = Object.freeze({
  transcripts: [first, second, third],
  codebook,
  codings: [
    code(first, "论文数量", "1.1"),
    code(first, "论文多", "1.1"),
    code(first, "代表作好", "1.2"),
    code(first, "小同行难找", "2.1"),
    asRule(code(first, "小同行好", "2.1")),
    asRule(code(second, "小同行", "2.1")),
    code(first, "看论文吗", "1.1"),
  ],
  attributes: new Map([
    ["t1", { 单位类型: "高校" }],
    ["t2", { 单位类型: "企业" }],
  ]),
});

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
      values: expect.arrayContaining([{ code: "2.1 小同行", group: "高校", mentions: 2 }]),
    });
    expect(codeByAttribute.narrate(result, params, chinese)[0]?.text).toBe(
      "提及“小同行”的，企业1受访人次中有1人次，高校2受访人次中有2人次。",
    );
  });
});

describe("wordFrequency", () => {
  it("counts the words of interviewees with the transcripts they stand in", () => {
    const params = wordFrequency.params.parse({ top: 3 });
    const result = wordFrequency.run({ corpus }, params, seed);
    expect(result).toMatchObject({ n: 3, unit: "document", segmenter: expect.stringMatching(/^intl\+/u) });
    expect(result.rows).toEqual([
      { term: "小同行", count: 3, documents: 2, ids: ["t1", "t2"] },
      { term: "专家库", count: 2, documents: 1, ids: ["t2"] },
      { term: "代表作", count: 1, documents: 1, ids: ["t1"] },
    ]);
    expect(wordFrequency.table(result, params, chinese).body[0]?.map(({ text }) => text)).toEqual(["小同行", "3", "2"]);
    expect(wordFrequency.narrate(result, params, chinese)[0]?.text).toBe(
      "3份访谈中受访者说得最多的词是小同行（3次）、专家库（2次）、代表作（1次）。",
    );
  });

  it("leaves out the words it is told to", () => {
    const params = wordFrequency.params.parse({ without: ["小同行"] });
    expect(wordFrequency.run({ corpus }, params, seed).rows[0]?.term).toBe("专家库");
  });
});

describe("keywords", () => {
  it("sums the weights of a word over transcripts", () => {
    const params = keywords.params.parse({ top: 2 });
    const result = keywords.run({ corpus }, params, seed);
    expect(result.rows.map(({ term, count, ids }) => [term, count, ids])).toEqual([
      ["小同行", 3, ["t1", "t2"]],
      ["专家库", 2, ["t2"]],
    ]);
    expect(result.rows[0]?.score).toBeCloseTo(3 * (1 + Math.log(3 / 3)), 12);
    expect(result.rows[1]?.score).toBeCloseTo(2 * (1 + Math.log(3 / 2)), 12);
    expect(result).toMatchObject({ n: 3, unit: "document", scorer: "tfidf", groups: [] });
  });

  it("tells groups apart and leaves out transcripts without the attribute", () => {
    const params = keywords.params.parse({ by: "单位类型", top: 1 });
    const result = keywords.run({ corpus }, params, seed);
    expect(result).toMatchObject({ n: 2, groups: ["企业", "高校"] });
    expect(result.rows.map(({ group, term }) => [group, term])).toEqual([
      ["企业", "专家库"],
      ["高校", "小同行"],
    ]);
    expect(keywords.chart(result, params, chinese)).toBeNull();
    expect(keywords.narrate(result, params, chinese).map(({ text }) => text)).toEqual([
      "企业的关键词依次为“专家库”。",
      "高校的关键词依次为“小同行”。",
    ]);
  });
});

describe("charts", () => {
  const shown = [
    codeFrequency.chart(
      codeFrequency.run({ corpus }, { level: "code", origin: "all" }, seed),
      { level: "code", origin: "all" },
      chinese,
    ),
    codeByAttribute.chart(
      codeByAttribute.run({ corpus }, codeByAttribute.params.parse({ attribute: "单位类型" }), seed),
      codeByAttribute.params.parse({ attribute: "单位类型" }),
      chinese,
    ),
    keywords.chart(keywords.run({ corpus }, { top: 5 }, seed), { top: 5 }, chinese),
    wordFrequency.chart(wordFrequency.run({ corpus }, { top: 5, without: [] }, seed), { top: 5, without: [] }, english),
  ];

  it("are specifications that Vega-Lite compiles without a warning", () => {
    const warnings: unknown[] = [];
    const note = (...said: readonly unknown[]) => {
      warnings.push(said);
      return logger;
    };
    const level = () => logger;
    const logger = { level, warn: note, error: note, info: level, debug: level } as unknown as NonNullable<
      NonNullable<Parameters<typeof compile>[1]>["logger"]
    >;
    for (const spec of shown) {
      expect(compile(spec as unknown as Parameters<typeof compile>[0], { logger }).spec.marks).not.toEqual([]);
    }
    expect(warnings).toEqual([]);
  });
});
