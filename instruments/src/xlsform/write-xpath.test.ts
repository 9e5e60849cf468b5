// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BinaryOperator, Expression, Reference } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { prepareExpression } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Scalar } from "../program/program.ts";
import { readXpath } from "./read-xpath.ts";
import { type FormSymbol, pathFrom } from "./symbol.ts";
import { Inexpressible, writeXpath } from "./write-xpath.ts";

const choices = new Map<string, Scalar>([
  ["1", 1],
  ["2", 2],
  ["x", "x"],
]);

const symbolOfName = new Map<string, FormSymbol>(
  (
    [
      { name: "one", path: ["one"], kind: "one", values: choices },
      { name: "many", path: ["many"], kind: "many", values: choices },
      { name: "n", path: ["n"], kind: "other", values: new Map() },
      { name: "t", path: ["t"], kind: "other", values: new Map() },
      {
        name: "pay",
        path: ["jobs", "pay"],
        within: { name: "jobs", word: "panel", depth: 1 },
        kind: "other",
        values: new Map(),
      },
    ] satisfies FormSymbol[]
  ).map((symbol) => [symbol.name, symbol]),
);

function findFrom(place?: string) {
  return ({ path }: Reference) =>
    [...symbolOfName.values()].find((symbol) => pathFrom(symbol, place).join("\n") === path.join("\n"));
}

const write = (text: string, place?: string) => writeXpath(parseExpression(text), findFrom(place));
const read = (text: string, place?: string) =>
  readXpath(text, { symbols: symbolOfName, ...(place === undefined ? {} : { place }) });

const ref = (name: string): Expression => ({ op: "ref", path: [name] });
const constant = (value: Json): Expression => ({ op: "const", value });
const single = fc.constantFrom("one", "n", "t").map(ref);
const number = fc.integer({ min: -3, max: 9 }).map(constant);
const choice = fc.constantFrom(1, 2, "x").map(constant);
const binary =
  (op: BinaryOperator) =>
  (left: Expression, right: Expression): Expression => ({ op, left, right });
const pairOf = (ops: readonly BinaryOperator[], left: fc.Arbitrary<Expression>, right: fc.Arbitrary<Expression>) =>
  fc.tuple(fc.constantFrom(...ops), left, right).map(([op, a, b]) => binary(op)(a, b));

const { condition } = fc.letrec<{ condition: Expression; formula: Expression }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    number,
    fc.constant(ref("n")),
    pairOf(["add", "sub", "mul", "div", "mod", "pow"], tie("formula"), tie("formula")),
    tie("formula").map((of): Expression => ({ op: "neg", of })),
    fc
      .tuple(fc.constantFrom("min", "max", "sum"), fc.array(tie("formula"), { minLength: 2, maxLength: 3 }))
      .map(([name, args]): Expression => ({ op: "call", name, args })),
    fc
      .tuple(tie("formula"), fc.integer({ min: 0, max: 2 }))
      .map(([of, digits]): Expression => ({ op: "call", name: "round", args: [of, constant(digits)] })),
    fc
      .tuple(tie("condition"), tie("formula"), tie("formula"))
      .map((args): Expression => ({ op: "call", name: "iif", args })),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    pairOf(["eq", "ne", "lt", "le", "gt", "ge"], tie("formula"), tie("formula")),
    pairOf(["eq", "ne"], single, choice),
    pairOf(["contains", "notcontains"], fc.constant(ref("many")), choice),
    pairOf(
      ["contains", "notcontains", "allof", "anyof", "noneof"],
      fc.constant(ref("many")),
      fc.array(choice, { minLength: 1, maxLength: 3 }).map((items): Expression => ({ op: "list", items })),
    ),
    pairOf(
      ["anyof", "noneof"],
      fc.constant(ref("one")),
      fc.array(choice, { minLength: 1, maxLength: 3 }).map((items): Expression => ({ op: "list", items })),
    ),
    pairOf(["and", "or"], tie("condition"), tie("condition")),
    tie("condition").map((of): Expression => ({ op: "not", of })),
    fc
      .tuple(fc.constantFrom("empty" as const, "notempty" as const), fc.constantFrom("one", "many", "n", "t").map(ref))
      .map(([op, of]): Expression => ({ op, of })),
  ),
}));

const answers = fc
  .record(
    {
      one: fc.constantFrom<Json>(1, 2, "x"),
      many: fc.uniqueArray(fc.constantFrom<Json>(1, 2, "x"), { minLength: 1 }),
      n: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom<Json>(0.5, 1e6)),
      t: fc.constantFrom<Json>("x", "2", "其他", "it's"),
    },
    { requiredKeys: [] },
  )
  .map((record) => new Map(Object.entries(record) as [string, Json][]));

describe("conditions in XLSForm", () => {
  it("decide every set of answers as the profile's do, after they were written and read", () => {
    fc.assert(
      fc.property(condition, fc.array(answers, { minLength: 1, maxLength: 8 }), (expression, sets) => {
        const again = read(writeXpath(expression, findFrom()));
        const [before, after] = [prepareExpression(expression), prepareExpression(again)];
        for (const values of sets) expect(after({ values })).toEqual(before({ values }));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["{t} = 'it\\'s'", '${t} = "it\'s"'],
    ["{one} = true", "${one} = 1"],
    ["true", "true()"],
    ["({n} empty) = true", "${n} = '' = 1"],
    ["round({n})", "round(${n}, 0)"],
    ["sumInArray({jobs}, 'pay') > 3", "sum(${pay}) > 3"],
    ["sum({n}, 1, {n} > 2)", "(coalesce(${n}, 0) + 1 + (${n} > 2))"],
  ])("%s is written as %s", (profile, xpath) => {
    expect(write(profile)).toBe(xpath);
  });

  it("refers to a question of a list by its name, inside the list and outside", () => {
    expect(write("{panel.pay} > 1", "jobs")).toBe("${pay} > 1");
    expect(read("sum(${pay}) > 1")).toEqual(parseExpression("sumInArray({jobs}, 'pay') > 1"));
    expect(read("sum(${pay}) > 1", "jobs")).toEqual(parseExpression("sum({panel.pay}) > 1"));
    expect(read("max(${pay}, 2)")).toEqual(parseExpression("max({jobs.pay}, 2)"));
  });

  it.each([
    ["{t} = 'it\\'s \"so\"'", "a text with both kinds of quotes"],
    ["{t} contains 'x'", "looking for a part of a text"],
    ["{many} = 1", "comparing a whole list of choices"],
    ["{one} anyof [{n}]", "a choice that is no constant"],
    ["({n} + 1) empty", "asking whether a formula is empty"],
    ["iif({n} > 1, [1, 2], 3)", "a list of values"],
    ["{gone} = 1", "a reference to {gone}"],
    ["avg({n}, 2)", "the function avg"],
    ["avgInArray({jobs}, 'pay')", "the function avgInArray"],
  ])("%s cannot be said: %s", (profile, why) => {
    expect(() => write(profile)).toThrow(new Inexpressible(why));
  });

  it.each([
    ["selected(${one}, '2')", "{one} = 2"],
    ["selected(${many}, '2')", "{many} contains 2"],
    ["'2' = ${one}", "2 = {one}"],
    ["pow(${n}, 2) + coalesce(${n}, 0)", "{n} ^ 2 + {n}"],
    ["contains(${t}, 'x') and true() and not(false())", "{t} contains 'x' and true and !false"],
    ["coalesce(${t}, 'x')", "iif({t} notempty, {t}, 'x')"],
    ["number(${n}) > -2", "{n} > -2"],
    ["'' != ${t}", "{t} notempty"],
  ])("%s is read as %s", (xpath, profile) => {
    expect(read(xpath)).toEqual(parseExpression(profile));
  });

  it.each([
    ["selected(${one})", "selected() takes a question and a choice"],
    ["coalesce(${n})", "coalesce() takes two values"],
    ["not()", "not() takes a condition"],
    ["number()", "a value is missing"],
    ["pow(${n})", "pow() takes two numbers"],
    ["contains(${t})", "contains() takes two texts"],
    ["${n} > today()", "today() asks the clock or chance"],
    ["now()", "now() asks the clock or chance"],
    ["random() < 1", "random() asks the clock or chance"],
    ["uuid()", "uuid() asks the clock or chance"],
    ["position(..)", ""],
    ["toString(1)", "the function toString() has no counterpart here"],
    ["${gone} = 1", "no question is called gone"],
    ["one = 1", "the word one stands bare"],
    ["1 +", "the expression ends too early"],
    ["(1", 'expected ")"'],
    ["1 2", "unexpected"],
    ["{ = 1", ""],
    [`${"(".repeat(61)}1${")".repeat(61)}`, "more than 60 brackets"],
    [`1${" ".repeat(4000)}`, "longer than 4000 characters"],
  ])("%.40s is refused: %s", (xpath, why) => {
    expect(() => read(xpath)).toThrow(expect.objectContaining({ code: "expression.syntax" }));
    expect(() => read(xpath)).toThrow(why);
  });
});
