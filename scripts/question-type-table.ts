import { compileQuestionnaire, type Variable } from "@diaoyan/instruments";
import { elementTypes } from "../instruments/src/profile/element-types.ts";
import { everyAnswer, everyType, lookOnPhone } from "../web/e2e/every-type.ts";

interface Element {
  readonly type: string;
  readonly name: string;
  readonly elements?: readonly Element[];
}

const pages = everyType.survey.pages as unknown as readonly { readonly elements: readonly Element[] }[];

/** The sample question of a type. */
function sampleOf(type: string): Element {
  const found = pages.flatMap(({ elements }) => elements).find((element) => element.type === type);
  if (found === undefined) throw new Error(`web/e2e/every-type.ts: expected a question of type ${type}`);
  return found;
}

function stored({ name, elements = [] }: Element): string {
  const names = [name, `${name}-Comment`, ...elements.map((inner) => inner.name)];
  const kept = Object.entries(everyAnswer).filter(([key]) => names.includes(key));
  return kept.length === 0 ? "nothing" : `\`${JSON.stringify(Object.fromEntries(kept))}\``;
}

function describeVariable({ name, type, measure }: Variable): string {
  return `\`${name}\` ${type}, ${measure}`;
}

/** `docs/question-types.md`: every type of the profile as it is drawn, stored and analysed. */
export function describeQuestionTypes(): string {
  const { variables } = compileQuestionnaire(everyType as never);
  const rows = [...elementTypes].map(([type, { role }]) => {
    const sample = sampleOf(type);
    const own = [sample.name, ...(sample.elements ?? []).map((inner) => inner.name)];
    const columns = variables.filter(({ question }) => own.includes(question)).map(describeVariable);
    const look = lookOnPhone[type as keyof typeof lookOnPhone];
    if (look === undefined) throw new Error(`web/e2e/every-type.ts: expected how ${type} looks on a phone`);
    return `| \`${type}\` | ${role} | ${look} | ${stored(sample)} | ${columns.join("<br>") || "–"} |`;
  });
  return `# Question types

Every type that a questionnaire may use, with an answer as it is stored and the variables it becomes. The answers are those
that [the browser test](../web/e2e/question-types.browser.test.ts) gives on a phone of 390 px and reads back. This page is
written from the profile and the sample by \`node scripts/generated-docs.ts\`, and \`npm run check\` fails while it differs
from them. What may be set on each type stands in [instruments/SPEC.md](../instruments/SPEC.md).

| type | role | on a phone | stored form | variables |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
