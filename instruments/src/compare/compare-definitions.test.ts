import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { arbitraryQuestionnaire, questionNodes } from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compareDefinitions } from "./compare-definitions.ts";
import { diffWords } from "./diff-words.ts";

const unit = {
  type: "radiogroup",
  name: "unit",
  title: { "zh-cn": "单位类型", en: "Unit" },
  choices: [
    { value: 1, text: "高校" },
    { value: 2, text: "院所" },
  ],
};
const why = { type: "comment", name: "why", title: "原因", visibleIf: "{unit} = 1" };
const before = questionnaireOf([unit, why]);

function brief(after: QuestionnaireDefinition, from = before) {
  return compareDefinitions(from, after).map(({ kind, name, property, before: was, after: is }) =>
    [kind, name, property, was, is].join("|"),
  );
}

describe("compareDefinitions", () => {
  it("names additions, removals and moves of questions", () => {
    expect(brief(questionnaireOf([why, unit]))).toEqual(["moved|why||page1|page1"]);
    expect(brief(questionnaireOf([unit]))).toEqual(["removed|why||原因|"]);
    expect(brief(before, questionnaireOf([unit]))).toEqual(["added|why|||原因"]);
    const panel = { type: "panel", name: "p", elements: [why] };
    expect(brief(questionnaireOf([unit, panel]))).toEqual(["added|p|||p"]);
  });

  it("names changes of wording, conditions, necessity and type", () => {
    const after = questionnaireOf([
      { ...unit, title: { "zh-cn": "所在单位类型", en: "Unit" }, isRequired: true },
      { ...why, type: "text", visibleIf: "{unit} = 2" },
    ]);
    expect(brief(after)).toEqual([
      "wording|unit|title|单位类型|所在单位类型",
      "required|unit|isRequired||true",
      "type|why|type|comment|text",
      "condition|why|visibleIf|{unit} = 1|{unit} = 2",
    ]);
  });

  it("names options that came, went, moved or say something else", () => {
    const choices = [
      { value: 3, text: "企业" },
      { value: 2, text: "科研院所" },
    ];
    expect(brief(questionnaireOf([{ ...unit, choices }, why]))).toEqual([
      "optionRemoved|unit|choices 1|高校|",
      "optionAdded|unit|choices 3||企业",
      "wording|unit|choices 2|院所|科研院所",
    ]);
  });

  it("names constructs and settings of the questionnaire, and notes a change of notation", () => {
    const construct = { id: "c", label: { zh: "满意" }, items: ["unit"], wording: "own" as const };
    expect(brief({ ...before, minutes: 9, constructs: [construct] })).toEqual(["setting||minutes|5|9", "added|c|||c"]);
    const reverse = { ...before, constructs: [{ ...construct, reverse: ["unit"] }] };
    expect(brief(reverse, { ...before, constructs: [construct] })).toEqual(['setting|c|reverse||["unit"]']);
    const twoPages = (first: string, second: string) =>
      questionnaireOf([], {}, { pages: [{ name: first }, { name: second }] } as never);
    expect(brief(twoPages("b", "a"), twoPages("a", "b"))).toHaveLength(1);
  });

  it("finds nothing between a questionnaire and its copy", () => {
    fc.assert(
      fc.property(arbitraryQuestionnaire, (definition) => {
        expect(compareDefinitions(definition, structuredClone(definition))).toEqual([]);
      }),
    );
  });

  it("reports every change of any value, and nothing else", () => {
    const change = fc.record({ at: fc.nat(), value: fc.constantFrom<Json>("新", 7, false, null, [1], { en: "x" }) });
    fc.assert(
      fc.property(arbitraryQuestionnaire, change, (definition, { at, value }) => {
        const changed = structuredClone(definition) as unknown as Record<string, Json>;
        const differs = replaceNth(changed, at, value);
        const found = compareDefinitions(definition, changed as unknown as QuestionnaireDefinition);
        expect(found.length > 0).toBe(differs);
      }),
      { numRuns: 300 },
    );
  });

  it("reports a question that is left out or moved once, and as that", () => {
    fc.assert(
      fc.property(arbitraryQuestionnaire, fc.nat(), (definition, pick) => {
        const pages = definition.survey["pages"] as readonly { readonly elements: readonly Json[] }[];
        const elements = pages[0]?.elements ?? [];
        const at = pick % elements.length;
        const rest = elements.filter((_, place) => place !== at);
        const withElements = (list: readonly Json[]) =>
          ({
            ...definition,
            survey: { ...definition.survey, pages: [{ name: "page1", elements: list }] },
          }) as QuestionnaireDefinition;
        const without = compareDefinitions(definition, withElements(rest));
        const named = questionNodes(withElements([elements[at] as Json])).length;
        expect(without.filter(({ kind }) => kind === "removed").length).toBeGreaterThanOrEqual(named);
        expect(new Set(without.map(({ kind }) => kind))).toEqual(new Set(["removed"]));
        const moved = compareDefinitions(definition, withElements([...rest, elements[at] as Json]));
        expect(new Set(moved.map(({ kind }) => kind))).toEqual(new Set(at === rest.length ? [] : ["moved"]));
      }),
    );
  });
});

/** Replaces the n-th value of a tree, in place; whether that changed it. */
function replaceNth(root: Record<string, Json>, n: number, value: Json): boolean {
  const places: { readonly holder: Record<string, Json>; readonly key: string }[] = [];
  const walk = (node: Json) => {
    if (node === null || typeof node !== "object") return;
    for (const [key, inner] of Object.entries(node)) {
      places.push({ holder: node as Record<string, Json>, key });
      walk(inner);
    }
  };
  walk(root);
  const place = places[n % places.length];
  if (place === undefined || JSON.stringify(place.holder[place.key]) === JSON.stringify(value)) return false;
  place.holder[place.key] = value;
  return true;
}

describe("diffWords", () => {
  it("cuts Chinese by characters and other scripts by words", () => {
    expect(
      diffWords("您的单位类型是 OECD 吗", "您所在单位的类型是 OEC 吗").map(({ kind, text }) => kind[0] + text),
    ).toEqual(["s您", "r的", "a所在", "s单位", "a的", "s类型是 ", "rOECD", "aOEC", "s 吗"]);
  });

  it("joins to both texts, whatever they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const runs = diffWords(a, b);
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map(({ text }) => text)
            .join("");
        expect([without("added"), without("removed")]).toEqual([a, b]);
      }),
    );
    const long = "甲".repeat(3000);
    expect(diffWords(`a${long}b`, `c${"乙".repeat(3000)}d`)).toHaveLength(2);
  });
});
