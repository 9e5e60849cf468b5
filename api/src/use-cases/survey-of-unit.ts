import { listTracked, summariseConstructs, trackAnswers } from "@diaoyan/analysis";
import { type StudySnapshot, textIn, type UnitCode } from "@diaoyan/instruments";
import type { CaseMaterial } from "../contract/index.ts";

type UnitSurvey = CaseMaterial["survey"][number];

/**
 * Means of the constructs of each questionnaire among the people of one unit and among all. Nothing but that the group is
 * too small is said where fewer than `smallCell` of the unit answered, or so few others that the difference tells of them.
 */
export function surveyOfUnit(snapshot: StudySnapshot, unit: UnitCode, smallCell: number): UnitSurvey[] {
  const newest = new Map(snapshot.versions.map((version) => [version.definition.name, version]));
  return [...newest.values()].flatMap(({ definition, compiled }): UnitSurvey[] => {
    const { name, constructs } = definition;
    const title = textIn("zh", definition.title);
    const versions = new Map(
      snapshot.versions.filter((one) => one.definition.name === name).map((one) => [one.hash, one.compiled]),
    );
    const all = snapshot.responses.filter(({ version, status }) => status === "complete" && versions.has(version));
    const own = all.filter((response) => response.unit === unit);
    if (own.length === 0) return [];
    const others = all.length - own.length;
    if (own.length < smallCell || (others > 0 && others < smallCell))
      return [{ questionnaire: title, n: null, facts: [] }];
    const tracked = listTracked(constructs, compiled);
    const summarise = (responses: typeof all) =>
      summariseConstructs(
        tracked,
        responses.map(({ version, answers }) => trackAnswers(tracked, versions.get(version) ?? compiled, answers)),
      ).constructs;
    const ofAll = new Map(summarise(all).map((one) => [one.id, one]));
    const facts = summarise(own).flatMap(({ id, n, mean }) => {
      const label = textIn("zh", constructs.find((one) => one.id === id)?.label ?? { zh: id });
      const { mean: allMean = null, n: answered = 0 } = ofAll.get(id) ?? {};
      const elsewhere = answered - n;
      const isSmall = n < smallCell || (elsewhere > 0 && elsewhere < smallCell);
      return mean === null || allMean === null || isSmall ? [] : [{ label, unit: mean, all: allMean }];
    });
    return [{ questionnaire: title, n: own.length, facts }];
  });
}
