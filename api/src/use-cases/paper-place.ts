import { hashText } from "@diaoyan/instruments";
import type { PaperBatch, PaperForm } from "../ports/paper-store.ts";
import type { Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import { found } from "../problems.ts";

export interface FormPlace {
  readonly study: string;
  readonly batch: string;
  readonly form: string;
}

/** A batch with the version its forms were printed from. */
export interface OpenBatch {
  readonly batch: PaperBatch;
  readonly version: StoredVersion;
}

/** Throws `paper.batchNotFound`. */
export async function findPaperBatch(
  ports: Pick<Ports, "paper" | "questionnaires">,
  { study, batch: id }: Pick<FormPlace, "study" | "batch">,
): Promise<OpenBatch> {
  const batch = found(await ports.paper.findBatch(study, id), "paper.batchNotFound", id);
  const version = await ports.questionnaires.findVersion(study, batch.version);
  return { batch, version: found(version, "version.notFound", batch.version) };
}

/** Throws `paper.formNotFound`. */
export async function findPaperForm(ports: Pick<Ports, "paper">, place: FormPlace): Promise<PaperForm> {
  return found(await ports.paper.findForm(place), "paper.formNotFound", place.form);
}

/** One number however it was typed: full width or not, capitals or not. */
export function normaliseForm<Place extends FormPlace>(place: Place): Place {
  return { ...place, form: place.form.normalize("NFKC").toUpperCase() };
}

/** Whether a form is entered twice: by lot, which falls the same whenever it is drawn again. */
export function isEnteredTwice({ rule }: PaperBatch, form: string): boolean {
  const lot = Number.parseInt(hashText(`${rule.seed}/${form}`).slice(0, 8), 16) / 2 ** 32;
  return lot < rule.share;
}

/** Names of the members by id; who has left is called by the id. */
export async function nameMembers(ports: Pick<Ports, "members">, study: string): Promise<(user: string) => string> {
  const names = new Map((await ports.members.list(study)).map(({ user, name }) => [user, name]));
  return (user) => names.get(user) ?? user;
}
