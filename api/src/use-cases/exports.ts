import { canonicalPieces, type Json, joinBytes, joinPieces, textIn } from "@diaoyan/instruments";
import { strToU8 } from "fflate";
import type { DataFileFormat } from "../contract/index.ts";
import type { Caller } from "../ports/ports.ts";
import { found } from "../problems.ts";
import {
  type DataFilePorts,
  exportDataFiles,
  noteExport,
  type QuestionnairePlace,
  refuseUnprotected,
  writeManifest,
} from "./export-data-files.ts";
import { finishInTurns, giveWay } from "./finish-in-turns.ts";
import type { Protection, ProtectionReport } from "./protect-dataset.ts";
import { type SeenPorts, seenSnapshot } from "./seen-snapshot.ts";
import { takeCases } from "./take-cases.ts";
import { readHeads } from "./verify-study.ts";

type ExportPorts = Omit<DataFilePorts, "software">;

/** A questionnaire, and how its cases are protected where that is asked for. */
type ProtectedPlace = QuestionnairePlace & { readonly protect?: Protection };

/** A file made for download. */
export interface ExportedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly media: string;
}

interface PackedQuestionnaire {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /** Where background variables were named. */
  readonly anonymity?: ProtectionReport;
}

/** Data, variables, codebook, manifest and, where pages were observed, what happened on them, of one questionnaire by file name; that they were taken enters the audit log. */
export async function packQuestionnaire(
  ports: DataFilePorts,
  caller: Caller,
  { study, questionnaire, protect }: ProtectedPlace,
): Promise<PackedQuestionnaire> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const { dataset, report, said } = await takeCases(ports, { study, questionnaire, protect });
  const heads = await ports.questionnaires.listVersionHeads(study);
  const { packInSteps, paradataLines } = await import("@diaoyan/exports/data");
  const observed = await ports.archive.events(study, questionnaire);
  await noteExport(ports, caller, study, `${questionnaire}: ${said}`);
  const { simulated, title } = document.study;
  const packing = packInSteps(
    dataset,
    {
      study,
      title: textIn("zh", title),
      questionnaire,
      mark: simulated ? "模拟数据" : "",
      versions: heads.filter(({ name }) => name === questionnaire).map(({ hash, number }) => ({ hash, number })),
      takenAt: ports.clock.now(),
      software: ports.software,
      logs: await readHeads(ports, study),
    },
    new Map<string, Iterable<string>>([
      // what happened on a page tells of one person more than the data now do
      ...(observed.length === 0 || report ? [] : [["audit.csv", paradataLines(observed)] as const]),
      ...(report ? [["anonymity.json", [`${JSON.stringify(report, null, 2)}\n`]] as const] : []),
    ]),
  );
  const files = await finishInTurns(packing);
  const anonymity = report === undefined ? {} : { anonymity: report };
  return { name: `${study}-${questionnaire}${simulated ? "-模拟数据" : ""}`, files, ...anonymity };
}

/** The same as a zip, with the cases once more in a format of another program where one is named. */
export async function exportQuestionnaire(
  ports: DataFilePorts,
  caller: Caller,
  { format, ...place }: ProtectedPlace & { readonly format?: DataFileFormat | undefined },
): Promise<ExportedFile> {
  if (format !== undefined) refuseUnprotected(format, place.protect);
  const { name, files } = await packQuestionnaire(ports, caller, place);
  const further = format === undefined ? [] : await collectFiles(ports, caller, { ...place, format });
  const { zipFiles } = await import("@diaoyan/exports/data");
  const bytes = await zipFiles([...[...files].map(([file, text]) => [file, strToU8(text)] as const), ...further]);
  return { bytes, name: `${name}.zip`, media: "application/zip" };
}

async function collectFiles(
  ports: DataFilePorts,
  caller: Caller,
  place: ProtectedPlace & { readonly format: DataFileFormat },
): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  const collected: (readonly [string, Uint8Array])[] = [];
  for (const { name, about, pieces } of await exportDataFiles(ports, caller, place)) {
    const parts: Uint8Array[] = [];
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) {
        collected.push(
          [name, joinBytes(parts)],
          [`${name}.manifest.json`, strToU8(writeManifest({ ...about, ...value }))],
        );
        break;
      }
      parts.push(value);
      await giveWay();
    }
  }
  return collected;
}

/** The frozen state, as the caller may see it, as one JSON document. */
export async function exportSnapshot(
  ports: ExportPorts & SeenPorts,
  caller: Caller,
  study: string,
): Promise<ExportedFile> {
  const snapshot = await seenSnapshot(ports, study, caller.id);
  await noteExport(ports, caller, study, `snapshot ${snapshot.hash} of ${snapshot.takenAt}`);
  const pieces = canonicalPieces(snapshot as unknown as { readonly [key: string]: Json });
  return {
    bytes: await finishInTurns(encodeInSteps(pieces)),
    name: `${study}-snapshot${snapshot.pack.study.simulated ? "-模拟数据" : ""}.json`,
    media: "application/json; profile=snapshot",
  };
}

/** Code units that are encoded together. */
const unitsAStep = 256 * 1024;

function* encodeInSteps(pieces: Iterable<string>): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for (const text of joinPieces(pieces, unitsAStep)) {
    parts.push(strToU8(text));
    if (text.length >= unitsAStep) yield;
  }
  return joinBytes(parts);
}
