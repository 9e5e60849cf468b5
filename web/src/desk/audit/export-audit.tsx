import { type CallInput, routes } from "@diaoyan/api/contract";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { useStudy } from "../use-study.ts";

/** Hands out the entries that are shown, all pages of them, as CSV. */
export function ExportAudit({ only }: { readonly only: NonNullable<CallInput<typeof routes.exportAudit>["query"]> }) {
  const texts = useTexts().audit;
  const { id } = useStudy();
  const ask = () => client.call(routes.exportAudit, { params: { study: id }, query: only });
  return <DownloadButton label={texts.export} ask={ask} otherwise="audit.csv" />;
}
