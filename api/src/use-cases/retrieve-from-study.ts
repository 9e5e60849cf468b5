import { crossRetrieved, type RetrievalQuery, retrieveCodings } from "@diaoyan/analysis";
import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { notePassages } from "./as-said.ts";
import { listAttributeRows } from "./memos.ts";
import { createSight } from "./second-coding.ts";

const codingsAPage = 200;

/** What is looked for, crossed with an attribute where one is named. */
export interface RetrievalOrder {
  readonly study: string;
  readonly query: RetrievalQuery;
  readonly by?: string | undefined;
  readonly from: number;
}

type RetrievalPorts = Pick<
  Ports,
  | "agreement"
  | "coding"
  | "codingTrail"
  | "deidentify"
  | "journal"
  | "members"
  | "policies"
  | "sessions"
  | "transcripts"
>;

/**
 * Codings that fit and that the caller may see, with the titles of their transcripts and the attributes there are. No text is
 * read: a coding carries its words; that somebody was shown some which were never de-identified enters the audit log.
 */
export async function retrieveFromStudy(
  ports: RetrievalPorts,
  caller: Caller,
  { by, from, query, study }: RetrievalOrder,
) {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const sees = await createSight(ports, study, caller.id);
  const rows = await listAttributeRows(ports, study);
  const titles = new Map(rows.map(({ title, transcript }) => [transcript, title]));
  const corpus = {
    transcripts: [],
    codebook,
    codings: (await ports.coding.list(study)).filter(sees),
    attributes: new Map(rows.map((row) => [row.transcript, { ...row.ofSession, ...row.attributes }])),
  };
  const fitting = retrieveCodings(corpus, query);
  const attributes: Record<string, string[]> = {};
  for (const [name, value] of [...corpus.attributes.values()].flatMap(Object.entries)) {
    const values = attributes[name] ?? [];
    if (!values.includes(value)) attributes[name] = [...values, value].sort();
  }
  const page = fitting.slice(from, from + codingsAPage);
  const shown = page.map(({ coding }) => coding.transcript);
  await notePassages(ports, caller, { study, action: "coding.retrieve", ids: shown });
  return {
    total: fitting.length,
    transcripts: new Set(fitting.map(({ coding }) => coding.transcript)).size,
    found: page.map((one) => ({ ...one, title: titles.get(one.coding.transcript) ?? "" })),
    matrix: by === undefined ? null : crossRetrieved(corpus, fitting, by),
    attributes,
    coders: await nameCoders(ports, study),
  };
}

/** Names of the study's members by id. */
export async function nameCoders(ports: Pick<Ports, "members">, study: string): Promise<Record<string, string>> {
  return Object.fromEntries((await ports.members.list(study)).map(({ name, user }) => [user, name]));
}
