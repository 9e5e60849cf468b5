import type { Cell } from "../compile/tabulate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { ResponseTiming } from "../model/timing.ts";
import type { Variable } from "../model/variable.ts";
import { assignmentName } from "../program/program.ts";
import { listSurveyPages } from "../timing/survey-pages.ts";
import type { CheckedResponse, QualityFlag, QualityRules } from "./quality-rules.ts";

/** Median durations of a questionnaire, each among its own kind; null while too few are there. */
export interface Medians {
  readonly observed: number | null;
  readonly page: number | null;
}

/**
 * Too little time for the whole. The server's clock decides where it saw all of it; otherwise the page's own clock may
 * say that there was little time, but never that there was enough (rule TM2).
 */
export function flagHaste(
  { seconds, timing }: CheckedResponse,
  given: { readonly answered: number; readonly medians: Medians; readonly rules: QualityRules },
): readonly QualityFlag[] {
  const { answered, medians, rules } = given;
  const [took, median, by] =
    seconds === null ? [timing?.pageClock ?? null, medians.page, "/page"] : [seconds, medians.observed, ""];
  if (took === null) return [];
  const least = Math.max(answered * rules.secondsAQuestion, (median ?? 0) * rules.shareOfMedian);
  return took < least ? [{ code: "hurried", seen: `${took}/${Math.round(least)}${by}` }] : [];
}

/** Answers given: one for each question, row or item; what is ticked in one list counts once, assigned modules not at all. */
export function countAnswers(variables: readonly Variable[], cells: ReadonlyMap<string, Cell>): number {
  const answered = variables.filter(
    ({ name, question }) => question !== assignmentName && "value" in (cells.get(name) ?? {}),
  );
  return new Set(answered.map(({ name, set }) => set ?? name)).size;
}

type Version = { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire };

/** Fewest observed pages for a verdict on them. */
const fewestPages = 2;

/** Most pages left faster than they can be read. Anonymous collectors of older versions kept only that it was so. */
export function flagRush(
  version: Version,
  { timing }: CheckedResponse,
  { cells, rules }: { readonly cells: ReadonlyMap<string, Cell>; readonly rules: QualityRules },
): readonly QualityFlag[] {
  if (timing === null) return [];
  if (timing.pages.length === 0) return timing.rushed ? [{ code: "rushed", seen: "" }] : [];
  const { rushed, observed } = countRushed(version, { pages: timing.pages, cells, rules });
  const many = observed >= fewestPages && rushed / observed >= rules.shareOfPages;
  return many ? [{ code: "rushed", seen: `${rushed}/${observed}` }] : [];
}

function countRushed(
  { definition, compiled }: Version,
  given: {
    readonly pages: ResponseTiming["pages"];
    readonly cells: ReadonlyMap<string, Cell>;
    readonly rules: QualityRules;
  },
): { readonly rushed: number; readonly observed: number } {
  const known = new Map(listSurveyPages(definition).map(({ name, questions }) => [name, questions]));
  const judged = given.pages.flatMap(({ page, seconds }) => {
    const questions = known.get(page);
    const count = countAnswers(
      compiled.variables.filter(({ question }) => questions?.has(question)),
      given.cells,
    );
    return count === 0 ? [] : [seconds < count * given.rules.secondsAPageQuestion];
  });
  return { rushed: judged.filter(Boolean).length, observed: judged.length };
}
