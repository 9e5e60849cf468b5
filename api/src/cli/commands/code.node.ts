import {
  chooseSuggester,
  countTraining,
  evaluateSuggester,
  hintsFromNames,
  type LabelledText,
  type Suggester,
  type SuggesterQuality,
} from "@diaoyan/analysis";
import { createJiebaSegmenter } from "@diaoyan/analysis/node";
import type { Command } from "commander";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readInput } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { addCodeAgreement } from "./code-agreement.node.ts";
import { readLabelledLines } from "./read-labelled-lines.ts";

interface EvaluateOptions {
  readonly train: string;
  readonly dev?: string;
  readonly test: string;
  readonly text: string;
  readonly label: string;
  readonly json?: boolean;
}

/** `code`: what can be done about coding without a server. */
export function addCode(program: Command, terminal: Terminal): void {
  const code = program.command("code").description("measure suggestions of codes and agreement of coders");
  addCodeAgreement(code, terminal);
  code
    .command("evaluate")
    .description("learn to suggest labels from one file and measure the suggestions on another")
    .requiredOption("--train <file>", "coded texts to learn from, one JSON object a line")
    .option("--dev <file>", "coded texts that may only choose settings; nothing is learned from them")
    .requiredOption("--test <file>", "coded texts to measure on")
    .option("--text <key>", "key of the text", "text")
    .option("--label <key>", "key of the label", "label")
    .option("--json", "print accuracy, macro F1 and times as JSON")
    .action(async (options: EvaluateOptions) => evaluate(options, terminal));
}

async function evaluate(options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const read = async (option: string, file: string): Promise<readonly LabelledText[]> => {
    const texts = readLabelledLines(await readInput(option, file), { ...options, where: `${option}: ${file}` });
    if (texts.length === 0) throw new UsageError(`${option}: ${file} holds no text; expected one JSON object a line`);
    return texts;
  };
  const train = await read("--train", options.train);
  const dev = options.dev === undefined ? [] : await read("--dev", options.dev);
  const test = await read("--test", options.test);
  const segmenter = createJiebaSegmenter();
  segmenter.cut("预热");
  const started = performance.now();
  const training = countTraining(
    { examples: train, hints: hintsFromNames(train.map(({ label }) => label)) },
    segmenter,
  );
  const counted = performance.now();
  const { suggester, milliseconds } = chooseSuggester(training, dev, () => performance.now());
  const trainMs = Math.round(counted - started + milliseconds);
  const before = performance.now();
  const quality = evaluateSuggester(suggester, test);
  const predictMs = Math.round(performance.now() - before);
  const { accuracy, macroF1, n } = quality;
  printResult(terminal, options, {
    json: { accuracy, macroF1, n, labels: suggester.labels.length, trainMs, predictMs },
    text: describe(suggester, quality, { trainMs, predictMs }),
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function describe(
  { labels, examples, settings, segmenter }: Suggester,
  quality: SuggesterQuality,
  { trainMs, predictMs }: { readonly trainMs: number; readonly predictMs: number },
): string {
  const { letters, pairs, words } = settings.shares;
  const shown = quality.precision === null ? "always abstains" : `${percent(quality.precision)} of these right`;
  return [
    `${quality.n} texts, ${labels.length} labels, learned from ${examples} examples`,
    `accuracy ${percent(quality.accuracy)}, macro F1 ${percent(quality.macroF1)}, right one among the first three ${percent(quality.inFirstThree)}`,
    `suggests for ${percent(quality.coverage)} of the texts, ${shown}; calibration error ${percent(quality.calibrationError)}`,
    `settings: characters ${letters}, pairs ${pairs}, words ${words} (${segmenter}), penalty ${settings.penalty}`,
    `learning ${trainMs} ms, suggesting ${predictMs} ms`,
  ].join("\n");
}
