import { crossRetrieved, type RetrievalQuery, retrieveCodings } from "@diaoyan/analysis";
import type { Caller, Ports } from "../ports/ports.ts";
import { readCorpus } from "./read-corpus.ts";
import { createSight } from "./second-coding.ts";
import type { StudyArchive } from "./study-archive.ts";

const codingsAPage = 200;

/** What is looked for, crossed with an attribute where one is named. */
export interface RetrievalOrder {
  readonly study: string;
  readonly query: RetrievalQuery;
  readonly by?: string | undefined;
  readonly from: number;
}

/** Codings that fit and that the caller may see, with the titles of their transcripts and the attributes there are. */
export async function retrieveFromStudy(
  ports: Pick<Ports, "agreement" | "members"> & { readonly archive: StudyArchive },
  caller: Caller,
  { by, from, query, study }: RetrievalOrder,
) {
  const whole = await readCorpus(ports.archive, study);
  const sees = await createSight(ports, study, caller.id);
  const corpus = { ...whole, codings: whole.codings.filter(sees) };
  const found = retrieveCodings(corpus, query);
  const titles = new Map(corpus.transcripts.map(({ id, title }) => [String(id), title]));
  const attributes: Record<string, string[]> = {};
  for (const [name, value] of [...corpus.attributes.values()].flatMap(Object.entries)) {
    const values = attributes[name] ?? [];
    if (!values.includes(value)) attributes[name] = [...values, value].sort();
  }
  return {
    total: found.length,
    transcripts: new Set(found.map(({ coding }) => coding.transcript)).size,
    found: found
      .slice(from, from + codingsAPage)
      .map((one) => ({ ...one, title: titles.get(one.coding.transcript) ?? "" })),
    matrix: by === undefined ? null : crossRetrieved(corpus, found, by),
    attributes,
    coders: await nameCoders(ports, study),
  };
}

/** Names of the study's members by id. */
export async function nameCoders(ports: Pick<Ports, "members">, study: string): Promise<Record<string, string>> {
  return Object.fromEntries((await ports.members.list(study)).map(({ name, user }) => [user, name]));
}
