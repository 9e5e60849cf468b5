import { type LocalizedText, textIn, type Variable } from "@diaoyan/instruments";
import type { NarratedSentence, PresentationContext, TableCell } from "../model/presentation.ts";

/** Chooses the words of the context's language. */
export function say(context: PresentationContext, zh: string, en: string): string {
  return textIn(context.locale, { zh, en });
}

/** Header cells, the first at the left, the others at the right. */
export function headerRow(...texts: readonly string[]): readonly TableCell[] {
  return texts.map((text, column) => ({ text, align: column === 0 ? "left" : "right" }));
}

/** What a variable is called: its label, else its name. */
export function nameVariable(name: string, context: PresentationContext): string {
  return textIn(context.locale, findVariable(name, context)?.label ?? { zh: name });
}

/** What a value of a variable is called. */
export function nameValue(variable: string, value: string, context: PresentationContext): string {
  const label: LocalizedText | undefined = findVariable(variable, context)?.valueLabels?.find(
    (one) => one.value === value,
  )?.label;
  return label === undefined ? value : textIn(context.locale, label);
}

function findVariable(name: string, { variables }: PresentationContext): Variable | undefined {
  return variables.find((variable) => variable.name === name);
}

/** Quotation marks of the language around a name. */
export function quoted(text: string, context: PresentationContext): string {
  return say(context, `“${text}”`, `“${text}”`);
}

/** A remark in the brackets of the language. */
export function bracketed(text: string, context: PresentationContext): string {
  return say(context, `（${text}）`, ` (${text})`);
}

type Said = readonly [path: string, value: number, text: string];

/** A sentence with the numbers it carries; each is given as path into the result, value and the text it appears as. */
export function sentence(text: string, ...numbers: readonly Said[]): NarratedSentence {
  return { text, numbers: numbers.map(([path, value, shown]) => ({ path, value, text: shown })) };
}

/** How many were not asked because their modules were others, behind a count of cases; nothing where everybody was asked. */
export function sayNotAssigned(count: number, context: PresentationContext): string {
  return count === 0 ? "" : say(context, `，未分配${count}`, `, not assigned ${count}`);
}

/** What a note says of a test that respects weights and design. */
export function noteWeight(weight: string, context: PresentationContext): string {
  const name = quoted(nameVariable(weight, context), context);
  return say(
    context,
    `按${name}加权，标准误和检验按抽样设计作泰勒线性化`,
    `weighted by ${name}, errors and tests by Taylor linearisation of the design`,
  );
}

/** What follows a sentence where there are too few cases to lean on, else nothing. */
export function smallSampleNote(n: number, context: PresentationContext): string {
  if (n >= context.rules.smallSample) return "";
  return say(
    context,
    `样本较小（n<${context.rules.smallSample}），结果仅供参考。`,
    ` Small sample (n<${context.rules.smallSample}); read with care.`,
  );
}
