import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Model } from "survey-core";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { pageSurvey } from "../compile/page-survey.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { listAssignments } from "../split/list-assignments.ts";
import { loadPack } from "./load-pack.ts";
import { readPackFolder } from "./read-pack-folder.node.ts";

const library = join(import.meta.dirname, "../../library");
interface RecordedSession {
  readonly protocol: string | null;
  readonly notes: readonly { readonly question: string | null }[];
}

const packs = (await readdir(library, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== "common")
  .map(({ name }) => name);

describe.each(packs)("pack %s", async (name) => {
  const pack = loadPack(await readPackFolder(join(library, name)));

  it("keeps working marks of the preparation out of what users see", () => {
    expect(JSON.stringify(pack)).not.toMatch(/\[(V|K|D|S)[ \]\d-]|K-(high|med|low)/);
  });

  it("tells respondents who asks, on one screen, with no slot left open", () => {
    const { brief, markdown } = pack.notice;
    expect(brief).toContain(pack.study.undertaker);
    expect([...brief].length).toBeLessThanOrEqual(180);
    expect(markdown).toContain(pack.study.contact);
    expect(brief + markdown).not.toMatch(/[{}]/);
  });

  it("tells it in English too, of the same version", () => {
    const { version, en } = pack.notice;
    expect(en?.version).toBe(`${version}-en`);
    expect(en?.brief).toContain(pack.study.undertaker);
    expect(`${en?.brief}${en?.markdown}`).not.toMatch(/[{}。，]/);
    expect(en?.markdown).toContain(pack.study.contact);
  });

  it("leaves to the interviewer only names in the scripts, and tells the planned minutes", () => {
    for (const { consentScript, closingScript, sections } of pack.protocols) {
      const slots = `${consentScript}${closingScript}`.match(/\{[^}]*\}/g) ?? [];
      expect([...new Set(slots)]).toEqual(["{访谈员姓名}", "{记录人姓名}"]);
      const minutes = sections.reduce((sum, section) => sum + section.minutes, 0);
      expect(consentScript).toContain(`访谈大约${minutes}分钟`);
    }
  });

  it("gives every code of the second level what a coder needs", () => {
    const incomplete = pack.codebook.codes
      .filter(({ parent }) => parent !== null)
      .filter(
        (code) => [code.definition, code.include, code.exclude, code.example].includes("") || code.rules.length === 0,
      );
    expect(incomplete).toEqual([]);
  });

  it("cites in its outlines only indicators, findings and recommendations it has", () => {
    const text = pack.reports.map(({ markdown }) => markdown).join("\n");
    const cited = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id);
    const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
    expect(idsOf(pack.indicators)).toEqual(expect.arrayContaining(cited(/:indicator\[([^\]]*)\]/g)));
    expect(new Set(cited(/::finding\{id=([^}]*)\}/g))).toEqual(new Set(idsOf(pack.findings)));
    expect(new Set(cited(/::recommendation\{id=([^}]*)\}/g))).toEqual(new Set(idsOf(pack.recommendations)));
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

  it.each(pack.questionnaires.map((definition) => [definition.name, definition] as const))(
    "gives SurveyJS a form of %s that it reads whole and fills in",
    (_, definition) => {
      for (let seed = 0; seed < 6; seed += 1) {
        // a fresh page each time: panels of a list stay when its answers go
        const page = new Model(pageSurvey(definition));
        expect(page.jsonErrors).toBeNull();
        page.data = structuredClone(generateAnswers(definition, seededRandom(seed)));
        expect(page.validate(false)).toBe(true);
      }
    },
  );

  it("can be split where it says so: every assignment is answered, on the page too", () => {
    for (const definition of pack.questionnaires) {
      if (definition.split === undefined) continue;
      const compiled = compileQuestionnaire(definition);
      listAssignments(definition.split).forEach((assigned, seed) => {
        const answers = generateAnswers(definition, seededRandom(seed), { assigned });
        expect(validateAnswers(compiled, answers, "complete")).toEqual([]);
        const page = new Model(pageSurvey(definition));
        page.data = structuredClone(answers);
        expect([assigned, page.validate(false)]).toEqual([assigned, true]);
      });
    }
  });

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

/** Packs with interviews and reports of their own; `activities` has forms only, `blank` no questionnaire. */
describe.each(packs.filter((name) => name !== "activities" && name !== "blank"))("research pack %s", async (name) => {
  const pack = loadPack(await readPackFolder(join(library, name)));

  it("leaves the minutes to the cover, which knows the form that is asked", () => {
    expect(pack.notice.brief + pack.notice.markdown).not.toMatch(/\d+\s*分钟/);
  });

  it("holds what a research study needs", () => {
    expect(pack.study.id).toBe(name);
    expect(pack.study.obligations.length).toBeGreaterThanOrEqual(4);
    expect(pack.protocols.length).toBeGreaterThanOrEqual(5);
    expect(pack.records.map(({ id }) => id)).toContain("seminar-record");
    expect(pack.reports.map(({ file }) => file)).toEqual([
      "case-collection.md",
      "implementation-plan.md",
      "methods-appendix.md",
      "performance-targets.md",
      "plan-comparison.md",
      "policy-brief.md",
      "research-report.md",
      "work-report.md",
    ]);
    expect(pack.codebook.codes.filter(({ parent }) => parent !== null).length).toBeGreaterThanOrEqual(40);
  });

  it("scores out of 100", () => {
    const sheets = pack.records.filter(({ fields }) => fields.every(({ maximum }) => maximum !== undefined));
    const own = name === "talent-development" ? "person-selection" : "case-selection";
    expect(sheets.map(({ id }) => id).sort()).toEqual(["expert-score", own].sort());
    for (const { fields } of sheets) expect(fields.reduce((sum, { maximum = 0 }) => sum + maximum, 0)).toBe(100);
  });

  it("has the protocols and questions that the simulated sessions name", async () => {
    const text = await readFile(join(library, name, "simulated/sessions.yaml"), "utf8");
    const { sessions } = parse(text) as { readonly sessions: readonly RecordedSession[] };
    for (const { protocol, notes } of sessions.filter((session) => session.protocol !== null)) {
      const guide = pack.protocols.find(({ id }) => id === protocol);
      const asked = guide?.sections.flatMap(({ questions }) => questions.map(({ id }) => id)) ?? [];
      const stray = notes.map(({ question }) => question).filter((id) => id !== null && !asked.includes(id));
      expect([protocol, stray]).toEqual([protocol, []]);
    }
  });
});
