import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { loadPack } from "./load-pack.ts";
import { readPackFolder } from "./read-pack-folder.node.ts";

const library = join(import.meta.dirname, "../../library");
const packs = (await readdir(library, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== "common")
  .map(({ name }) => name);

describe.each(packs)("pack %s", async (name) => {
  const pack = loadPack(await readPackFolder(join(library, name)));

  it("holds what a study needs", () => {
    expect(pack.study.id).toBe(name);
    expect(pack.study.obligations.length).toBeGreaterThanOrEqual(4);
    expect(pack.protocols.length).toBeGreaterThanOrEqual(2);
    expect(pack.reports.map(({ file }) => file)).toEqual(["case-collection.md", "research-report.md"]);
    expect(pack.codebook.codes.filter(({ parent }) => parent !== null).length).toBeGreaterThanOrEqual(40);
  });

  it("keeps working marks of the preparation out of what users see", () => {
    expect(JSON.stringify(pack)).not.toMatch(/\[(V|K|D|S)[ \]\d-]|K-(high|med|low)/);
  });

  it.each(pack.questionnaires.map((definition) => [definition.name, definition] as const))(
    "asks %s without lint findings",
    (_, definition) => {
      expect(lintQuestionnaire(definition)).toEqual([]);
    },
  );

  it.each(pack.questionnaires.map((definition) => [definition.name, definition] as const))(
    "gets valid answers to %s",
    (_, definition) => {
      const compiled = compileQuestionnaire(definition);
      for (let seed = 0; seed < 200; seed += 1) {
        expect(validateAnswers(compiled, generateAnswers(definition, seededRandom(seed)), "complete")).toEqual([]);
      }
    },
  );

  it("never scores 不清楚／不适用: 99 is missing in every variable that offers it", () => {
    for (const definition of pack.questionnaires) {
      const { variables } = compileQuestionnaire(definition);
      const scored = variables.filter(
        ({ valueLabels, missing }) => valueLabels?.some(({ value }) => value === "99") && !missing?.includes(99),
      );
      expect(scored).toEqual([]);
    }
  });
});
