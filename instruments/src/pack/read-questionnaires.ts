import { z } from "zod";
import { analyseQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { checkShape } from "./check-shape.ts";
import { fillJson } from "./fill-slots.ts";
import type { PackFindings } from "./pack-finding.ts";
import type { PackReader } from "./pack-reader.ts";
import { resolveIncludes, type SharedBlocks } from "./resolve-includes.ts";

const blocksSchema = z.strictObject({ blocks: z.record(z.string(), z.array(z.json())) });

/** The questionnaires of a pack, and by questionnaire the names of its variables, derived ones included. */
export interface ReadQuestionnaires {
  readonly questionnaires: readonly QuestionnaireDefinition[];
  readonly variables: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads `questionnaires/*.json`, puts shared blocks and the study's own words in and lints; errors of the lint become findings of the file. */
export function readQuestionnaires(
  reader: PackReader,
  findings: PackFindings,
  slots: ReadonlyMap<string, string>,
): ReadQuestionnaires {
  const blocks = readSharedBlocks(reader, findings);
  const questionnaires: QuestionnaireDefinition[] = [];
  const variables = new Map<string, ReadonlySet<string>>();
  for (const file of reader.inside("questionnaires", ".json")) {
    const parsed = reader.json(file);
    if (parsed === undefined) continue;
    const definition = fillJson(resolveIncludes(parsed.value as Json, { file, blocks, findings }), slots);
    const analysed = analyseQuestionnaire(definition);
    for (const { severity, ...finding } of analysed.findings) {
      if (severity === "error") findings.add({ file, ...finding });
    }
    if (analysed.built === null) continue;
    const accepted = definition as unknown as QuestionnaireDefinition;
    questionnaires.push(accepted);
    variables.set(
      accepted.name,
      new Set([...analysed.built.variables.map(({ name }) => name), ...derivedOf(accepted)]),
    );
  }
  return { questionnaires, variables };
}

function derivedOf({ derive = [] }: QuestionnaireDefinition): readonly string[] {
  return derive.flatMap((entry) => {
    const { name } = entry as { readonly name?: Json };
    return typeof name === "string" ? [name] : [];
  });
}

function readSharedBlocks(reader: PackReader, findings: PackFindings): SharedBlocks {
  return new Map(
    reader.inside("common", ".json").flatMap((file) => {
      const parsed = reader.json(file);
      const checked = parsed && checkShape(parsed, blocksSchema, findings);
      if (checked === undefined) return [];
      return [[file.slice("common/".length, -".json".length), new Map(Object.entries(checked.blocks))] as const];
    }),
  );
}
