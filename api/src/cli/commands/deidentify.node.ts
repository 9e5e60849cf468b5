import type { Command } from "commander";
import type { Ports } from "../../ports/ports.ts";
import { found, Problem } from "../../problems.ts";
import { deidentifyTranscript } from "../../use-cases/deidentify-transcript.ts";
import { listIdentifiers } from "../../use-cases/list-identifiers.ts";
import { listWordsOfSessions } from "../../use-cases/session-words.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface DeidentifyOptions extends DataFolderOption {
  readonly study: string;
  readonly transcript?: string;
  readonly apply?: boolean;
  readonly removeCodings?: boolean;
  readonly json?: boolean;
}

/** `deidentify`: lists what the rules of a study find in its transcripts, and replaces it where that is asked for. */
export function addDeidentify(program: Command, terminal: Terminal): void {
  withDataFolder(
    program
      .command("deidentify")
      .description(
        "list what the study's rules find in transcripts and records of sessions; with --apply replace it in transcripts and seal the originals",
      ),
  )
    .requiredOption("--study <id>", "study")
    .option("--transcript <id>", "one transcript; all unless given")
    .option("--apply", "replace every place as the rules say, or as a person decided before")
    .option("--remove-codings", "give up codings that have no place in the new text")
    .option("--json", "print the places as JSON")
    .action(async (options: DeidentifyOptions) => deidentify(options, terminal));
}

async function deidentify(options: DeidentifyOptions, terminal: Terminal): Promise<void> {
  const { study, transcript, apply = false } = options;
  const { transcripts, sessions } = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const heads = (await ports.transcripts.listHeads(study)).filter(({ policy }) => !policy);
    const wanted = transcript === undefined ? heads : heads.filter(({ id }) => id === transcript);
    if (transcript !== undefined) found(wanted[0], "transcript.notFound", transcript);
    const done: Done[] = [];
    for (const { id } of wanted) done.push(await treat(ports, id, options));
    const inSessions =
      transcript === undefined ? (await listWordsOfSessions(ports, operatorAtMachine(), study)).sessions : [];
    return { transcripts: done, sessions: inSessions };
  });
  const text = transcripts.flatMap(({ id, places, outcome, refused }) => [
    `${id}: ${places.length} places${outcome === null ? "" : `, ${outcome.carried} codings kept, ${outcome.removed} removed`}`,
    ...(refused === null ? [] : [`  refused: ${refused}`]),
    ...(apply
      ? []
      : places.map(
          ({ rule, text: words, replacement }) => `  ${rule || "by hand"}: ${words} -> ${replacement ?? "(kept)"}`,
        )),
  ]);
  const records = sessions.flatMap(({ number, words }) => [
    `session ${number}: ${words.length} words, replaced whenever the record leaves the study`,
    ...words.map(({ rule, text: word, replacement, decided }) => {
      return `  ${rule || "by hand"}: ${word} -> ${decided?.replacement === null ? "(kept)" : replacement}`;
    }),
  ]);
  printResult(terminal, options, {
    json: { study, applied: apply, transcripts, sessions },
    text: [...text, ...records].join("\n") || "no transcript stands here yet, and no session holds such words",
  });
  const refused = transcripts.filter((one) => one.refused !== null).length;
  if (refused > 0) {
    throw new WorkError(
      "transcript.unplaced",
      `${refused} of ${transcripts.length} transcripts were left as they are; decide on them at the desk`,
    );
  }
}

type Done = Awaited<ReturnType<typeof treat>>;

async function treat(ports: Ports, id: string, { study, apply = false, removeCodings = false }: DeidentifyOptions) {
  const caller = operatorAtMachine();
  const { hits, revision, rulesRevision } = await listIdentifiers(ports, caller, { study, id });
  const places = hits.map(({ start, end, rule, text, replacement, decided }) => ({
    ...{ start: start as number, end: end as number, rule, text },
    replacement: decided === undefined ? replacement : decided.replacement,
  }));
  const nothing = { id, places, outcome: null, refused: null };
  // what was decided place by place stands as it is: nothing is made anew
  if (!apply || hits.every(({ decided }) => decided !== undefined)) return nothing;
  if (rulesRevision === 0) {
    throw new WorkError(
      "deidentify.noRules",
      `study ${study} has no rules yet; fill them in at the desk and save them`,
    );
  }
  const decisions = places.map(({ start, end, replacement }) => ({ start, end, replacement }));
  const order = { study, id, revision, rulesRevision, decisions };
  try {
    return { ...nothing, outcome: await deidentifyTranscript(ports, caller, order) };
  } catch (error) {
    if (!(error instanceof Problem) || error.body.code !== "transcript.unplaced") throw error;
    const unplaced = (error.body.errors ?? []).map(({ place }) => place);
    if (!removeCodings) return { ...nothing, refused: error.body.detail };
    return { ...nothing, outcome: await deidentifyTranscript(ports, caller, { ...order, removeCodings: unplaced }) };
  }
}
