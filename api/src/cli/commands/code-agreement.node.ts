import { type Corpus, runAndPresent } from "@diaoyan/analysis";
import { type CorpusOfProject, corpusFromProject, readQdaProject } from "@diaoyan/exports";
import { brandAs, type UserId } from "@diaoyan/instruments";
import { type Command, Option } from "commander";
import { parseCount } from "../parse-count.ts";
import { printResult } from "../print-result.ts";
import { readBytes } from "../read-input.node.ts";
import { tableAsText } from "../table-as-text.ts";
import type { Terminal } from "../terminal.node.ts";

interface AgreementOptions {
  readonly segment: string;
  readonly uncoded: string;
  readonly seed: string;
  readonly locale: "zh" | "en";
  readonly json?: boolean;
}

/** `code agreement`: how far the coders of a REFI-QDA project agree on the text they share, without a server. */
export function addCodeAgreement(code: Command, terminal: Terminal): void {
  code
    .command("agreement")
    .description("measure the agreement of the coders of a REFI-QDA project (.qdpx)")
    .argument("<in>", "project in which two coders coded the same texts")
    .addOption(new Option("--segment <unit>", "unit").choices(["turn", "sentence", "clause"]).default("sentence"))
    .addOption(new Option("--uncoded <how>", "text nobody coded").choices(["included", "excluded"]).default("included"))
    .option("--seed <number>", "seed of the intervals", "1")
    .addOption(new Option("--locale <language>", "language of table and sentences").choices(["zh", "en"]).default("zh"))
    .option("--json", "print the figures and every disagreement as JSON")
    .action(async (input: string, options: AgreementOptions) => measure(input, options, terminal));
}

async function measure(input: string, options: AgreementOptions, terminal: Terminal): Promise<void> {
  const seed = parseCount("--seed", options.seed, { from: 0, to: 2 ** 31 });
  const { project } = readQdaProject(await readBytes("<in>", input));
  const corpus = nameCoders(corpusFromProject(project, new Date().toISOString()));
  const request = { kind: "coderAgreement", segment: options.segment, uncoded: options.uncoded };
  const { result, presented } = runAndPresent({ corpus }, request, { seed, locale: options.locale });
  const sentences = presented.sentences.map(({ text }) => text).join("\n");
  printResult(terminal, options, { json: result, text: `${tableAsText(presented.table)}\n${sentences}` });
}

/** Coders by their names, which a reader knows; two of one name keep their ids beside it. */
function nameCoders({ corpus, coders }: CorpusOfProject): Corpus {
  const taken = [...coders.values()];
  const nameOf = (id: string): string => {
    const name = coders.get(id) ?? "";
    return name === "" || taken.indexOf(name) !== taken.lastIndexOf(name) ? `${name} ${id}`.trim() : name;
  };
  const codings = corpus.codings.map((coding) =>
    coding.origin.kind === "human"
      ? { ...coding, origin: { ...coding.origin, user: brandAs<UserId>(nameOf(coding.origin.user)) } }
      : coding,
  );
  return { ...corpus, codings };
}
