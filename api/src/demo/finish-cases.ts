import type { CaseSummary } from "@diaoyan/analysis";
import type { StudyFacts } from "@diaoyan/instruments";
import { type Client, routes } from "../contract/index.ts";
import type { JsonValue } from "../contract/values.ts";
import { dayOf, systemClock } from "../ports/clock.ts";

/** What a person writes of a simulated collection: who has it done, the foreword, and the open sections of a few cases. */
export interface SimulatedCollection {
  readonly facts: StudyFacts;
  /** Outline of the collection. */
  readonly outline: string;
  readonly foreword: string;
  readonly cases: readonly {
    readonly title: string;
    /** Sentences by the id of the section. */
    readonly sections: Readonly<Record<string, readonly string[]>>;
    /** Beginnings of drafted sentences that stand out of place under their heading. */
    readonly leftOut?: readonly string[];
  }[];
}

const form = "演示签字件（模拟数据）";
const placeholder = /^:::placeholder\n[\s\S]*?\n:::$/m;

/** Takes the named cases over consents and confirmations to their final version, and writes the foreword of their volume. */
export async function finishCases(client: Client, study: string, made: SimulatedCollection): Promise<void> {
  const { cases } = await client.call(routes.listCases, { params: { study } });
  for (const { title, ...hand } of made.cases) {
    const known = cases.find((one) => one.title === title);
    if (known === undefined) throw new Error(`simulated/collection.yaml: there is no case “${title}”`);
    await finishCase(client, { study, case: known.id }, hand);
  }
  const place = { study, outline: made.outline };
  const { markdown } = await client.call(routes.getOutline, { params: place });
  const written = markdown.replace(placeholder, made.foreword.trim());
  await client.call(routes.saveOutline, { params: place, body: { markdown: written } });
}

async function finishCase(
  client: Client,
  params: { readonly study: string; readonly case: string },
  { sections: texts, leftOut = [] }: Omit<SimulatedCollection["cases"][number], "title">,
): Promise<void> {
  const drafted = (await client.call(routes.getCase, { params })).case as unknown as CaseSummary;
  const sections = drafted.sections.map((section) => ({
    ...section,
    sentences: [
      ...section.sentences.filter(({ text }) => !leftOut.some((beginning) => text.startsWith(beginning))),
      ...(texts[section.id] ?? []).map((text) => ({ text, source: null })),
    ],
  }));
  const body = { case: { ...drafted, sections } as unknown as JsonValue };
  let { revision } = (await client.call(routes.saveCase, { params, body })).case as unknown as CaseSummary;
  const day = dayOf(systemClock.now());
  const consent = { granted: true, form, day, revision };
  const agreed = { ...params, consent: "publication" as const };
  await client.call(routes.recordCaseConsent, { params: agreed, body: consent });
  const { textHash } = await client.call(routes.getCaseMaterial, { params });
  for (const step of ["confirmedByPerson", "confirmedByUnit"] as const) {
    revision += 1;
    await client.call(routes.confirmCase, { params, body: { step, form, textHash, revision } });
  }
  for (const step of ["secrecyChecked", "final"] as const) {
    revision += 1;
    await client.call(routes.releaseCase, { params, body: { step, form, textHash, revision } });
  }
}
