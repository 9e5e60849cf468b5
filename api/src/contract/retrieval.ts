import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const codeIds = z.array(z.string().max(100)).max(2_000);
const name = z.string().max(50);

const searchHit = z.object({
  start: z.number(),
  end: z.number(),
  speaker: z.string(),
  at: z.number().nullable(),
  before: z.string(),
  quote: z.string(),
  after: z.string(),
});
const searchResult = z.object({
  transcript: z.string(),
  title: z.string(),
  count: z.number(),
  hits: z.array(searchHit),
});
export type SearchResultLine = z.infer<typeof searchResult>;

const matrix = z.object({
  values: z.array(z.string()),
  rows: z.array(
    z.object({ code: z.string(), cells: z.array(z.object({ codings: z.number(), transcripts: z.number() })) }),
  ),
});
export type RetrievalMatrixLine = z.infer<typeof matrix>;

const verdict = z.object({
  source: z.string(),
  verdict: z.enum(["quote", "neighbours", "same", "assumed", "moved", "differs", "cut", "empty", "outside"]),
  words: z.string(),
  /** Where it stands once it is imported; null where it was not kept. */
  at: z.object({ transcript: z.string(), start: z.number(), end: z.number() }).nullable(),
});
const qdaSummary = z.object({
  stored: z.boolean(),
  codes: z.object({ added: z.number(), known: z.number() }),
  transcripts: z.object({ added: z.number(), known: z.number() }),
  codings: z.object({ added: z.number(), known: z.number() }),
  memos: z.object({ added: z.number(), known: z.number() }),
  verdicts: z.record(z.string(), z.number()),
  /** Coding by coding, at most 1,000: those worth a look (moved, differing, assumed, cut, empty or outside) first. */
  places: z.array(verdict),
  findings: z.array(
    z.object({
      kind: z.enum(["lost", "changed", "note"]),
      code: z.string(),
      what: z.string(),
      /** In Chinese. */
      title: z.string(),
      /** The particulars in Chinese, where the title does not say all. */
      detail: z.string().optional(),
      /** The whole in English. */
      message: z.string(),
    }),
  ),
});
export type QdaSummaryLine = z.infer<typeof qdaSummary>;
export type QdaFindingLine = QdaSummaryLine["findings"][number];

/** Routes of search, retrieval and exchange of codings. */
export const retrievalRoutes = {
  searchTranscripts: defineRoute({
    id: "searchTranscripts",
    group: "transcripts",
    summary: "Places where words stand; traditional and simplified characters are one",
    method: "get",
    path: "/api/studies/{study}/search",
    access: allow("transcripts.read"),
    audits: "transcript.search",
    params: studyParams,
    query: z.object({ query: z.string().min(1).max(200), from: z.coerce.number().int().min(0).optional() }),
    response: z.object({ transcripts: z.number(), results: z.array(searchResult) }),
    status: 200,
  }),
  /** `by` is an attribute the result is crossed with. At most 200 codings from `from` on. */
  retrieveCodings: defineRoute({
    id: "retrieveCodings",
    group: "coding",
    summary: "Codings by code, relation to other codes, attributes, modifiers and coder",
    method: "post",
    path: "/api/studies/{study}/retrieval",
    access: allow("coding.do"),
    audits: "coding.retrieve",
    params: studyParams,
    body: z.strictObject({
      codes: codeIds.optional(),
      related: z
        .strictObject({
          relation: z.enum(["overlaps", "inside", "near", "follows"]),
          codes: codeIds.min(1),
          distance: z.number().int().min(0).max(10_000),
          without: z.boolean().optional(),
        })
        .optional(),
      attributes: z.record(name, z.array(z.string().max(200)).max(200)).optional(),
      modifiers: z.record(name, name).optional(),
      humanOnly: z.boolean().optional(),
      coder: z.string().max(100).optional(),
      by: name.optional(),
      from: z.number().int().min(0).optional(),
    }),
    response: z.object({
      total: z.number(),
      transcripts: z.number(),
      found: z.array(z.object({ coding: json, title: z.string(), related: z.array(json) })),
      matrix: matrix.nullable(),
      attributes: z.record(z.string(), z.array(z.string())),
      coders: z.record(z.string(), z.string()),
    }),
    status: 200,
  }),
  /** Body: a .qdpx or .qdc. Without `act` nothing changes and the answer says what would. */
  importQda: defineRoute({
    id: "importQda",
    group: "exchange",
    summary: "Bring a REFI-QDA project or codebook into the study, with a verdict on every coding",
    method: "post",
    path: "/api/studies/{study}/qda",
    access: allow("coding.do"),
    params: studyParams,
    query: z.object({ format: z.enum(["qdpx", "qdc"]), act: uuid.optional() }),
    bodyMedia: "application/octet-stream",
    response: qdaSummary,
    status: 200,
  }),
  exportCoded: defineRoute({
    id: "exportCoded",
    group: "exchange",
    summary: "What is coded as .qdpx, .qdc, .xlsx, .html or .docx",
    method: "get",
    path: "/api/studies/{study}/coded/{format}",
    access: allow("data.export"),
    audits: "coding.export",
    params: studyParams.extend({ format: z.enum(["qdpx", "qdc", "xlsx", "html", "docx"]) }),
    responseMedia: "application/octet-stream",
    status: 200,
  }),
};
