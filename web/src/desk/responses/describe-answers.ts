import type { Json, LocalizedText, Variable } from "@diaoyan/instruments";

export interface AnswerLine {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

type Show = (text: LocalizedText) => string;

function labelOf(variable: Variable | undefined, value: Json, show: Show): string {
  const label = variable?.valueLabels?.find((one) => one.value === String(value))?.label;
  if (label !== undefined) return show(label);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A chosen value of a multiple-response question: the label of the choice's own variable. */
function choiceOf(question: readonly Variable[], value: Json, show: Show): string {
  const chosen = question.find((variable) => variable.name.endsWith(`_${String(value)}`));
  return chosen === undefined ? labelOf(question[0], value, show) : show(chosen.label);
}

/**
 * Answers in words, in the order of the questionnaire: value labels for codes, one line a matrix row, choices joined.
 * An answer no variable explains is shown as it stands.
 */
export function describeAnswers(
  answers: Readonly<Record<string, Json>>,
  variables: readonly Variable[],
  show: Show,
): readonly AnswerLine[] {
  const order = [...new Set(variables.map(({ question }) => question))];
  const names = Object.keys(answers).sort((a, b) => placeOf(order, a) - placeOf(order, b));
  return names.flatMap((name): AnswerLine[] => {
    const value = answers[name] as Json;
    const own = variables.filter(({ question }) => question === name);
    const title = own[0]?.questionLabel ?? own[0]?.label;
    const label = title === undefined ? name : show(title);
    if (Array.isArray(value)) {
      return [{ key: name, label, value: value.map((one) => choiceOf(own, one, show)).join("；") }];
    }
    if (value !== null && typeof value === "object") {
      return Object.entries(value).map(([row, cell]) => {
        const variable = own.find((one) => one.name === row || one.name.endsWith(`_${row}`));
        const rowLabel = variable === undefined ? row : show(variable.label);
        return { key: `${name}.${row}`, label: `${label} ${rowLabel}`, value: labelOf(variable, cell as Json, show) };
      });
    }
    return [{ key: name, label, value: labelOf(own[0], value, show) }];
  });
}

function placeOf(order: readonly string[], name: string): number {
  const place = order.indexOf(name);
  return place < 0 ? order.length : place;
}
