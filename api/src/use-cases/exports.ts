import { addTextColumn, type Dataset, rowsFromDataset } from "@diaoyan/analysis";
import type { DataFileOptions, DataManifest } from "@diaoyan/exports/data";
import { type Json, textIn } from "@diaoyan/instruments";
import { strToU8, zipSync } from "fflate";
import type { PaperForm } from "../ports/paper-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { paperFormColumn } from "./paper-form-column.ts";
import type { StudyArchive } from "./study-archive.ts";

type ExportPorts = Pick<Ports, "studies" | "questionnaires" | "journal" | "clock" | "paper"> & {
  readonly archive: StudyArchive;
};

interface QuestionnairePlace {
  readonly study: string;
  readonly questionnaire: string;
}

/** A file made for download. */
export interface ExportedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly media: string;
}

/** Data, variables, codebook, manifest and, where pages were observed, what happened on them, of one questionnaire by file name; that they were taken enters the audit log. */
export async function packQuestionnaire(
  ports: ExportPorts & { readonly software: string },
  caller: Caller,
  { study, questionnaire }: QuestionnairePlace,
): Promise<{ readonly name: string; readonly files: ReadonlyMap<string, string> }> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const { dataset } = await ports.archive.dataset(study, questionnaire);
  const whole = addPaperForms(dataset, await ports.paper.listForms(study));
  const heads = await ports.questionnaires.listVersionHeads(study);
  const { packDataset, writeParadata } = await import("@diaoyan/exports");
  const observed = await ports.archive.events(study, questionnaire);
  const { simulated, title } = document.study;
  const files = packDataset(
    whole,
    {
      study,
      title: textIn("zh", title),
      questionnaire,
      mark: simulated ? "模拟数据" : "",
      versions: heads.filter(({ name }) => name === questionnaire).map(({ hash, number }) => ({ hash, number })),
      takenAt: ports.clock.now(),
      software: ports.software,
    },
    new Map(observed.length === 0 ? [] : [["audit.csv", writeParadata(observed)]]),
  );
  await note(ports, caller, study, `${questionnaire}: ${dataset.rowCount} rows`);
  return { name: `${study}-${questionnaire}${simulated ? "-模拟数据" : ""}`, files };
}

/** With the number of the paper form each response was typed from, where any was. */
function addPaperForms(dataset: Dataset, forms: readonly PaperForm[]): Dataset {
  const rows = new Set(dataset.rowIds);
  const numbers = new Map(
    forms.flatMap(({ response, form }) => (response !== null && rows.has(response) ? [[response, form]] : [])),
  );
  return numbers.size === 0 ? dataset : addTextColumn(dataset, paperFormColumn, numbers);
}

/** The same as a zip. */
export async function exportQuestionnaire(
  ports: ExportPorts & { readonly software: string },
  caller: Caller,
  place: QuestionnairePlace,
): Promise<ExportedFile> {
  const { name, files } = await packQuestionnaire(ports, caller, place);
  const bytes = zipSync(Object.fromEntries([...files].map(([file, text]) => [file, strToU8(text)])));
  return { bytes: new Uint8Array(bytes), name: `${name}.zip`, media: "application/zip" };
}

/** The cases of one questionnaire as a file of another program, piece by piece; that it was taken enters the audit log. */
export async function exportDataFile(
  ports: ExportPorts & { readonly software: string },
  caller: Caller,
  { study, questionnaire, format, startPacker }: QuestionnairePlace & Pick<DataFileOptions, "format" | "startPacker">,
): Promise<{
  readonly about: { readonly [key: string]: Json };
  readonly pieces: AsyncGenerator<Uint8Array, DataManifest>;
}> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const { dataset } = await ports.archive.dataset(study, questionnaire);
  const whole = addPaperForms(dataset, await ports.paper.listForms(study));
  const { writeDataFile } = await import("@diaoyan/exports/data");
  const { simulated, title } = document.study;
  const takenAt = ports.clock.now();
  const mark = simulated ? "模拟数据" : "";
  const pieces = writeDataFile(rowsFromDataset(whole), {
    format,
    title: `${textIn("zh", title)} ${questionnaire}${simulated ? `（${mark}）` : ""}`,
    at: takenAt,
    ...(startPacker && { startPacker }),
  });
  await note(ports, caller, study, `${questionnaire}.${format}: ${dataset.rowCount} rows`);
  return { about: { study, questionnaire, mark, takenAt, software: ports.software }, pieces };
}

/** The frozen state as one JSON document. */
export async function exportSnapshot(ports: ExportPorts, caller: Caller, study: string): Promise<ExportedFile> {
  const snapshot = await ports.archive.snapshot(study);
  await note(ports, caller, study, `snapshot ${snapshot.hash}`);
  return {
    bytes: new Uint8Array(strToU8(JSON.stringify(snapshot as unknown as Json))),
    name: `${study}-snapshot${snapshot.pack.study.simulated ? "-模拟数据" : ""}.json`,
    media: "application/json; profile=snapshot",
  };
}

async function note(ports: ExportPorts, caller: Caller, study: string, subject: string): Promise<void> {
  await ports.journal.commit(study, { actor: caller.id, action: "export.take", subject }, []);
}
