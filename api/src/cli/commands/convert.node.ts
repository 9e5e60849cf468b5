import { resolve } from "node:path";
import type { Command } from "commander";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { convertQda } from "./convert-qda.ts";

interface ConvertOptions {
  readonly json?: boolean;
}

/** `convert`: a file of one kind becomes a file of another, without a server; their endings say which. */
export function addConvert(program: Command, terminal: Terminal): void {
  program
    .command("convert")
    .description("convert a REFI-QDA project (.qdpx) or codebook (.qdc) to .qdpx, .qdc, .xlsx or .html")
    .argument("<in>", "file to read: .qdpx or .qdc")
    .argument("<out>", "file to write: .qdpx, .qdc, .xlsx or .html")
    .option("--json", "print what was kept and what was not as JSON")
    .action(async (input: string, output: string, options: ConvertOptions) =>
      convert(input, output, { options, terminal }),
    );
}

async function convert(
  input: string,
  output: string,
  { options, terminal }: { readonly options: ConvertOptions; readonly terminal: Terminal },
): Promise<void> {
  if (resolve(input) === resolve(output)) throw new UsageError("<out>: expected another file than <in>");
  const [from, to] = [endingOf(input), endingOf(output)];
  if (from !== "qdpx" && from !== "qdc") throw new UsageError(`<in>: expected .qdpx or .qdc, got ${input}`);
  const made = convertQda(await readBytes("<in>", input), { from, to, output });
  await writeWhole(resolve(output), made.content);
  printResult(terminal, options, { json: { out: output, ...made.json }, text: `wrote ${output}\n${made.text}` });
}

function endingOf(file: string): string {
  return /\.([^./\\]+)$/u.exec(file)?.[1]?.toLowerCase() ?? "";
}
