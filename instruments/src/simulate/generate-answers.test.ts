import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { arbitraryQuestionnaire } from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { generateAnswers } from "./generate-answers.ts";
import { drawNormal, seededRandom, shuffle } from "./random-source.ts";

const agreement = [1, 2, 3, 4, 5].map((value) => ({ value, text: `程度${value}` }));
const columns = [...agreement, { value: 99, text: "不清楚/不适用" }];

const definition = questionnaireOf(
  [
    { type: "radiogroup", name: "kind", title: "类型", choices: [1, 2, 3], showOtherItem: true, isRequired: true },
    { type: "matrix", name: "m", title: "公平", rows: ["a", "b", "c", "d"], columns, eachRowRequired: true },
    { type: "radiogroup", name: "check", title: "注意", choices: agreement, isRequired: true },
    {
      type: "comment",
      name: "open",
      title: "意见",
      visibleIf: "{kind} = 1",
      validators: [{ type: "text", minLength: 10 }],
    },
    { type: "text", name: "mail", title: "邮箱", inputType: "email" },
  ],
  {
    constructs: [
      { id: "fair", label: { zh: "公平" }, items: ["m_a", "m_b", "m_c", "m_d"], reverse: ["m_d"], wording: "own" },
    ],
    attentionChecks: [{ question: "check", expected: 4 }],
  },
);

function column(name: string, answers: readonly ReturnType<typeof generateAnswers>[]): readonly (number | null)[] {
  const compiled = compileQuestionnaire(definition);
  return answers.map((one) => {
    const cell = tabulateAnswers(compiled, one).get(name);
    return cell && "value" in cell ? Number(cell.value) : null;
  });
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Coefficient alpha (Cronbach, 1951, Psychometrika 16, 297–334, eq. 2) of complete rows. */
function alpha(items: readonly (readonly (number | null)[])[]): number {
  const rows = (items[0] ?? []).map((_, index) => items.map((item) => item[index] ?? null));
  const complete = rows.filter((row): row is number[] => row.every((value) => value !== null));
  const single = items.map((_, item) => variance(complete.map((row) => row[item] as number)));
  const total = variance(complete.map((row) => row.reduce((sum, value) => sum + value, 0)));
  return (items.length / (items.length - 1)) * (1 - single.reduce((sum, value) => sum + value, 0) / total);
}

describe("generateAnswers (SI1–SI5)", () => {
  const random = seededRandom(20240115);
  const many = Array.from({ length: 2_000 }, () => generateAnswers(definition, random));

  it("SI1 gives answers that the questionnaire accepts as complete", () => {
    const compiled = compileQuestionnaire(definition);
    expect(many.flatMap((answers) => validateAnswers(compiled, answers, "complete"))).toEqual([]);
  });

  it("SI2 repeats with the same seed and differs with another", () => {
    expect(generateAnswers(definition, seededRandom(1))).toEqual(generateAnswers(definition, seededRandom(1)));
    expect(generateAnswers(definition, seededRandom(1))).not.toEqual(generateAnswers(definition, seededRandom(2)));
  });

  it("SI3 items of a construct follow its trait with alpha near 0.8, reversed ones the other way", () => {
    const items = ["m_a", "m_b", "m_c"].map((name) => column(name, many));
    const reversed = column("m_d", many).map((value) => (value === null ? null : 6 - value));
    expect(alpha([...items, reversed])).toBeGreaterThan(0.72);
    expect(alpha([...items, reversed])).toBeLessThan(0.86);
    const high = Array.from({ length: 200 }, () => generateAnswers(definition, random, { traits: { fair: 2 } }));
    const low = Array.from({ length: 200 }, () => generateAnswers(definition, random, { traits: { fair: -2 } }));
    const mean = (values: readonly (number | null)[]) =>
      values.reduce<number>((sum, value) => sum + (value ?? 3), 0) / values.length;
    expect(mean(column("m_a", high)) - mean(column("m_a", low))).toBeGreaterThan(1.5);
    expect(mean(column("m_d", low)) - mean(column("m_d", high))).toBeGreaterThan(1.5);
  });

  it("SI4 leaves optional questions open, chooses 不清楚 and 其他 now and then", () => {
    const share = (test: (answers: (typeof many)[number]) => boolean) => many.filter(test).length / many.length;
    expect(share((answers) => answers["mail"] === undefined)).toBeGreaterThan(0.02);
    expect(share((answers) => (answers["m"] as Record<string, number>)["a"] === 99)).toBeGreaterThan(0.02);
    expect(share((answers) => (answers["m"] as Record<string, number>)["a"] === 99)).toBeLessThan(0.07);
    expect(
      share((answers) => answers["kind"] === "other" && typeof answers["kind-Comment"] === "string"),
    ).toBeGreaterThan(0.005);
    expect(share((answers) => answers["check"] === 4)).toBeGreaterThan(0.9);
  });

  it("SI5 answers every generated questionnaire", () => {
    const usable = arbitraryQuestionnaire.filter((one: QuestionnaireDefinition) =>
      lintQuestionnaire(one).every(({ severity }) => severity !== "error"),
    );
    fc.assert(
      fc.property(usable, fc.integer(), (one, seed) => {
        const answers = generateAnswers(one, seededRandom(seed));
        expect(validateAnswers(compileQuestionnaire(one), answers, "complete")).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("gives a nominated practice a title, and names nobody", () => {
    const ask = (name: string) => ({ type: "text", name, title: name, isRequired: true, maxLength: 60 });
    const form = questionnaireOf([ask("title"), ask("contact")], {
      personal: ["contact"],
      nomination: { kind: "reform", sheet: "sheet", title: "title" },
    });
    const { title, contact } = generateAnswers(form, seededRandom(3));
    expect(title).toMatch(/^\p{Script=Han}+：\p{Script=Han}/u);
    expect(contact).toBe("模拟信息");
  });

  it("names the rule that no draw meets", () => {
    const impossible = questionnaireOf([
      { type: "text", name: "a", title: "a", isRequired: true, validators: [{ type: "regex", regex: "^XYZ\\d{9}$" }] },
    ]);
    expect(() => generateAnswers(impossible, seededRandom(1))).toThrow(
      expect.objectContaining({ code: "simulate.no-answers", message: expect.stringMatching(/XYZ/) }),
    );
  });
});

describe("random source", () => {
  it("is uniform, normal draws have mean 0 and variance 1, shuffles keep the items", () => {
    const random = seededRandom(7);
    const uniform = Array.from({ length: 20_000 }, random);
    expect(uniform.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(uniform.reduce((sum, value) => sum + value, 0) / uniform.length).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: 20_000 }, () => drawNormal(random));
    expect(normal.reduce((sum, value) => sum + value, 0) / normal.length).toBeCloseTo(0, 1);
    expect(variance(normal)).toBeCloseTo(1, 1);
    expect(shuffle([1, 2, 3, 4], random).sort()).toEqual([1, 2, 3, 4]);
  });
});
