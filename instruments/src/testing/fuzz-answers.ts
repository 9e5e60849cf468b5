import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { pruneAnswers, validateAnswers } from "../compile/validate-answers.ts";
import { canonicalJson } from "../hash/canonical-json.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { drawItem, seededRandom } from "../simulate/random-source.ts";
import { measureHeap } from "./measure-heap.node.ts";
import { mutateAnswers } from "./mutate-answers.ts";

const respondents = 200;

/** What a run of generated submissions came to. */
export interface AnswerFuzz {
  readonly accepted: number;
  readonly refused: number;
  /** 99th percentile of one complete check, in milliseconds. */
  readonly p99: number;
  /** Bytes in use after 25, 50, 75 and 100 per cent. */
  readonly heap: readonly number[];
}

/**
 * Holds changed answers against the rules, `runs` times. Throws, with what is needed to do it again, where a check throws, lets
 * through what cannot be sound, or accepts what cannot be tabulated, hashed or sent again as it is.
 */
export function fuzzAnswers(definition: QuestionnaireDefinition, runs: number, seed: number): AnswerFuzz {
  const compiled = compileQuestionnaire(definition);
  const random = seededRandom(seed);
  const sound = Array.from({ length: respondents }, () => generateAnswers(definition, random));
  const times = new Float64Array(runs);
  const heap: number[] = [];
  let accepted = 0;
  for (let run = 0; run < runs; run += 1) {
    const mutated = mutateAnswers(drawItem(sound, random), drawItem(sound, random), random);
    try {
      const started = performance.now();
      const problems = validateAnswers(compiled, mutated.answers, "complete");
      times[run] = performance.now() - started;
      if (problems.length === 0) {
        accepted += 1;
        if (mutated.refused) throw new Error("accepted what no rule may let through");
        expectUsable(compiled, mutated.answers);
      } else if (run % 100 === 0) pruneAnswers(compiled, mutated.answers);
    } catch (error) {
      const told = JSON.stringify(mutated).slice(0, 4_000);
      throw new Error(`seed ${seed}, run ${run}: ${(error as Error).message}; ${told}`, { cause: error });
    }
    if ((run + 1) % Math.ceil(runs / 4) === 0 || run + 1 === runs) heap.push(measureHeap());
  }
  return { accepted, refused: runs - accepted, p99: times.sort()[Math.floor(runs * 0.99)] ?? Number.NaN, heap };
}

function expectUsable(compiled: ReturnType<typeof compileQuestionnaire>, answers: Answers): void {
  const row = tabulateAnswers(compiled, answers);
  if (row.size !== compiled.variables.length) throw new Error("not every variable has a value");
  canonicalJson(answers);
  const sent = pruneAnswers(compiled, answers);
  const [problem] = validateAnswers(compiled, sent, "complete");
  if (problem !== undefined) throw new Error(`accepted, and pruned refused: ${problem.question} ${problem.message}`);
  if (canonicalJson([...tabulateAnswers(compiled, sent)]) !== canonicalJson([...row])) {
    throw new Error("what is accepted says something else once it is pruned");
  }
}
