import { assignmentName, type LocalizedText, type QuestionnaireDefinition, type Variable } from "@diaoyan/instruments";
import {
  derivedVariables,
  groupByPage,
  type Option,
  type OptionGroup,
  variableOptions,
} from "../analysis/param-fields.ts";

type Show = (text: LocalizedText) => string;

/** Answers that say which group somebody is of: single choices whose values have names. */
export function listGroupings(variables: readonly Variable[], show: Show): readonly Option[] {
  const groupings = variables.filter(
    ({ question, set, valueLabels = [], measure, scale }) =>
      question !== assignmentName &&
      set === undefined &&
      scale === undefined &&
      measure !== "scale" &&
      valueLabels.length > 1,
  );
  return variableOptions(groupings, show);
}

interface Names {
  readonly show: Show;
  readonly derived: string;
  readonly others: string;
}

/** What can be set beside codes: scores of constructs first, then ratings and numbers under the titles of their pages. */
export function listMeasures(
  variables: readonly Variable[],
  definition: QuestionnaireDefinition | null,
  names: Names,
): readonly OptionGroup[] {
  const offered = [...variables, ...derivedVariables(definition)].filter(
    ({ measure, question, set, type }) =>
      question !== assignmentName && set === undefined && type === "numeric" && measure !== "nominal",
  );
  const groups = groupByPage(offered, definition, names);
  const isDerived = ({ label }: OptionGroup) => label === names.derived;
  return [...groups.filter(isDerived), ...groups.filter((group) => !isDerived(group))];
}
