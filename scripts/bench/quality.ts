import { join } from "node:path";
import {
  compileQuestionnaire,
  createFarm,
  type FarmStrategy,
  farmStrategies,
  flagResponses,
  generateAnswers,
  loadPack,
  pruneAnswers,
  type ReviewedResponse,
  seededRandom,
} from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import type { BenchLine } from "./bench-line.ts";

const people = 2_000;
const forgeries = 300;

/** A share with its Wilson interval at 95 % (Wilson, 1927, J. Am. Stat. Assoc. 22, 209–212), in per cent. */
function share(name: string, count: number, of: number): BenchLine {
  const z2 = 1.959_963_984_540_054 ** 2;
  const p = count / of;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Math.sqrt(z2) / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const interval = `${(100 * (middle - half)).toFixed(1)}–${(100 * (middle + half)).toFixed(1)}`;
  return { name: `${name} [${interval}]`, value: 100 * p, unit: "%" };
}

/** Detection of each strategy and false alarms on a questionnaire of the library; the rules were set without seeing them. */
export async function benchQuality(): Promise<readonly BenchLine[]> {
  const library = join(import.meta.dirname, "../../instruments/library");
  const { questionnaires } = loadPack(await readPackFolder(join(library, "evaluation-reform")));
  const definition = questionnaires.find(({ name }) => name === "q-e1-short");
  if (definition === undefined) throw new Error("the library has no q-e1-short");
  const version = { definition, compiled: compileQuestionnaire(definition) };
  const honest = Array.from({ length: people }, (_, index): ReviewedResponse => {
    const random = seededRandom(50_000 + index);
    const answers = pruneAnswers(version.compiled, generateAnswers(definition, random));
    return { id: `p${index}`, version, answers, seconds: Math.round(definition.minutes * 60 * (0.5 + random())) };
  });
  const rate = (strategy: FarmStrategy, atLeast: number): BenchLine => {
    const make = createFarm(version, strategy, seededRandom(99));
    const farm = Array.from(
      { length: forgeries },
      (_, index): ReviewedResponse => ({ id: `x${index}`, version, ...make() }),
    );
    const flags = flagResponses([...honest, ...farm]);
    const found = farm.filter(({ id }) => (flags.get(id) ?? []).length >= atLeast).length;
    return share(`${strategy}: found by ${atLeast === 1 ? "any flag" : "two flags"}`, found, forgeries);
  };
  const flags = flagResponses(honest);
  const alarms = (atLeast: number): number => honest.filter(({ id }) => (flags.get(id) ?? []).length >= atLeast).length;
  return [
    share("false alarms: any flag", alarms(1), people),
    share("false alarms: two flags", alarms(2), people),
    ...farmStrategies.flatMap((strategy) => [rate(strategy, 1), rate(strategy, 2)]),
  ];
}
