import { brandAs, type CodingId, type UserId } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { chinese } from "../testing/contexts.ts";
import { sampleCorpus } from "../testing/sample-corpus.ts";
import { type CooccurrenceResult, codeCooccurrence } from "./code-cooccurrence.ts";

/** `tied` codes that stand together in pairs, the later the more often, and `alone` ones that stand with none. */
function makeResult(tied: number, alone: number): CooccurrenceResult {
  const count = tied + alone;
  const rows = Array.from({ length: count }, (_, at) => ({
    code: `c${at}`,
    number: `${at + 1}`,
    name: "码",
    theme: "1 题",
  }));
  const matrix = rows.map((_, a) =>
    rows.map((__, b) => {
      const together = a === b ? 9 : a < tied && b < tied && (a ^ b) === 1 ? 1 + Math.floor(a / 2) : 0;
      return { count: together, jaccard: together / 100, ids: [] };
    }),
  );
  return { n: 9, unit: "case", segments: 9, ruleSegments: 0, rows, matrix };
}

const matrixOf = (result: CooccurrenceResult) =>
  codeCooccurrence.chart(result, codeCooccurrence.params.parse({}), chinese);
const namesOf = (chart: ReturnType<typeof matrixOf>) =>
  new Set((chart?.["data"] as { values: { row: string }[] } | undefined)?.values.map(({ row }) => row));

it("draws no code that stands with no other, and says so beneath the picture", () => {
  const chart = matrixOf(makeResult(4, 7));
  expect([...namesOf(chart)]).toEqual(["1 码", "2 码", "3 码", "4 码"]);
  expect(chart?.["title"]).toMatchObject({ text: "未画与其他编码没有共现的7个编码。", orient: "bottom" });
  expect(matrixOf(makeResult(4, 0))?.["title"]).toBeUndefined();
  expect(matrixOf(makeResult(0, 3))).toBeNull();
});

it("draws of many codes those that stand together most", () => {
  const result = makeResult(100, 3);
  const chart = matrixOf(result);
  expect(namesOf(chart).size).toBe(40);
  expect(namesOf(chart)).toContain("100 码");
  expect(namesOf(chart)).not.toContain("1 码");
  expect(chart?.["title"]).toMatchObject({ text: "103个编码中只画共现最多的40个，其余见表。" });
  const network = codeCooccurrence.params.parse({ picture: "network" });
  expect(codeCooccurrence.chart(result, network, chinese)?.["title"]).toEqual(chart?.["title"]);
  const everyPair = result.matrix.map((row) => row.map((cell) => ({ ...cell, count: 1 })));
  const dense = codeCooccurrence.chart({ ...result, matrix: everyPair }, network, chinese);
  expect(dense?.["title"]).toMatchObject({ text: "103个编码中只画共现最多的40个，其余见表。连线只画最多的80条。" });
});

it("takes no disagreement of two coders for a relation, and what both relate for one", () => {
  const [first] = sampleCorpus.codings;
  const other = sampleCorpus.codebook.codes.find(({ number, id }) => number.includes(".") && id !== first?.code);
  if (first === undefined || other === undefined) throw new Error("the sample has no coding");
  const by = (user: string, code = first.code) => ({
    ...first,
    id: brandAs<CodingId>(`${user} ${code}`),
    code,
    origin: { kind: "human" as const, user: brandAs<UserId>(user) },
  });
  const count = (codings: typeof sampleCorpus.codings) => {
    const params = codeCooccurrence.params.parse({ unit: "overlap" });
    const { matrix } = codeCooccurrence.run({ corpus: { ...sampleCorpus, codings } }, params, { seed: 1 });
    return matrix.flat().reduce((sum, cell, at) => (at % (matrix.length + 1) === 0 ? sum : sum + cell.count), 0) / 2;
  };
  expect(count([by("甲"), by("乙", other.id)])).toBe(0);
  expect(count([by("甲"), by("甲", other.id)])).toBe(1);
  expect(count([by("甲"), by("甲", other.id), by("乙"), by("乙", other.id)])).toBe(1);
  const byRule = { ...by("规则", other.id), origin: { kind: "rule" as const, rule: "r" } };
  expect(count([by("甲"), byRule])).toBe(1);
});
