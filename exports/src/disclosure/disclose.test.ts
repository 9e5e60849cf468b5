import { type Dataset, runAndPresent, type TableCell } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclose, suppressed } from "./disclose.ts";

function datasetOf(columns: Readonly<Record<string, readonly number[]>>): Dataset {
  const variables = Object.keys(columns).map(
    (name): Variable => ({ name, label: { zh: name }, type: "numeric", measure: "nominal", question: name }),
  );
  return {
    rowCount: Object.values(columns)[0]?.length ?? 0,
    variables,
    columns: new Map(
      Object.entries(columns).map(([name, values]) => [
        name,
        { kind: "numeric", values: Float64Array.from(values), missing: new Uint8Array(values.length) },
      ]),
    ),
  };
}

const repeat = (value: number, times: number): readonly number[] => Array.from({ length: times }, () => value);
const shownBy = (dataset: Dataset, request: object) =>
  disclose(runAndPresent({ dataset }, request, { seed: 1, locale: "zh" }), 5);
const textsOf = (body: readonly (readonly TableCell[])[]) => body.map((row) => row.map(({ text }) => text));

describe("disclose", () => {
  it("hides a small count, a second one that would give it away, sums on the way down, and what speaks of them", () => {
    const values = [...repeat(1, 2), ...repeat(2, 9), ...repeat(3, 40)];
    const { presented, isHidden, hidden } = shownBy(datasetOf({ a: values }), { kind: "frequencies", variable: "a" });
    const body = textsOf(presented.table.body);
    expect(body.map((row) => row[1])).toEqual([suppressed, suppressed, "40"]);
    expect(body.every((row) => row[4] === suppressed)).toBe(true);
    expect([hidden, presented.chart, isHidden("categories.0.count"), isHidden("categories.2.percent")]).toEqual([
      true,
      null,
      true,
      false,
    ]);
    expect(presented.sentences.map(({ text }) => text).join("")).not.toContain("3.9%");
    expect(presented.table.note).toContain("小于5的频数");
  });

  it("hides a choice that few of a group made or left out, and the sizes of groups where one is small", () => {
    const dataset = datasetOf({
      a: [...repeat(1, 20), ...repeat(0, 10), ...repeat(1, 2), ...repeat(0, 28)],
      b: [...repeat(0, 12), ...repeat(1, 18), ...repeat(1, 12), ...repeat(0, 18)],
      c: [...repeat(1, 12), ...repeat(0, 18), ...repeat(0, 12), ...repeat(1, 18)],
      g: [...repeat(1, 30), ...repeat(2, 30)],
    });
    const asked = { kind: "choicesByGroup", variables: ["a", "b", "c"], by: "g" };
    const { presented, isHidden, hidden } = shownBy(dataset, asked);
    const [a, b, c, sizes] = textsOf(presented.table.body);
    expect(a?.slice(1)).toEqual(repeat(0, 5).map(() => suppressed));
    expect([b?.[1], c?.[2], sizes?.[3]]).toEqual(["18（60.0）", "18（60.0）", "60"]);
    expect([hidden, presented.chart, isHidden("rows.0.cells.1.count"), isHidden("rows.1.cells.1.count")]).toEqual([
      true,
      null,
      true,
      false,
    ]);
    const small = shownBy(dataset, {
      ...asked,
      where: {
        or: [
          { variable: "g", eq: 1 },
          { variable: "a", eq: 1 },
        ],
      },
    });
    expect(textsOf(small.presented.table.body).at(-1)?.[1]).toBe(suppressed);
  });

  it("shows everything where nothing is small", () => {
    const { presented, hidden } = shownBy(datasetOf({ a: [...repeat(1, 9), ...repeat(2, 9)] }), {
      kind: "frequencies",
      variable: "a",
    });
    expect([hidden, presented.chart === null, presented.table.note.includes("小于")]).toEqual([false, false, false]);
  });

  it("hides small groups of means, with the next smallest", () => {
    const g = [...repeat(1, 3), ...repeat(2, 8), ...repeat(3, 30)];
    const dataset = datasetOf({ a: g.map((_, index) => index % 5), g });
    const { presented } = shownBy(dataset, { kind: "anova", variable: "a", by: "g" });
    expect(textsOf(presented.table.body).map((row) => row[1] === suppressed)).toEqual([true, true, false]);
  });

  it("leaves no count from 1 to 4 in a cross-table, nor a line with one hidden cell", () => {
    const cells = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        cells.filter(
          (rows) =>
            [0, 1, 2].every((c) => rows.some((row) => (row[c] ?? 0) > 0)) &&
            rows.every((row) => row.some((n) => n > 0)),
        ),
        (rows) => {
          const pairs = rows.flatMap((row, r) =>
            row.flatMap((count, c) => Array.from({ length: count }, () => [r, c] as const)),
          );
          const dataset = datasetOf({ r: pairs.map(([r]) => r), c: pairs.map(([, c]) => c) });
          const { presented } = shownBy(dataset, { kind: "crosstab", rows: "r", columns: "c" });
          for (const row of presented.table.body) {
            for (const { text, value } of row.slice(1))
              if (text !== suppressed) expect([1, 2, 3, 4]).not.toContain(value);
            const [inner, total] = [row.slice(1, -1), row.at(-1)];
            if (total?.text !== suppressed) expect(inner.filter(({ text }) => text === suppressed)).not.toHaveLength(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("shows of choices of several neither few who chose nor few who did not, nor the sum of all", () => {
    const people = 30;
    const chosenBy = fc.array(fc.integer({ min: 0, max: people }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(
        chosenBy.filter((counts) => counts.some((count) => count === people)),
        (counts) => {
          const columns = counts.map(
            (count, at) => [`q_${at}`, [...repeat(1, count), ...repeat(0, people - count)]] as const,
          );
          const { presented, isHidden, hidden } = shownBy(datasetOf(Object.fromEntries(columns)), {
            kind: "multipleResponse",
            variables: columns.map(([name]) => name),
          });
          const few = (count: number) => (count > 0 && count < 5) || (count < people && people - count < 5);
          expect(hidden).toBe(textsOf(presented.table.body).some((row) => row[1] === suppressed));
          counts.forEach((count, at) => {
            const row = presented.table.body[at]?.map(({ text }) => text);
            if (few(count))
              expect([row?.[1], row?.[2], isHidden(`rows.${at}.count`)]).toEqual([suppressed, suppressed, true]);
            if (counts.some(few)) expect([row?.[3], isHidden("responses")]).toEqual([suppressed, true]);
          });
          for (const { numbers } of presented.sentences)
            expect(numbers.filter(({ path }) => isHidden(path))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("shows no figure of fewer than five people but the names of its rows", () => {
    const { presented, isHidden, hidden } = shownBy(datasetOf({ a: [1, 2, 3, 9] }), {
      kind: "describe",
      variables: ["a"],
    });
    expect([hidden, presented.chart, presented.sentences, isHidden("rows.0.mean")]).toEqual([true, null, [], true]);
    expect(
      textsOf(presented.table.body).every(
        ([name, ...figures]) => name === "a" && figures.every((text) => text === suppressed),
      ),
    ).toBe(true);
  });

  it("draws no answer of a single person, however large the groups are", () => {
    const g = [...repeat(1, 30), ...repeat(2, 30)];
    const dataset = datasetOf({ a: g.map((_, index) => (index === 7 ? 99 : index % 5)), g });
    const requests = [
      { kind: "describe", variables: ["a"], by: "g", picture: "box" },
      { kind: "tTest", variable: "a", by: "g", picture: "box" },
      { kind: "kolmogorovSmirnov", variable: "a", by: "g" },
    ];
    for (const { presented, hidden } of requests.map((request) => shownBy(dataset, request))) {
      expect([presented.chart, hidden]).toEqual([null, true]);
      expect(presented.table.note).toContain("个别人的数值，不公开");
    }
    expect(shownBy(dataset, { kind: "describe", variables: ["a"], by: "g" }).hidden).toBe(false);
  });
});
