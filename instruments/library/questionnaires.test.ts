import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../src/compile/compile-questionnaire.ts";
import type { QuestionnaireDefinition } from "../src/model/questionnaire.ts";
import { loadPack } from "../src/pack/load-pack.ts";
import { readPackFolder } from "../src/pack/read-pack-folder.node.ts";
import { describeForm } from "../src/paper/describe-form.ts";

const read = async (pack: string): Promise<readonly QuestionnaireDefinition[]> =>
  loadPack(await readPackFolder(join(import.meta.dirname, pack))).questionnaires;

const all = [...(await read("evaluation-reform")), ...(await read("talent-development"))];
const questionnaires = all.filter(({ nomination }) => nomination === undefined);
const nominations = all.filter(({ nomination }) => nomination !== undefined);
const activities = await read("activities");
const byName = new Map(questionnaires.map((one) => [String(one.name), one]));

/** Items of constructs the design of the study plans for each form, importance–performance blocks and single facts apart. */
const planned: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "q-e1-short": [16, 25],
  "q-e1-full": [70, 90],
  "q-e2-short": [16, 24],
  "q-e2-full": [40, 60],
  "q-d1-short": [16, 30],
  "q-d1-full": [80, 100],
  "q-d2-short": [12, 16],
  "q-d2-full": [25, 38],
};

const textsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (typeof value !== "object" || value === null) return [];
  if ("default" in value || "zh" in value) return [value as Readonly<Record<string, unknown>>];
  return Object.values(value).flatMap(textsIn);
};

describe("the nomination forms of the library", () => {
  it("are one for cases and one for people, ask for consent, and keep names and contacts apart", () => {
    expect(nominations.map(({ name, nomination }) => [name, nomination?.sheet])).toEqual([
      ["case-nomination", "case-selection"],
      ["person-nomination", "person-selection"],
    ]);
    for (const definition of nominations) {
      const { variables } = compileQuestionnaire(definition);
      expect(definition.personal).toEqual(expect.arrayContaining(["N_unit", "N_phone"]));
      expect(variables.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...(definition.personal ?? []), "N_consent", definition.nomination?.title]),
      );
    }
  });
});

describe("the questionnaires of the library", () => {
  it("are the two for people and the two for organisations, each in two forms", () => {
    expect([...byName.keys()].sort()).toEqual(Object.keys(planned).sort());
  });

  it.each(Object.entries(planned))("%s measures its constructs by as many items as planned", (name, [least, most]) => {
    const items = byName.get(name)?.constructs.flatMap((construct) => construct.items) ?? [];
    const attitudes = items.filter((item) => !item.startsWith("IPA_"));
    expect(attitudes.length).toBeGreaterThanOrEqual(least);
    expect(attitudes.length).toBeLessThanOrEqual(most);
  });

  it.each([...byName])("%s says everything in Chinese and English", (_, definition) => {
    const texts = textsIn({
      title: definition.title,
      purpose: definition.purpose,
      survey: definition.survey,
      constructs: definition.constructs.map(({ label }) => label),
    });
    expect(texts.length).toBeGreaterThan(20);
    const incomplete = texts.filter((text) => !("en" in text) || String(text["default"] ?? text["zh"]).trim() === "");
    expect(incomplete).toEqual([]);
    expect(JSON.stringify(texts)).not.toMatch(/\{(?:年度|上年度|地区|承担单位)\}|\[[VKD]\b/);
  });

  it.each([...byName])("%s keeps 不清楚/不适用 apart from the scale of every construct", (_, definition) => {
    const compiled = compileQuestionnaire(definition);
    for (const variable of compiled.variables) {
      if (variable.construct === undefined) continue;
      expect([variable.name, variable.missing]).toEqual([variable.name, [99]]);
      expect([variable.name, variable.scale]).toEqual([variable.name, { min: 1, max: 5 }]);
    }
  });

  it.each([...byName])("%s prints as a form whose routing is said in words", (_, definition) => {
    const form = describeForm(compileQuestionnaire(definition));
    expect(form.map(({ number }) => number)).toEqual(form.map((_one, index) => index + 1));
    const routed = form.filter(({ onlyIf }) => onlyIf !== "");
    for (const { onlyIf } of routed) expect(onlyIf).toMatch(/^第\d+题/);
  });

  it("come with forms for registration and feedback of activities", () => {
    expect(activities.map(({ name }) => String(name)).sort()).toEqual(["feedback", "registration"]);
    for (const definition of activities)
      expect(describeForm(compileQuestionnaire(definition)).length).toBeGreaterThan(5);
  });

  it.each(["q-e1", "q-d1"])(
    "ask everybody the short form of %s when the full one is split, and two modules more",
    (stem) => {
      const [short, full] = ["short", "full"].map((form) => byName.get(`${stem}-${form}`));
      if (short === undefined || full?.split === undefined) throw new Error(`${stem} cannot be split`);
      const asked = compileQuestionnaire(full).variables.filter(
        ({ module, set }) => module === undefined && set !== "MODULES",
      );
      const names = (variables: readonly { readonly name: string }[]) => variables.map(({ name }) => name).sort();
      const onlyFull = /^D1_6w/;
      expect(names(asked).filter((name) => !onlyFull.test(name))).toEqual(names(compileQuestionnaire(short).variables));
      expect(full.split.draw).toBe(2);
      expect(full.split.minutes).toBeGreaterThan(short.minutes);
      expect(full.split.minutes).toBeLessThan(full.minutes);
    },
  );

  it("ask the full forms the same questions under the same names as the short ones", () => {
    for (const stem of ["q-e1", "q-e2", "q-d1", "q-d2"]) {
      const [short, full] = ["short", "full"].map((form) => {
        const definition = byName.get(`${stem}-${form}`);
        return new Map(definition && compileQuestionnaire(definition).variables.map((one) => [one.name, one]));
      });
      for (const [name, variable] of short ?? []) {
        if (!full?.has(name)) continue;
        expect([name, full.get(name)?.label.zh]).toEqual([name, variable.label.zh]);
      }
      const shared = [...(short ?? new Map()).keys()].filter((name) => full?.has(name));
      expect(shared.length).toBeGreaterThan(0.9 * (short?.size ?? 0));
    }
  });
});
