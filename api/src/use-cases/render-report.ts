import type { ExportError, OutlineFinding, OutlineRefused, Pictures, Report } from "@diaoyan/exports";
import type { StudySnapshot } from "@diaoyan/instruments";
import type { RuntimeParts } from "../ports/ports.ts";
import { type Problem, problem } from "../problems.ts";

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** An outline and the state it is built from. */
interface Rendering {
  readonly file: string;
  readonly markdown: string;
  readonly mode: "draft" | "final";
  readonly snapshot: StudySnapshot;
  /** Instead of what the outline says. */
  readonly release?: "internal" | "public" | undefined;
  /** Gives the photographs of the report; without it they stand by their captions. */
  readonly picturesOf?: (report: Report) => Promise<Pictures>;
}

/** Renders an outline as .docx and .html. Throws `report.invalid` with the outline's line, `runtime.unsupported`. */
export async function renderReport(
  { text, drawPng }: Pick<RuntimeParts, "text" | "drawPng">,
  { file, markdown, mode, snapshot, release, picturesOf }: Rendering,
) {
  if (drawPng === null) {
    throw problem("runtime.unsupported", "reports cannot be built here: this runtime draws no charts", {
      remedy: "export the snapshot and build the report with the command line",
    });
  }
  const { buildReport, ExportError: Refusal, parseOutline, renderDocx, renderHtml } = await import("@diaoyan/exports");
  try {
    const report = buildReport(parseOutline(file, markdown), snapshot, { mode, text, ...(release && { release }) });
    const name = `${report.title}${snapshot.pack.study.simulated ? "（模拟数据）" : ""}`;
    const pictures = (await picturesOf?.(report)) ?? new Map();
    const docx = await renderDocx(report, { drawPng, profile: report.profile, pictures });
    const html = new TextEncoder().encode(await renderHtml(report, pictures));
    return {
      placeholders: report.placeholders,
      evidence: report.evidence.length,
      open: report.open.map(describeFinding),
      files: [
        { name: `${name}.docx`, media: docxMedia, bytes: docx },
        { name: `${name}.html`, media: "text/html; charset=utf-8", bytes: html },
      ],
    };
  } catch (error) {
    throw error instanceof Refusal ? reportProblem(error) : error;
  }
}

/** A line of 0 is no line: the file names the field of the study. */
function describeFinding({ code, file, line, directive, message, case: ofCase }: OutlineFinding) {
  const place = line === 0 ? file : `${file}:${line}${directive === "" ? "" : ` ${directive}`}`;
  return { code, place, message, ...(ofCase !== undefined && { case: ofCase }) };
}

/** Why an outline cannot be built, line by line; `of` says from which state where there are several. */
export function reportProblem(error: ExportError | OutlineRefused, of = ""): Problem {
  const findings = "findings" in error ? error.findings : [];
  const errors = findings.map(describeFinding);
  const [first = ""] = error.message.split(":\n");
  const summary = of === "" ? first : `${of}: ${first}`;
  return problem("report.invalid", summary, {
    errors: errors.length > 0 ? errors : [{ code: error.code, place: "outline", message: error.message }],
  });
}
