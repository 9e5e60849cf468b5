import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intlSegmenter } from "../text/intl-segmenter.ts";
import { findThreshold, fitConfidence, fitSharpness, measureCalibration, toConfidences } from "./calibrate.ts";
import { candidateSettings, chooseSuggester, hintsFromNames } from "./choose-settings.ts";
import { evaluateSuggester } from "./evaluate-suggester.ts";
import type { SparseVector } from "./feature-space.ts";
import { multiplyPairs, solveRidge } from "./solve-ridge.ts";
import { countFeatures } from "./text-features.ts";
import { countTraining, type LabelledText, mostExamples, trainSuggester } from "./train-suggester.ts";

const said: Readonly<Record<string, readonly string[]>> = {
  小同行评议: [
    "评审专家里没有一个小同行",
    "大同行看不懂我的方向",
    "希望请外地的小同行评议",
    "小同行太难找了",
    "同行专家不懂这个领域",
  ],
  材料负担: ["一年填了七次表", "材料格式都不一样", "核对页码就要两天", "重复填报浪费时间", "系统里又要填一遍材料"],
  成果转化: ["技术合同到账才算数", "专利转让给企业", "横向经费也是贡献", "企业用了我们的技术", "作价入股手续很慢"],
};
const examples: readonly LabelledText[] = Object.entries(said).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, label })),
);
const training = (hints: readonly LabelledText[] = []) => countTraining({ examples, hints }, intlSegmenter);

describe("countFeatures", () => {
  it("counts characters, pairs within a run, Latin words whole, in lower case; four-byte Han count one", () => {
    const { letters, pairs, words } = countFeatures("评审，𠮷先GPS和gps", intlSegmenter);
    expect(Object.fromEntries(letters)).toEqual({ 评: 1, 审: 1, 𠮷: 1, 先: 1, gps: 2, 和: 1 });
    expect([...pairs.keys()]).toEqual(["评审", "𠮷先"]);
    expect(words.get("gps")).toBe(2);
  });
});

describe("solveRidge", () => {
  const vectorOf = (weights: readonly number[]): SparseVector => ({
    places: Int32Array.from(weights.keys()),
    weights: Float64Array.from(weights),
  });
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

  it("tells the score of every example as if it had been left out", () => {
    const row = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.boolean()), { minLength: 3, maxLength: 7 }), (data) => {
        const wanted = data.map(([, yes]) => (yes ? 1 : 0));
        const solve = (rows: readonly (readonly number[])[], targets: readonly number[]) =>
          solveRidge(
            multiplyPairs(rows.map(vectorOf)),
            targets.map((one) => Float64Array.of(one)),
            0.5,
          );
        const all = solve(
          data.map(([one]) => one),
          wanted,
        );
        data.forEach(([own], left) => {
          const others = data.filter((_, place) => place !== left).map(([one]) => one);
          const { duals } = solve(
            others,
            wanted.filter((_, place) => place !== left),
          );
          const direct = others.reduce((sum, other, place) => sum + dot(own, other) * (duals[place]?.[0] ?? 0), 0);
          const shortcut = (wanted[left] ?? 0) - (all.duals[left]?.[0] ?? 0) / (all.inverseDiagonal[left] ?? 1);
          expect(shortcut).toBeCloseTo(direct, 8);
        });
      }),
    );
  });
});

describe("trainSuggester", () => {
  it("suggests what was coded so, with the words that spoke, and names no stop word", () => {
    const { ranked } = trainSuggester(training()).suggest("今年又填了三次材料，每次格式都不同");
    expect(ranked[0]).toMatchObject({ label: "材料负担", reasons: expect.arrayContaining(["材料", "格式"]) });
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
  });

  it("abstains on what is like nothing coded, and suggests again the same", () => {
    const suggester = trainSuggester(training());
    const first = suggester.suggest("ζ");
    expect(first.abstains).toBe(true);
    expect(suggester.suggest("ζ")).toEqual(first);
    expect(first.ranked.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
  });

  it("learns from the names of codes, and counts them as no example", () => {
    const suggester = trainSuggester(training(hintsFromNames(Object.keys(said))));
    expect(suggester).toMatchObject({ examples: 15, heldOut: { length: 15 } });
    expect(suggester.suggest("成果怎么转化").ranked[0]?.label).toBe("成果转化");
  });

  it("needs two codes, and says so", () => {
    const one = { examples: examples.slice(0, 3), hints: [] };
    expect(() => countTraining(one, intlSegmenter)).toThrow(
      "coded examples of at least two codes, got 3 examples of 1",
    );
    expect(() => countTraining({ examples: [], hints: [] }, intlSegmenter)).toThrow("got 0 examples of 0");
  });

  it("thins many examples label by label and keeps the rare ones", () => {
    const many = Array.from({ length: mostExamples + 500 }, (_, at) => ({
      text: `第${at}条材料`,
      label: at < 3 ? "少" : "多",
    }));
    const counted = countTraining({ examples: many, hints: [] }, intlSegmenter);
    expect(counted.examples).toBe(mostExamples);
    expect(counted.targets.filter((target) => counted.labels[target] === "少")).toHaveLength(3);
  });
});

describe("chooseSuggester", () => {
  const probe = ["企业的技术合同", "小同行", "填表"];

  it("learns nothing from dev: whatever its labels, one of the candidates comes out", () => {
    const counted = training();
    const answers = (suggest: (text: string) => unknown) => JSON.stringify(probe.map(suggest));
    const candidates = candidateSettings.map((settings) => answers(trainSuggester(counted, settings).suggest));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.keys(said), "从未见过"), { minLength: 3, maxLength: 3 }),
        (labels) => {
          const dev = probe.map((text, place) => ({ text, label: labels[place] ?? "" }));
          expect(candidates).toContain(answers(chooseSuggester(counted, dev).suggester.suggest));
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("evaluateSuggester", () => {
  it("counts right ones, F1 over labels given or suggested, and what it does not abstain on", () => {
    const suggester = trainSuggester(training());
    const fixed = {
      ...suggester,
      suggest: (text: string) => ({ ranked: [{ label: text, confidence: 0.9, reasons: [] }], abstains: text === "c" }),
    };
    const texts = ["a", "a", "b", "c"].map((text, place) => ({ text, label: place === 1 ? "b" : text }));
    const quality = evaluateSuggester(fixed, texts);
    expect(quality).toMatchObject({ n: 4, accuracy: 0.75, coverage: 0.75, precision: 2 / 3 });
    expect(quality.macroF1).toBeCloseTo((2 / 3 + 2 / 3 + 1) / 3, 12);
    expect(quality.calibrationError).toBeCloseTo(0.15, 12);
    expect(evaluateSuggester(fixed, [])).toMatchObject({ n: 0, accuracy: 0, precision: null });
  });
});

describe("calibration", () => {
  it("finds the sharpness that makes confidences true", () => {
    const heldOut = Array.from({ length: 200 }, (_, at) => ({
      scores: Float64Array.of(1, 0),
      label: at % 4 === 0 ? 1 : 0,
    }));
    const confidence = toConfidences(Float64Array.of(1, 0), fitSharpness(heldOut))[0] ?? 0;
    expect(confidence).toBeCloseTo(0.75, 2);
  });

  it("corrects first labels that are too sure, in the same order", () => {
    const judged = Array.from({ length: 400 }, (_, at) => ({
      confidence: at < 200 ? 0.9 : 0.3,
      right: at % 10 < (at < 200 ? 6 : 4),
    }));
    const correct = fitConfidence(judged);
    expect(correct(0.9)).toBeCloseTo(0.6, 1);
    expect(correct(0.3)).toBeCloseTo(0.4, 1);
    expect(measureCalibration(judged.map((one) => ({ ...one, confidence: correct(one.confidence) })))).toBeLessThan(
      0.02,
    );
    expect(fitConfidence(judged.slice(0, 5))(0.9)).toBe(0.9);
  });

  it("makes first labels as sure on the whole as they are right, and none certain, however far apart they lie", () => {
    const judged = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(judged, { minLength: 20, maxLength: 60 }), (list) => {
        const correct = fitConfidence(list);
        const right = list.filter((one) => one.right).length;
        const wrong = list.length - right;
        const smoothed = (right * (right + 1)) / (right + 2) + wrong / (wrong + 2);
        const sum = list.reduce((total, { confidence }) => total + correct(confidence), 0);
        expect(sum).toBeCloseTo(smoothed, 3);
      }),
    );
  });

  it("sets the threshold where enough are right, above 1 where nowhere", () => {
    const judged = Array.from({ length: 40 }, (_, place) => ({ confidence: (40 - place) / 50, right: place < 20 }));
    expect(findThreshold(judged, 1)).toBe(21 / 50);
    expect(findThreshold(judged, 0.8)).toBe(16 / 50);
    expect(findThreshold(judged, 0.5)).toBe(1 / 50);
    expect(findThreshold([...judged].reverse(), 0.8)).toBe(16 / 50);
  });

  it("believes no threshold above which fewer than ten were judged", () => {
    const lucky = Array.from({ length: 40 }, (_, place) => ({ confidence: (40 - place) / 50, right: place === 0 }));
    expect(findThreshold(lucky, 0.6)).toBe(2);
    const nine = Array.from({ length: 9 }, (_, place) => ({ confidence: 0.9 - place / 20, right: true }));
    expect(findThreshold(nine, 0.6)).toBe(2);
    expect(findThreshold([...nine, { confidence: 0.1, right: false }], 0.6)).toBe(0.1);
  });
});
