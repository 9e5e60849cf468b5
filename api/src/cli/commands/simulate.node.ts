import { type FarmStrategy, farmStrategies, type QuestionnaireDefinition } from "@diaoyan/instruments";
import { type Command, Option } from "commander";
import { createClient, routes } from "../../contract/index.ts";
import { sendResponses } from "../../demo/send-responses.ts";
import { type DataFolderOption, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { parseCount } from "../parse-count.ts";
import { printResult } from "../print-result.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";

interface SimulateOptions extends DataFolderOption {
  readonly link: string;
  readonly count: string;
  readonly seed: string;
  readonly farm?: FarmStrategy;
  readonly json?: boolean;
}

/** `simulate`: sends generated responses over HTTP to a link of a study that is marked 模拟数据, and to no other. */
export function addSimulate(program: Command, terminal: Terminal): void {
  withDataFolder(
    program.command("simulate").description("send generated responses 模拟数据 to a link of a simulated study"),
  )
    .requiredOption("--link <url>", "respondents' link, e.g. http://127.0.0.1:8787/s/abc")
    .option("--count <number>", "responses to send", "100")
    .option("--seed <number>", "seed of the generator", "1")
    .addOption(
      new Option("--farm <strategy>", "send what an answer farm would, to see what the quality review finds").choices([
        ...farmStrategies,
      ]),
    )
    .option("--json", "print what was sent as JSON")
    .action(async (options: SimulateOptions) => simulate(options, terminal));
}

async function simulate(options: SimulateOptions, terminal: Terminal): Promise<void> {
  const { origin, collector } = parseLink(options.link);
  const count = parseCount("--count", options.count, { from: 1, to: 100_000 });
  const seed = parseCount("--seed", options.seed, { from: 0, to: 2 ** 31 });
  const client = createClient(fetch, origin);
  const page = await client.call(routes.getCollectorPage, { params: { collector } }).catch(sayUnreachable(origin));
  if (!page.simulated) {
    throw new WorkError(
      "simulate.real",
      `the study behind ${options.link} collects real answers; load its pack with --simulated to try it out`,
    );
  }
  const definition = await readDefinition(options, collector);
  const receipts = await sendResponses(client, {
    collector,
    definition,
    count,
    seed,
    farm: options.farm,
    onSent: showProgress(terminal, "responses", count),
  });
  printResult(terminal, options, {
    json: { collector, sent: receipts.length },
    text: `sent ${receipts.length} generated responses (模拟数据) to ${options.link}`,
  });
}

/** `fetch` throws a `TypeError` where nobody answers; what a server answers is passed on. */
const sayUnreachable = (origin: string) => (error: unknown) => {
  if (!(error instanceof TypeError)) throw error;
  const { code } = (error.cause ?? {}) as { readonly code?: string };
  const reason = code === undefined ? "" : ` (${code})`;
  throw new WorkError(
    "simulate.unreachable",
    `--link: nothing answers at ${origin}${reason}; start the server with "diaoyan serve", or give the address it prints`,
  );
};

/** The definition is not public (it names constructs and attention checks), so it is read from the data folder. */
async function readDefinition(options: SimulateOptions, collector: string): Promise<QuestionnaireDefinition> {
  return withInstallation(
    options,
    async ({ services: { lookup } }) => (await lookup.find(collector)).version.definition,
  );
}

function parseLink(link: string): { readonly origin: string; readonly collector: string } {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const collector = /^\/s\/([a-z0-9-]+)$/.exec(url?.pathname ?? "")?.[1];
  if (url !== undefined && collector !== undefined) return { origin: url.origin, collector };
  throw new UsageError(`--link: expected a respondents' link like http://127.0.0.1:8787/s/abc, got ${link}`);
}
