import { readdir } from "node:fs/promises";
import {
  brandAs,
  compileQuestionnaire,
  generateAnswers,
  hashText,
  loadPack,
  pruneAnswers,
  type StudyPack,
  type StudySnapshot,
  seededRandom,
} from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../html/render-html.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { buildReport } from "./build-report.ts";

const library = new URL("../../../instruments/library/", import.meta.url).pathname;
const packs = (await readdir(library, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== "common")
  .map(({ name }) => name);

/** The state of a study of the pack: 60 generated responses to each questionnaire, no interview yet. */
function answer(pack: StudyPack): StudySnapshot {
  const random = seededRandom(3);
  const versions = pack.questionnaires.map((definition, index) => {
    const compiled = compileQuestionnaire(definition);
    return { hash: compiled.hash, number: index + 1, status: "published" as const, definition, compiled };
  });
  const template = sampleSnapshot({}, 1).responses;
  const responses = versions.flatMap(({ compiled, definition, hash }) =>
    Array.from({ length: 60 }, (_, index) =>
      template.map((response) => ({
        ...response,
        id: brandAs<(typeof response)["id"]>(`${definition.name}-${index}`),
        version: hash,
        answers: pruneAnswers(compiled, generateAnswers(definition, random)),
      })),
    ).flat(),
  );
  const { codebook } = pack;
  const nothing = { sessions: [], transcripts: [], codings: [], cases: [] };
  return sampleSnapshot({ hash: hashText(pack.study.id), pack, versions, responses, codebook, ...nothing });
}

describe("outlines of the library", () => {
  it.each(packs)("%s: every outline builds as a draft before the first interview, and renders", async (name) => {
    const pack = loadPack(await readPackFolder(`${library}${name}`));
    expect(pack.reports.length).toBeGreaterThan(0);
    const snapshot = answer(pack);
    for (const { file, markdown } of pack.reports) {
      const report = buildReport(parseOutline(file, markdown), snapshot, { mode: "draft" });
      expect(report.title).not.toMatch(/[{}]/);
      expect(await renderHtml(report)).not.toMatch(/undefined|NaN|\[object/);
      expect(() => buildReport(parseOutline(file, markdown), snapshot, { mode: "final" })).toThrow(
        /still to be written|no case/,
      );
    }
  });
});
