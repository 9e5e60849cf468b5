import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { readAnswerRow } from "../compile/read-answer-row.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { pruneAnswers, validateAnswers } from "../compile/validate-answers.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { Json, QuestionnaireDefinition, SplitPlan } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { describeForm } from "../paper/describe-form.ts";
import { listBoxes } from "../paper/list-boxes.ts";
import { readTyped } from "../paper/read-typed.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { arbitrarySplit } from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { countAssignments, listAssignments } from "./list-assignments.ts";

type Node = { readonly [key: string]: Json };

const choices = [1, 2, 3];
const matrix = (name: string, rows: readonly string[]): Node => ({
  type: "matrix",
  name,
  title: name,
  rows: [...rows],
  columns: choices,
  eachRowRequired: true,
});
const choice = (name: string, more: Node = {}): Node => ({
  type: "radiogroup",
  name,
  title: name,
  choices,
  isRequired: true,
  ...more,
});

const plan: SplitPlan = {
  draw: 1,
  minutes: 3,
  modules: [
    { id: "career", label: { zh: "职业发展" }, pages: ["p_career"] },
    { id: "life", label: { zh: "生活保障" }, pages: ["p_life", "p_life2"] },
  ],
  core: ["c_1", "check"],
};

const pages = [
  { name: "p_main", elements: [choice("kind")] },
  { name: "p_career", elements: [matrix("c", ["1", "2", "3"]), choice("check"), choice("plan")] },
  { name: "p_life", elements: [matrix("l", ["1", "2"])] },
  { name: "p_life2", elements: [choice("why", { visibleIf: "{l.1} = 1" })] },
];

function splitOf(
  more: Partial<SplitPlan> = {},
  rest: Partial<QuestionnaireDefinition> = {},
  own: readonly Node[] = pages,
) {
  return questionnaireOf([], { split: { ...plan, ...more }, ...rest }, { pages: own });
}

const compiled = compileQuestionnaire(splitOf());
const codesOf = (answers: Answers, mode: "draft" | "complete" = "complete") =>
  validateAnswers(compiled, answers, mode).map(({ code, question, path }) => `${code} ${question}${path}`);
const core = { kind: 1, check: 2 };

describe("a split questionnaire (SP6–SP9)", () => {
  it("asks everybody the core items and refuses answers to what was not assigned", () => {
    expect(codesOf({ ...core, MODULES: ["life"], c: { "1": 2 }, l: { "1": 1, "2": 3 }, why: 2 })).toEqual([]);
    expect(codesOf({ ...core, MODULES: ["career"], c: { "1": 1, "2": 2, "3": 3 }, plan: 1 })).toEqual([]);
    expect(codesOf({ ...core, MODULES: ["life"], c: { "1": 2, "3": 1 }, plan: 1, l: { "1": 2, "2": 3 } })).toEqual([
      "hidden-answer c.3",
      "hidden-answer plan",
    ]);
    expect(codesOf({ ...core, MODULES: ["life"], l: { "1": 2, "2": 3 } })).toEqual(["row-required c.1"]);
  });

  it("asks everything without an assignment", () => {
    expect(codesOf({ ...core, c: { "1": 1, "2": 2, "3": 3 }, plan: 1, l: { "1": 2, "2": 3 } })).toEqual([]);
    expect(codesOf({ ...core, c: { "1": 1 } })).toEqual([
      "row-required c.2",
      "row-required c.3",
      "required plan",
      "row-required l.1",
      "row-required l.2",
    ]);
  });

  it.each<[string, Json, string]>([
    ["too many", ["career", "life"], "wrong-assignment MODULES"],
    ["an unknown one", ["money"], "wrong-assignment MODULES"],
    ["a text", "life", "wrong-type MODULES"],
    ["a nested list", [["life"]], "wrong-type MODULES[0]"],
  ])("refuses %s as an assignment", (_, MODULES, problem) => {
    expect(codesOf({ ...core, MODULES, c: { "1": 2 }, l: { "1": 2, "2": 3 } })[0]).toBe(problem);
  });

  it("takes an assignment in one order only, so that it is signed in one form", () => {
    const third = { id: "third", label: { zh: "三" }, pages: ["p_life2"] };
    const [career, life] = plan.modules;
    const modules = [career, life && { ...life, pages: ["p_life"] }, third].filter((one) => one !== undefined);
    const definition = splitOf({ draw: 2, modules }, {}, [
      ...pages.slice(0, 3),
      { name: "p_life2", elements: [choice("why")] },
    ]);
    const answers = { ...core, c: { "1": 1 }, l: { "1": 1, "2": 1 }, why: 1 };
    const check = (MODULES: Json) =>
      validateAnswers(compileQuestionnaire(definition), { ...answers, MODULES }, "complete");
    expect(check(["life", "third"])).toEqual([]);
    expect(check(["third", "life"]).map(({ code }) => code)).toEqual(["wrong-assignment"]);
    expect(check(["life", "life"]).map(({ code }) => code)).toContain("wrong-assignment");
  });

  it("drops on pruning what belongs to modules that were not assigned", () => {
    const given = { ...core, MODULES: ["life"], c: { "1": 2, "2": 1 }, plan: 3, l: { "1": 1, "2": 3 }, why: 2 };
    expect(pruneAnswers(compiled, given)).toEqual({
      ...core,
      MODULES: ["life"],
      c: { "1": 2 },
      l: { "1": 1, "2": 3 },
      why: 2,
    });
  });

  it("tells in the data what was not assigned from what was not shown, and which modules were", () => {
    const row = (answers: Answers) =>
      Object.fromEntries(
        [...tabulateAnswers(compiled, answers)].map(([name, cell]) => [
          name,
          "value" in cell ? cell.value : cell.missing,
        ]),
      );
    expect(row({ ...core, MODULES: ["career"], c: { "1": 1, "2": 2, "3": 3 }, plan: 1 })).toEqual({
      MODULES_career: 1,
      MODULES_life: 0,
      kind: 1,
      c_1: 1,
      c_2: 2,
      c_3: 3,
      check: 2,
      plan: 1,
      l_1: "notAssigned",
      l_2: "notAssigned",
      why: "notAssigned",
    });
    const whole = row({ ...core, c: { "1": 1, "2": 2, "3": 3 }, plan: 1, l: { "1": 2, "2": 3 } });
    expect([whole["MODULES_career"], whole["MODULES_life"], whole["why"]]).toEqual([1, 1, "notShown"]);
  });

  it("names the module of a variable, and none for core items", () => {
    const modules = compiled.variables.map(({ name, module }) => [name, module]);
    expect(modules).toContainEqual(["c_1", undefined]);
    expect(modules).toContainEqual(["c_2", "career"]);
    expect(modules).toContainEqual(["plan", "career"]);
    expect(modules).toContainEqual(["check", undefined]);
    expect(modules).toContainEqual(["why", "life"]);
  });

  it("prints the whole form on paper, without the assignment", () => {
    expect(describeForm(compiled).map(({ variable }) => variable)).toEqual(["kind", "c", "check", "plan", "l", "why"]);
    const questions = new Set(listBoxes(compiled).map(({ question }) => question));
    expect([...questions]).toEqual(["kind", "c", "check", "plan", "l", "why"]);
    const typed = { kind: "1", c_1: "1", c_2: "2", c_3: "3", check: "2", plan: "1", l_1: "2", l_2: "3" };
    const { answers, problems } = readTyped(compiled, { ...typed, MODULES: "1" });
    expect(problems).toEqual([]);
    expect(answers).toEqual({ kind: 1, c: { "1": 1, "2": 2, "3": 3 }, check: 2, plan: 1, l: { "1": 2, "2": 3 } });
  });
});

describe("split questionnaires of any shape", () => {
  const splits = arbitrarySplit.filter(
    (definition) =>
      definition.split !== undefined && lintQuestionnaire(definition).every(({ severity }) => severity !== "error"),
  );
  const cases = splits.chain((definition) =>
    fc.record({
      definition: fc.constant(definition),
      assigned: fc.constantFrom(...listAssignments(definition.split as SplitPlan)),
      seed: fc.integer({ min: 1, max: 1e6 }),
    }),
  );

  it("accept what the page of an assigned respondent sends, and nothing of another module", () => {
    fc.assert(
      fc.property(cases, ({ definition, assigned, seed }) => {
        const program = compileQuestionnaire(definition);
        const whole = generateAnswers(definition, seededRandom(seed));
        const sent = generateAnswers(definition, seededRandom(seed), { assigned });
        expect(sent["MODULES"]).toEqual(assigned);
        expect(validateAnswers(program, sent, "complete")).toEqual([]);
        const cells = tabulateAnswers(program, sent);
        for (const { name, module, question } of program.variables) {
          const cell = cells.get(name);
          const unassigned = module !== undefined && !assigned.includes(module);
          expect(cell !== undefined && "missing" in cell && cell.missing === "notAssigned").toBe(unassigned);
          const [own, other] = [sent[question], whole[question]];
          const row = name.slice(question.length + 1);
          if (!unassigned || other === undefined || (question === name) === (typeof other === "object")) continue;
          const smuggled = question === name ? other : { ...(own as Node), [row]: (other as Node)[row] ?? null };
          if (question !== name && (Array.isArray(other) || (other as Node)[row] === undefined)) continue;
          const codes = validateAnswers(program, { ...sent, [question]: smuggled }, "complete").map(({ code }) => code);
          expect(codes).toContain("hidden-answer");
        }
      }),
      { numRuns: 150 },
    );
  });

  it("come back from a row of data as they were", () => {
    fc.assert(
      fc.property(cases, ({ definition, assigned, seed }) => {
        const program = compileQuestionnaire(definition);
        const sent = generateAnswers(definition, seededRandom(seed), { assigned });
        const cells = [...tabulateAnswers(program, sent)].flatMap(([name, cell]) =>
          "value" in cell ? [[name, String(cell.value)] as const] : [],
        );
        expect(readAnswerRow(program, new Map(cells))["MODULES"]).toEqual(assigned);
      }),
      { numRuns: 50 },
    );
  });

  it("have as many assignments as there are combinations", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 8 }), (size, draw) => {
        fc.pre(draw < size);
        const modules = Array.from({ length: size }, (_, index) => ({
          id: `m${index}`,
          label: { zh: "模" },
          pages: ["p"],
        }));
        const all = listAssignments({ draw, modules });
        expect(all.length).toBe(countAssignments({ draw, modules }));
        expect(new Set(all.map(String)).size).toBe(all.length);
        expect(all.every((one) => one.length === draw)).toBe(true);
      }),
    );
  });
});

describe("lint of a split (SP1–SP5)", () => {
  const findings = (definition: QuestionnaireDefinition) =>
    lintQuestionnaire(definition).filter(({ code }) => code !== "missing-label" && code !== "missing-anchor");
  const [career, life] = plan.modules as readonly [SplitPlan["modules"][number], SplitPlan["modules"][number]];
  const many = Array.from({ length: 16 }, (_, index) => ({
    id: `m${index}`,
    label: { zh: "模" },
    pages: [`m${index}`],
  }));

  it("finds nothing wrong with the example", () => {
    expect(findings(splitOf())).toEqual([]);
  });

  it.each<[string, string, Partial<SplitPlan>]>([
    ["error wrong-draw", "split.draw", { draw: 2 }],
    ["error unknown-page", "split.modules[1].pages[0]", { modules: [career, { ...life, pages: ["nowhere"] }] }],
    ["error page-of-two", "split.modules[1].pages[0]", { modules: [career, { ...life, pages: ["p_career"] }] }],
    ["error duplicate-name", "split.modules[1]", { modules: [career, { ...life, id: "Career" }] }],
    ["error unknown-item", "split.core[0]", { core: ["kind"] }],
    ["error unknown-item", "split.core[0]", { core: ["c_9"] }],
    ["error too-many-assignments", "split", { draw: 8, modules: many }],
    ["error wrong-definition", "split.modules[0].id", { modules: [{ ...career, id: "职业" }, life] }],
  ])("reports %s at %s", (finding, path, more) => {
    const found = findings(splitOf(more)).map(({ severity, code, path: at }) => `${severity} ${code} ${at}`);
    expect(found).toContain(`${finding} ${path}`);
  });

  it("warns where everybody's questions read a module, but not inside it nor of core items", () => {
    const reads = (visibleIf: string) => {
      const last = { name: "p_end", elements: [choice("end", { visibleIf })] };
      return findings(splitOf({}, {}, [...pages, last])).map(({ severity, code }) => `${severity} ${code}`);
    };
    expect(reads("{plan} = 1")).toEqual(["warning reads-module"]);
    expect(reads("{c.2} = 1")).toEqual(["warning reads-module"]);
    expect(reads("{c.1} = 1 and {check} = 2")).toEqual([]);
  });

  it("keeps the name of the assignment free", () => {
    const taken = [...pages, { name: "p_end", elements: [choice("Modules")] }];
    expect(findings(splitOf({}, {}, taken)).map(({ code }) => code)).toContain("reserved-name");
  });

  it("explains constructs in two modules, and scores that core items alone would make", () => {
    const construct = { id: "k", label: { zh: "构念" }, wording: "own" as const };
    const across = splitOf({}, { constructs: [{ ...construct, items: ["c_2", "l_1"] }] });
    expect(findings(across).map(({ code }) => code)).toEqual(["construct-across-modules"]);
    const score = (minValid: number) =>
      splitOf(
        {},
        {
          constructs: [{ ...construct, items: ["c_1", "c_2", "c_3"] }],
          derive: [{ name: "k", op: "mean", items: ["c_1", "c_2", "c_3"], minValid }],
        },
      );
    expect(findings(score(1)).map(({ code }) => code)).toEqual(["mixed-score"]);
    expect(findings(score(2))).toEqual([]);
  });
});
