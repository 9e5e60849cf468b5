import type { CodeId } from "@diaoyan/instruments";
import type { Coding, Corpus } from "../model/corpus.ts";

/** How a coding stands to another of the same transcript. */
export const codingRelations = ["overlaps", "inside", "near", "follows"] as const;
/** How two codings must stand to each other to be found. */
export type CodingRelation = (typeof codingRelations)[number];

/** What is looked for; what is left out does not matter. Codes are ids and stand for all beneath them, too. */
export interface RetrievalQuery {
  readonly codes?: readonly string[] | undefined;
  /** Only codings that stand so (or, with `without`, do not) to one with another code. `distance` is in characters. */
  readonly related?:
    | {
        readonly relation: CodingRelation;
        readonly codes: readonly string[];
        readonly distance: number;
        readonly without?: boolean | undefined;
      }
    | undefined;
  /** Values of attributes of the transcript, any of those given for each. */
  readonly attributes?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly modifiers?: Readonly<Record<string, string>> | undefined;
  /** Leaves out drafts of dictionary rules. */
  readonly humanOnly?: boolean | undefined;
  readonly coder?: string | undefined;
}

/** A coding that was found with those it stands in relation to. */
export interface Retrieved {
  readonly coding: Coding;
  readonly related: readonly Coding[];
}

/** The codings that fit, in the order of transcript and place. */
export function retrieveCodings(corpus: Corpus, query: RetrievalQuery): readonly Retrieved[] {
  const wanted = query.codes === undefined ? undefined : withBeneath(corpus, query.codes);
  const fits = (coding: Coding): boolean =>
    (wanted?.has(coding.code) ?? true) && fitsPerson(coding, query) && fitsAttributes(corpus, coding, query);
  const others = query.related === undefined ? undefined : findOthers(corpus, query.related.codes);
  return corpus.codings
    .filter(fits)
    .map((coding) => ({ coding, related: others === undefined ? [] : relatedTo(coding, others, query) }))
    .filter(({ related }) => query.related === undefined || related.length > 0 !== (query.related.without ?? false))
    .sort(({ coding: a }, { coding: b }) => compare(a.transcript, b.transcript) || a.start - b.start || a.end - b.end);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Ids of codes and of all that lie beneath them. */
export function withBeneath({ codebook }: Pick<Corpus, "codebook">, codes: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(codes);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, parent } of codebook.codes) if (parent !== null && found.has(parent)) found.add(id);
  }
  return found;
}

function fitsPerson({ modifiers, origin }: Coding, query: RetrievalQuery): boolean {
  if (query.humanOnly === true && origin.kind !== "human") return false;
  if (query.coder !== undefined && (origin.kind !== "human" || origin.user !== query.coder)) return false;
  return Object.entries(query.modifiers ?? {}).every(([name, value]) => modifiers[name] === value);
}

function fitsAttributes({ attributes }: Corpus, { transcript }: Coding, query: RetrievalQuery): boolean {
  const own = attributes.get(transcript) ?? {};
  return Object.entries(query.attributes ?? {}).every(
    ([name, values]) => values.length === 0 || values.includes(own[name] ?? ""),
  );
}

function findOthers(corpus: Corpus, codes: readonly string[]): ReadonlyMap<string, readonly Coding[]> {
  const wanted = withBeneath(corpus, codes);
  const byTranscript = new Map<string, Coding[]>();
  for (const coding of corpus.codings) {
    if (!wanted.has(coding.code)) continue;
    const here = byTranscript.get(coding.transcript);
    if (here === undefined) byTranscript.set(coding.transcript, [coding]);
    else here.push(coding);
  }
  return byTranscript;
}

function relatedTo(coding: Coding, others: ReadonlyMap<string, readonly Coding[]>, { related }: RetrievalQuery) {
  const here = others.get(coding.transcript) ?? [];
  return here.filter((other) => other !== coding && related !== undefined && stands(coding, other, related));
}

function stands(
  coding: Coding,
  other: Coding,
  { distance, relation }: { readonly relation: CodingRelation; readonly distance: number },
): boolean {
  const overlaps = coding.start < other.end && coding.end > other.start;
  if (relation === "overlaps") return overlaps;
  if (relation === "inside") return coding.start >= other.start && coding.end <= other.end;
  const gap = coding.start >= other.end ? coding.start - other.end : other.start - coding.end;
  if (relation === "follows") return coding.start >= other.end && gap <= distance;
  return overlaps || gap <= distance;
}

/** How often codes stand in transcripts of each value of an attribute: codings, and transcripts that have one. */
export interface RetrievalMatrix {
  readonly values: readonly string[];
  readonly rows: readonly {
    readonly code: CodeId;
    readonly cells: readonly { readonly codings: number; readonly transcripts: number }[];
  }[];
}

/** Crosses what was found with an attribute; transcripts without it count as an empty value. */
export function crossRetrieved(corpus: Corpus, found: readonly Retrieved[], attribute: string): RetrievalMatrix {
  const attributeOf = ({ transcript }: Coding) => corpus.attributes.get(transcript)?.[attribute] ?? "";
  const values = [...new Set(found.map(({ coding }) => attributeOf(coding)))].sort();
  const cells = new Map<string, { codings: number; transcripts: Set<string> }>();
  for (const { coding } of found) {
    const key = `${coding.code}\n${attributeOf(coding)}`;
    const cell = cells.get(key) ?? { codings: 0, transcripts: new Set<string>() };
    cell.codings += 1;
    cell.transcripts.add(coding.transcript);
    cells.set(key, cell);
  }
  const used = new Set<string>(found.map(({ coding }) => coding.code));
  const rows = corpus.codebook.codes
    .filter(({ id }) => used.has(id))
    .map(({ id }) => ({
      code: id,
      cells: values.map((value) => {
        const cell = cells.get(`${id}\n${value}`);
        return { codings: cell?.codings ?? 0, transcripts: cell?.transcripts.size ?? 0 };
      }),
    }));
  return { values, rows };
}
