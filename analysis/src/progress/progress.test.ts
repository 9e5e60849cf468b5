import {
  type Answers,
  brandAs,
  type Construct,
  compileQuestionnaire,
  type QuestionnaireDefinition,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeValues } from "../statistics/moments.ts";
import { summariseConstructs } from "./summarise-constructs.ts";
import { cellCodes, listTracked, trackAnswers } from "./track-answers.ts";

const construct: Construct = {
  id: "pressure",
  label: { zh: "压力" },
  items: ["a", "b"],
  reverse: ["b"],
  scale: { min: 1, max: 5 },
  wording: "own",
};
const rating = (name: string) => ({ type: "radiogroup", name, title: name, choices: [1, 2, 3, 4, 5, 99] });
const definition = {
  name: brandAs("q"),
  form: "short",
  title: { zh: "卷" },
  purpose: { zh: "测试" },
  minutes: 1,
  constructs: [construct],
  missingCodes: [99],
  survey: {
    pages: [
      {
        name: "p",
        elements: [
          rating("a"),
          { ...rating("b"), visibleIf: "{a} > 1" },
          { type: "comment", name: "say", title: "说" },
        ],
      },
    ],
  },
} as unknown as QuestionnaireDefinition;
const compiled = compileQuestionnaire(definition);
const tracked = listTracked([construct], compiled);
const summarise = (...all: readonly Answers[]) =>
  summariseConstructs(
    tracked,
    all.map((answers) => trackAnswers(tracked, compiled, answers)),
  );

describe("progress by construct", () => {
  it("tells not shown, skipped and not applicable apart", () => {
    expect(tracked.names).toEqual(["a", "b", "say"]);
    expect([...trackAnswers(tracked, compiled, { a: 1 })]).toEqual([1, cellCodes.notShown, cellCodes.skipped]);
    expect([...trackAnswers(tracked, compiled, { a: 2, b: 99, say: "好" })]).toEqual([2, cellCodes.notApplicable, 1]);
  });

  it("says of nobody nothing, and of one no interval", () => {
    expect(summarise().constructs[0]).toEqual({
      id: "pressure",
      items: 2,
      n: 0,
      shown: 0,
      answered: 0,
      mean: null,
      low: null,
      high: null,
      distribution: [],
    });
    expect(summarise({ a: 3, b: 5 }).constructs[0]).toMatchObject({ n: 1, mean: 2, low: null, high: null });
  });

  it("turns reversed items round, leaves out what does not apply, and counts open answers", () => {
    const { constructs, open } = summarise({ a: 4, b: 1, say: "好" }, { a: 2, b: 99 }, { a: 1 });
    expect(constructs[0]).toMatchObject({ n: 3, shown: 5, answered: 5, mean: (4.5 + 2 + 1) / 3 });
    expect(constructs[0]?.distribution).toEqual([1, 2, 4, 5].map((code) => ({ code, count: 1 })));
    expect(open).toEqual([{ variable: "say", answered: 1, shown: 3 }]);
  });

  it("has the mean and interval that the statistics have", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 40 }), (codes) => {
        const [found] = summarise(...codes.map((a) => ({ a }))).constructs;
        const expected = describeValues(codes);
        expect(found?.mean).toBeCloseTo(expected.mean ?? 0, 12);
        expect(found?.low).toBeCloseTo(expected.ciLow ?? 0, 12);
        expect(found?.high).toBeCloseTo(expected.ciHigh ?? 0, 12);
      }),
      { numRuns: 30 },
    );
  });
});
