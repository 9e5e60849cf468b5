import fc from "fast-check";
import { ExpressionRunner } from "survey-core";
import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { truthOf } from "./compare.ts";
import { parseExpression } from "./parse-expression.ts";
import { prepareExpression } from "./prepare-expression.ts";

/** Answers as questions give them: no 0 or false under list operators (lint `zero-in-list`), no numbers written with leading zeros (`text-as-number`). */
const scalar = fc.constantFrom<Json>(1, 2, 3, 10, -1, 2.5, "1", "2", "10", "a", "B", "b", "abc");
const answer = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom<Json>(1, 2, 3, "a", "b"), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
const constant = fc.constantFrom("1", "2", "3", "'a'", "'b'", "'1'");
const list = fc.array(constant, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(", ")}]`);
const name = fc.constantFrom("{a}", "{b}", "{c}");
const number = fc.constantFrom("{n}", "{m}", "2", "0", "5");

const { condition } = fc.letrec<{ condition: string; sum: string }>((tie) => ({
  sum: fc.oneof(
    { depthSize: "small" },
    number,
    fc.tuple(tie("sum"), fc.constantFrom("+", "-", "*", "/", "%"), tie("sum")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom("sum", "avg", "min", "max"), number, number).map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc.tuple(tie("condition"), number, number).map(([a, b, c]) => `iif(${a}, ${b}, ${c})`),
  ),
  condition: fc.oneof(
    { depthSize: "small" },
    fc.tuple(name, fc.constantFrom("=", "!="), constant).map((parts) => parts.join(" ")),
    fc.tuple(name, fc.constantFrom("=", "!="), name).map((parts) => parts.join(" ")),
    fc
      .tuple(fc.constantFrom("{f}"), fc.constantFrom("=", "!="), fc.constantFrom("true", "false"))
      .map((parts) => parts.join(" ")),
    fc.tuple(name, fc.constantFrom("empty", "notempty")).map((parts) => parts.join(" ")),
    fc.tuple(name, fc.constantFrom("anyof", "allof", "noneof"), list).map((parts) => parts.join(" ")),
    fc.tuple(name, fc.constantFrom("contains", "notcontains"), constant).map((parts) => parts.join(" ")),
    fc.tuple(tie("sum"), fc.constantFrom("<", "<=", ">", ">=", "=", "!="), tie("sum")).map((parts) => parts.join(" ")),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie("condition").map((inner) => `!(${inner})`),
  ),
}));

const values = fc.record({
  a: answer,
  b: answer,
  c: answer,
  f: fc.option(fc.boolean(), { nil: undefined }),
  n: fc.option(fc.integer({ min: -5, max: 20 }), { nil: undefined }),
  m: fc.option(
    fc.double({ min: -9, max: 9, noNaN: true }).map((value) => Math.round(value * 100) / 100),
    { nil: undefined },
  ),
});

describe("expressions and survey-core (EX6–EX10)", () => {
  it("hold for the same answers", () => {
    fc.assert(
      fc.property(condition, values, (source, answers) => {
        const given = Object.entries(answers).filter((entry): entry is [string, Json] => entry[1] !== undefined);
        const ours = truthOf(prepareExpression(parseExpression(source))({ values: new Map(given) }));
        const theirs = Boolean(new ExpressionRunner(source).runValues(Object.fromEntries(given)));
        expect(ours).toBe(theirs);
      }),
      { numRuns: 3_000 },
    );
  });
});
