import { describeForm, textIn } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import type { ExportedFile } from "./exports.ts";

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The newest published version of a questionnaire as an A4 form. Throws `questionnaire.notFound`. */
export async function exportPaperForm(
  ports: Pick<Ports, "studies" | "questionnaires">,
  { study, questionnaire }: { readonly study: string; readonly questionnaire: string },
): Promise<ExportedFile> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const versions = await ports.questionnaires.listVersions(study, questionnaire);
  const version = found(
    versions.findLast(({ status }) => status === "published"),
    "questionnaire.notFound",
    `${questionnaire} (published)`,
  );
  const { renderForm } = await import("@diaoyan/exports");
  const { simulated, undertaker, title } = document.study;
  const bytes = await renderForm({
    title: textIn("zh", version.definition.title),
    study: textIn("zh", title),
    undertaker,
    notice: document.notice.brief,
    questions: describeForm(version.compiled),
    version: version.hash.slice(0, 8),
    simulated,
    publishedAt: version.publishedAt,
  });
  const mark = simulated ? "（模拟数据）" : "";
  return { bytes, name: `${textIn("zh", version.definition.title)}（纸质）${mark}.docx`, media: docxMedia };
}
