import { type FilledLetter, fillLetter, type LetterTemplate, listUnfilled, textIn } from "@diaoyan/instruments";
import { zipSync } from "fflate";
import { dayOf } from "../ports/clock.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";
import { respondentPath } from "./collectors.ts";
import type { ExportedFile } from "./exports.ts";

type LetterPorts = Pick<Ports, "studies" | "questionnaires" | "collectors" | "journal" | "clock">;

interface Addressee {
  readonly unit: string;
  readonly contact: string;
}

/** A sending of letters: what all of them say, and to whom they go. */
export interface LetterOrder {
  readonly study: string;
  readonly questionnaire: string;
  readonly collector: string | null;
  readonly day: string | null;
  readonly deadline: string | null;
  readonly returnBy: string;
  readonly addressees: readonly Addressee[];
  /** Origin people reach the server at. */
  readonly origin: string;
}

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The template of a study. Throws `letter.notFound`. */
export async function readLetterTemplate(ports: Pick<Ports, "studies">, study: string) {
  const { document, template } = await findTemplate(ports, study);
  const { version, title, markdown } = template;
  return { version, title, markdown, unfilled: listUnfilled(document.study).map(({ text }) => text) };
}

async function findTemplate(ports: Pick<Ports, "studies">, study: string) {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const template = found(document.letter, "letter.notFound", `${study}/letter.md`);
  return { document, template };
}

/**
 * Writes a letter to each addressee. A real study sends none with an open slot: throws `letter.unfilled` with every one of
 * them; in a simulated study they are set off in the text. Names of units stand in the files only.
 */
export async function writeLetters(
  ports: LetterPorts,
  caller: Caller,
  order: LetterOrder,
): Promise<readonly ExportedFile[]> {
  const { document, template } = await findTemplate(ports, order.study);
  refuseRepeated(order.addressees);
  const questionnaire = await titleOf(ports, order);
  const link = await linkOf(ports, order);
  const filled = order.addressees.map((addressee) => ({
    addressee,
    letter: fill(template, { ...order, questionnaire, addressee }),
  }));
  if (!document.study.simulated) refuseOpen(document, filled);
  const files = await setLetters(document, filled, { order, link, takenAt: ports.clock.now() });
  const note = { actor: caller.id, action: "letter.write", subject: `${order.questionnaire}: ${files.length}` };
  await ports.journal.commit(order.study, note, []);
  return files;
}

/** All letters in one zip. */
export function packLetters(files: readonly ExportedFile[], study: string, day: string): ExportedFile {
  const entries = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  const bytes = new Uint8Array(zipSync(entries, { level: 0, mtime: new Date(`${day}T12:00:00`) }));
  return { bytes, name: `调研函（${study}，${files.length}份）.zip`, media: "application/zip" };
}

interface Filled {
  readonly addressee: Addressee;
  readonly letter: FilledLetter;
}

type Contents = LetterOrder & { readonly addressee: Addressee };

function fill(template: LetterTemplate, { addressee, questionnaire, day, deadline, returnBy }: Contents): FilledLetter {
  return fillLetter(template, {
    收函单位: addressee.unit,
    收函联系人: addressee.contact,
    问卷名称: questionnaire,
    发函日期: day === null ? "" : sayDay(day),
    截止日期: deadline === null ? "" : sayDay(deadline),
    回收方式: returnBy,
  });
}

function sayDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function refuseRepeated(addressees: readonly Addressee[]): void {
  const errors = addressees.flatMap(({ unit }, index) =>
    addressees.findIndex((one) => one.unit === unit) < index
      ? [{ code: "letter.repeated", place: `${index + 1}`, message: unit }]
      : [],
  );
  if (errors.length > 0) throw problem("letter.invalid", `${errors[0]?.message} stands twice in the list`, { errors });
}

async function titleOf({ questionnaires }: LetterPorts, { study, questionnaire }: LetterOrder): Promise<string> {
  const versions = await questionnaires.listVersions(study, questionnaire);
  const version = found(versions.at(-1), "questionnaire.notFound", `${questionnaire} (published)`);
  return textIn("zh", version.definition.title);
}

/** The address of an open link of this study; letters to many cannot carry a personal one. */
async function linkOf({ collectors }: LetterPorts, { study, collector, origin }: LetterOrder): Promise<string | null> {
  if (collector === null) return null;
  const known = await collectors.find(collector);
  const { id } = found(
    known?.study === study && !known.invitedOnly ? known : undefined,
    "collector.notFound",
    collector,
  );
  return `${origin}${respondentPath(id)}`;
}

function refuseOpen({ study }: StudyDocument, filled: readonly Filled[]): void {
  const ofStudy = listUnfilled(study).map(({ field, text }) => ({
    code: "letter.unfilled",
    place: `study.yaml ${field}`,
    message: text,
  }));
  const ofLetters = filled.flatMap(({ addressee, letter }) =>
    letter.open.map((slot) => ({ code: "letter.unfilled", place: addressee.unit, message: slot })),
  );
  const errors = [...ofStudy, ...ofLetters];
  if (errors.length === 0) return;
  throw problem("letter.unfilled", `${errors.length} slots are open, the first is ${errors[0]?.message}`, {
    errors: errors.slice(0, 100),
    remedy: "fill them in; what stands in study.yaml is filled in at the desk (overview, about the study)",
  });
}

interface Setting {
  readonly order: LetterOrder;
  readonly link: string | null;
  readonly takenAt: string;
}

async function setLetters(
  { study, letter: template }: StudyDocument,
  filled: readonly Filled[],
  { order, link, takenAt }: Setting,
): Promise<readonly ExportedFile[]> {
  const { renderLetter } = await import("@diaoyan/exports");
  const files: ExportedFile[] = [];
  const names = new Set<string>();
  for (const { addressee, letter } of filled) {
    const bytes = await renderLetter({
      letter,
      sender: study.undertaker,
      day: order.day,
      link,
      version: template?.version ?? "",
      simulated: study.simulated,
      takenAt: `${order.day ?? dayOf(takenAt)}T00:00:00.000Z`,
    });
    files.push({ bytes, name: freeName(addressee.unit, study.simulated, names), media: docxMedia });
  }
  return files;
}

/** `调研函（天津大学）.docx`, without what file systems refuse. */
function freeName(unit: string, simulated: boolean, taken: Set<string>): string {
  const stem = [...unit.replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, "_")].slice(0, 60).join("");
  const mark = simulated ? "（模拟数据）" : "";
  let name = `调研函（${stem}）${mark}.docx`;
  for (let more = 2; taken.has(name); more += 1) name = `调研函（${stem}）${more}${mark}.docx`;
  taken.add(name);
  return name;
}
