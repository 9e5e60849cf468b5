import {
  brandAs,
  compileQuestionnaire,
  generateAnswers,
  listAssignments,
  type QuestionnaireDefinition,
  type QuestionnaireName,
  type SplitPlan,
  seededRandom,
} from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import type { DescribeResult } from "../analyses/describe-result.ts";
import type { FrequenciesResult } from "../analyses/frequencies.ts";
import type { ReliabilityResult } from "../analyses/reliability.ts";
import { runRequest } from "../registry/run-request.ts";
import { show } from "../testing/show.ts";
import { buildDataset } from "./build-dataset.ts";

const matrix = (name: string) => ({
  type: "matrix",
  name,
  title: name,
  rows: ["1", "2", "3"],
  columns: [1, 2, 3, 4, 5],
  eachRowRequired: true,
});
const modules = ["a", "b", "c"];
const split: SplitPlan = {
  draw: 1,
  minutes: 2,
  modules: modules.map((id) => ({ id, label: { zh: `模块${id}` }, pages: [`p_${id}`] })),
  core: ["a_1"],
};
const items = ["a_1", "a_2", "a_3"];
const definition: QuestionnaireDefinition = {
  name: brandAs<QuestionnaireName>("split"),
  form: "full",
  title: { zh: "分模块问卷" },
  purpose: { zh: "测试" },
  minutes: 4,
  constructs: [{ id: "A", label: { zh: "甲" }, items, wording: "own" }],
  missingCodes: [],
  split,
  survey: { pages: modules.map((id) => ({ name: `p_${id}`, elements: [matrix(id)] })) },
};
const compiled = compileQuestionnaire(definition);
const assignments = listAssignments(split);
const people = 90;
const dataset = buildDataset(
  [compiled],
  Array.from({ length: people }, (_, at) => {
    const assigned = assignments[at % assignments.length] ?? [];
    return {
      id: `r${at}`,
      version: compiled.hash,
      answers: generateAnswers(definition, seededRandom(at), { assigned }),
    };
  }),
);
const run = (request: Readonly<Record<string, unknown>>) => runRequest({ dataset }, request, { seed: 1 }).result;

describe("figures of a split questionnaire", () => {
  it("rest on those who were asked: others are not missing, and no part of a percentage", () => {
    const module = run({ kind: "frequencies", variable: "a_2" }) as FrequenciesResult;
    expect([module.n, module.missing, module.notAssigned]).toEqual([30, 0, 60]);
    expect(module.categories.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100, 9);
    const core = run({ kind: "frequencies", variable: "a_1" }) as FrequenciesResult;
    expect([core.n, core.missing, core.notAssigned]).toEqual([90, 0, 0]);
    const described = run({ kind: "describe", variables: ["a_1", "a_2"] }) as DescribeResult;
    expect(described.variables.map(({ n, missing, notAssigned }) => [n, missing, notAssigned])).toEqual([
      [90, 0, 0],
      [30, 0, 60],
    ]);
  });

  it("say beside n how many were not assigned, and nothing where everybody was asked", () => {
    const note = (variable: string, locale: "zh" | "en") =>
      show(dataset, { kind: "frequencies", variable }, locale)
        .split("\n")
        .find((line) => line.startsWith("n="));
    expect(note("a_2", "zh")).toContain("n=30，缺失0，未分配60");
    expect(note("a_2", "en")).toContain("n=30, missing 0, not assigned 60");
    expect(note("a_1", "zh")).not.toContain("未分配");
  });

  it("measure the reliability of a construct over those who had its module", () => {
    const { n, notAssigned } = run({ kind: "reliability", items }) as ReliabilityResult;
    expect([n, notAssigned]).toEqual([30, 60]);
  });

  it("say that modules were seldom asked together where that leaves too few", () => {
    const across = { kind: "reliability", items: ["a_2", "b_2"] };
    expect(() => run(across)).toThrow(
      expect.objectContaining({
        code: "data.seldom-asked-together",
        message: expect.stringMatching(/got 0; 90 of 90 cases were not assigned a module .* one module/),
      }),
    );
    const none = { kind: "reliability", items, where: { variable: "a_1", eq: 9 } };
    expect(() => run(none)).toThrow(expect.objectContaining({ code: "data.too-few" }));
  });

  it("count the modules as a multiple-response set", () => {
    const counted = run({ kind: "multipleResponse", set: "MODULES" }) as {
      readonly n: number;
      readonly rows: readonly { readonly count: number }[];
    };
    expect([counted.n, counted.rows.map(({ count }) => count)]).toEqual([90, [30, 30, 30]]);
  });
});
