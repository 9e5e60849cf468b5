import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brandAs, type PersonCode } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallW } from "./kendall-w.ts";
import { rankSubjects } from "./rank-subjects.ts";
import { levelOf, summariseScores, trimmedMean } from "./score-sheets.ts";

const folder = join(import.meta.dirname, "../../test-data/r-4.2.2");
const items = [
  { id: "a", label: "甲", maximum: 60 },
  { id: "b", label: "乙", maximum: 40 },
];
const sheet = (a: number, b?: number, subject = "报告") => ({ subject, points: b === undefined ? { a } : { a, b } });
const ratings = fc
  .integer({ min: 2, max: 6 })
  .chain((n) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n }), { minLength: 2, maxLength: 7 }),
  );

describe("kendallW", () => {
  it("gives the figures worked out by hand, without and with ties", () => {
    // rank sums 4, 6, 8 around 6: S = 8; 12 · 8 / (3² · 24) = 4/9
    const { w, chiSquare } =
      kendallW([
        [1, 2, 3],
        [1, 3, 2],
        [2, 1, 3],
      ]) ?? {};
    expect(w).toBeCloseTo(4 / 9, 12);
    expect(chiSquare).toBeCloseTo(8 / 3, 12);
    // ranks 1.5 1.5 3 and 1 2 3: sums 2.5, 3.5, 6 around 4, S = 6.5; 12 · 6.5 / (4 · 24 − 2 · 6) = 78/84
    expect(
      kendallW([
        [5, 5, 9],
        [1, 2, 3],
      ])?.w,
    ).toBeCloseTo(78 / 84, 12);
  });

  it("lies between 0 and 1, is 1 for judges of one mind, and does not ask in which order they speak", () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = kendallW(rows);
        if (found === null) return;
        expect(found.w).toBeGreaterThanOrEqual(0);
        expect(found.w).toBeLessThanOrEqual(1);
        expect(kendallW([...rows].reverse())?.w).toBeCloseTo(found.w, 10);
      }),
    );
    fc.assert(
      fc.property(ratings, ([first = []]) => {
        const same = kendallW([first, first.map((value) => 2 * value + 1), first]);
        if (new Set(first).size > 1) expect(same?.w).toBeCloseTo(1, 10);
        else expect(same).toBeNull();
      }),
    );
  });

  it("says nothing of one judge or one object", () => {
    expect(kendallW([[1, 2]])).toBeNull();
    expect(kendallW([[1], [2]])).toBeNull();
    expect(kendallW([])).toBeNull();
  });
});

describe("rankSubjects", () => {
  const whole = [{ id: "a", label: "甲", maximum: 100 }];
  const reference = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as readonly {
    readonly id: string;
    readonly data: string;
    readonly params: { readonly raters?: readonly string[] };
    readonly expected: { readonly estimate?: number };
  }[];

  it.each(["bfi/agreement/N1-N2-N3", "shroutfleiss1979/agreement/j1-j2-j3-j4"])(
    "agrees with the reference on %s, its raters as experts and its rows as subjects",
    (name) => {
      const found = reference.find(({ id }) => id === name);
      const raters = found?.params.raters ?? [];
      const [header = [], ...rows] = readFileSync(join(folder, `${found?.data}.csv`), "utf8")
        .trim()
        .split("\n")
        .map((line) => line.replaceAll('"', "").split(","));
      const sheets = rows.flatMap((row, at) => {
        const points = raters.map((rater) => row[header.indexOf(rater)] ?? "");
        if (points.includes("")) return [];
        return points.map((value, of) => ({
          subject: `s${at}`,
          expert: brandAs<PersonCode>(raters[of] ?? ""),
          points: { a: Number(value) },
        }));
      });
      expect(rankSubjects(whole, sheets)?.concordance?.w).toBeCloseTo(found?.expected.estimate ?? Number.NaN, 9);
    },
  );

  it("ranks subjects over the experts who scored them all, whole sheets only, the last of two", () => {
    const score = (expert: string, subject: string, a: number, b?: number) => ({
      ...sheet(a, b, subject),
      expert: brandAs<PersonCode>(expert),
    });
    const sheets = [
      score("E1", "案例一", 50, 30),
      score("E1", "案例二", 55, 35),
      score("E2", "案例一", 60, 40),
      score("E2", "案例一", 40, 30),
      score("E2", "案例二", 50, 30),
      score("E3", "案例一", 60, 40),
      score("E3", "案例二", 60),
    ];
    expect(rankSubjects(items, sheets)).toMatchObject({
      subjects: [
        { subject: "案例二", rank: 1, mean: 85 },
        { subject: "案例一", rank: 2, mean: 75 },
      ],
      experts: 2,
      leftOut: 1,
      concordance: { w: 1, judges: 2, objects: 2 },
    });
    expect(rankSubjects(items, sheets.slice(0, 2))).toBeNull();
    expect(rankSubjects(items, [])).toBeNull();
  });
});

describe("summariseScores", () => {
  it("drops one highest and one lowest from five sheets on", () => {
    expect(trimmedMean([10, 80, 90, 100])).toBeNull();
    expect(trimmedMean([10, 80, 85, 90, 100])).toBeCloseTo(85, 12);
    expect(trimmedMean([70, 70, 70, 100, 100])).toBeCloseTo(80, 12);
  });

  it("counts an item that is not scored as missing, not as zero", () => {
    const [report, lead] = summariseScores(items, [sheet(50, 30), sheet(40, 40), sheet(30), sheet(60, 40, "案例")]);
    expect(report).toMatchObject({ subject: "报告", experts: 3, complete: 2, trimmed: null, level: "良好" });
    expect(report?.items.map(({ n, mean }) => [n, mean])).toEqual([
      [3, 40],
      [2, 35],
    ]);
    expect(report?.total.mean).toBe(80);
    expect(report?.total.sd).toBe(0);
    expect(lead).toMatchObject({ subject: "案例", total: { mean: 100, sd: null }, level: "优秀", concordance: null });
    expect(summariseScores(items, [])).toEqual([]);
  });

  it("names the level by its lower bound", () => {
    expect([90, 89.9, 80, 70, 69.9].map(levelOf)).toEqual(["优秀", "良好", "良好", "合格", "不合格"]);
  });
});
