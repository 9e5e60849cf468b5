import type { Dataset } from "@diaoyan/analysis";
import { type QuestionnaireDefinition, textIn, type Variable } from "@diaoyan/instruments";

/** What a first report looks at, by the part each variable plays. */
export interface VariableParts {
  /** Who answered: single choices that no construct and no pair uses. Groups made of one stand in its place. */
  readonly background: readonly Variable[];
  /** Single choices beyond the background. */
  readonly choices: readonly Variable[];
  /** Scores of constructs, derived from their items. */
  readonly scores: readonly Variable[];
  readonly multiple: readonly { readonly set: string; readonly label: string }[];
  readonly rankings: readonly { readonly variables: readonly string[]; readonly label: string }[];
}

/** Background questions of the library are named so. */
const backgroundName = /^BG\d/;
/** In a questionnaire without such names the first single choices describe who answered. */
const firstChoices = 6;

/** Parts a data set's variables play, from what the questionnaire declares. */
export function chooseVariables(dataset: Dataset, definition: QuestionnaireDefinition): VariableParts {
  const { constructs, importancePerformance = [], attentionChecks = [], derive = [] } = definition;
  const used = new Set([
    ...constructs.flatMap(({ items }) => items),
    ...importancePerformance.flatMap(({ importance, performance }) => [importance, performance]),
    ...attentionChecks.map(({ question }) => question),
  ]);
  const entries = derive as readonly { readonly name: string; readonly op: string; readonly from?: string }[];
  const grouped = new Map(
    entries.flatMap(({ name, op, from }) => (op === "recode" && from ? [[from, name] as const] : [])),
  );
  const find = (name: string): Variable | undefined => dataset.variables.find((one) => one.name === name);
  const derivedNames = new Set(entries.map(({ name }) => name));
  const single = dataset.variables.filter(
    ({ name, set, valueLabels = [], measure, scale }) =>
      !used.has(name) &&
      !derivedNames.has(name) &&
      set === undefined &&
      valueLabels.length > 1 &&
      measure !== "scale" &&
      scale === undefined,
  );
  const named = single.filter(({ name }) => backgroundName.test(name));
  const who = named.length > 0 ? named : single.slice(0, firstChoices);
  const scores = entries
    .filter(({ name, op }) => op === "mean" && constructs.some(({ id }) => id === name))
    .flatMap(({ name }) => find(name) ?? []);
  return {
    background: who.map((variable) => find(grouped.get(variable.name) ?? "") ?? variable),
    choices: single.filter((variable) => !who.includes(variable)),
    scores,
    ...readSets(dataset),
  };
}

function readSets({ variables }: Dataset): Pick<VariableParts, "multiple" | "rankings"> {
  const sets = [...new Set(variables.flatMap(({ set }) => set ?? []))].map((set) => {
    const members = variables.filter((variable) => variable.set === set);
    const [first] = members;
    const label = first === undefined ? set : textIn("zh", first.questionLabel ?? first.label);
    return {
      set,
      label: plainLabel(label),
      names: members.map(({ name }) => name),
      ranked: first?.measure === "ordinal",
    };
  });
  return {
    multiple: sets.filter(({ ranked }) => !ranked),
    rankings: sets.filter(({ ranked }) => ranked).map(({ names, label }) => ({ variables: names, label })),
  };
}

/** A label as a caption can hold it: no colon or question mark at the end, not longer than a line. */
export function plainLabel(label: string): string {
  const text = label.replace(/\s+/g, " ").replace(/[：:？?。]$/, "");
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
