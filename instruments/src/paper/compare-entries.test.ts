import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compareEntries, settleEntries } from "./compare-entries.ts";

const compiled = compileQuestionnaire(
  questionnaireOf([
    { type: "radiogroup", name: "gate", title: "是否", choices: [1, 2], isRequired: true },
    { type: "text", name: "why", title: "原因", visibleIf: "{gate} = 2", isRequired: true },
    { type: "checkbox", name: "m", title: "渠道", choices: [1, 2, 3] },
    { type: "text", name: "n", title: "人数", inputType: "number" },
  ]),
);

describe("compareEntries", () => {
  it("compares what was meant, not how it was typed", () => {
    const { differences, agreement } = compareEntries(
      compiled,
      { gate: "１", m: "31", n: "1,000" },
      { gate: "1", m: "1、3", n: "1001", why: "留下的字" },
    );
    expect(differences).toEqual([{ key: "n", first: "1000", second: "1001" }]);
    expect(agreement).toEqual({
      code: { compared: 1, agreed: 1 },
      codes: { compared: 1, agreed: 1 },
      number: { compared: 1, agreed: 0 },
    });
  });
});

describe("settleEntries", () => {
  const entries = [
    { gate: "1", n: "5" },
    { gate: "2", why: "忙", n: "5" },
  ] as const;

  it("asks for a decision wherever the clerks differ, until none is open", () => {
    const open = (decided: readonly (readonly [string, string])[]) =>
      settleEntries(compiled, entries, new Map(decided)).open.map(({ key }) => key);
    expect(open([])).toEqual(["gate"]);
    expect(open([["gate", "1"]])).toEqual([]);
    expect(open([["gate", "2"]])).toEqual(["why"]);
    expect(
      open([
        ["gate", "2"],
        ["why", "很忙"],
      ]),
    ).toEqual([]);
    expect(settleEntries(compiled, entries, new Map([["gate", "1"]])).read.answers).toEqual({ gate: 1, n: 5 });
  });

  it("takes over nothing that neither clerk saw", () => {
    const left = { gate: "1", why: "旧字" };
    const { open, read } = settleEntries(compiled, [left, left], new Map([["gate", "2"]]));
    expect(open).toEqual([{ key: "why", first: "", second: "" }]);
    expect(read.answers).toEqual({ gate: 2 });
  });
});
