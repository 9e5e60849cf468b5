import { joinPolicies } from "@diaoyan/analysis";
import {
  ExportError,
  projectFromCorpus,
  type QdaProject,
  renderCodedHtml,
  writeQdaCodebook,
  writeQdaProject,
  writeSegmentsDocx,
  writeSegmentsWorkbook,
} from "@diaoyan/exports";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { readSeenCorpus, type SeenPorts } from "./seen-snapshot.ts";

export const codedFormats = ["qdpx", "qdc", "xlsx", "html", "docx"] as const;
export type CodedFormat = (typeof codedFormats)[number];

const medias: Readonly<Record<CodedFormat, string>> = {
  qdpx: "application/octet-stream",
  qdc: "application/octet-stream",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  html: "text/html",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

type CodedPorts = Pick<Ports, "codingTrail" | "members" | "studies" | "journal" | "clock">;

/** What is coded, as a file: a REFI-QDA project or codebook, or the coded segments to be read. */
export async function exportCoded(
  ports: CodedPorts & SeenPorts & { readonly software: string },
  caller: Caller,
  { format, study }: { readonly study: string; readonly format: CodedFormat },
) {
  const { study: about } = found(await ports.studies.find(study), "study.notFound", study);
  const corpus = joinPolicies(await readSeenCorpus(ports, study, caller.id));
  const members = await ports.members.list(study);
  const named = corpus.codings.flatMap(({ origin }) =>
    origin.kind === "human" && origin.user.startsWith("import:")
      ? [[String(origin.user), origin.user.slice(7)] as const]
      : [],
  );
  const coders = new Map<string, string>([...named, ...members.map(({ name, user }) => [user, name] as const)]);
  const memos = await ports.codingTrail.listMemos(study);
  const project = projectFromCorpus(corpus, { name: about.title.zh, software: ports.software, coders, memos });
  const head = {
    title: `${about.title.zh}编码片段`,
    creator: about.undertaker,
    simulated: about.simulated,
    takenAt: ports.clock.now(),
  };
  const content = await write(project, format, head);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await ports.journal.commit(study, { actor: caller.id, action: "coding.export", subject: format }, []);
  return { bytes: new Uint8Array(bytes), name: `${study}-codings.${format}`, media: medias[format] };
}

function write(
  project: QdaProject,
  format: CodedFormat,
  head: Parameters<typeof writeSegmentsDocx>[1],
): Uint8Array | string | Promise<Uint8Array> {
  try {
    if (format === "qdpx") return writeQdaProject(project);
    if (format === "xlsx") return writeSegmentsWorkbook(project);
    if (format === "html") return renderCodedHtml(project, head.simulated ? "模拟数据，仅供演示，不代表真实情况" : "");
    if (format === "docx") return writeSegmentsDocx(project, head);
    const codebook = writeQdaCodebook(project);
    if (codebook === null) throw problem("codebook.empty", "the codebook has no code", { remedy: "add a code first" });
    return codebook;
  } catch (error) {
    if (error instanceof ExportError) throw problem("qda.invalid", error.message);
    throw error;
  }
}
