import { routes } from "@diaoyan/api/contract";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { useStudy } from "../use-study.ts";

/** Hands out the acceptance list. */
export function ExportButton() {
  const texts = useTexts().ledger;
  const { id } = useStudy();
  const ask = () => client.call(routes.exportEvidence, { params: { study: id } });
  return <DownloadButton primary label={texts.export} note={texts.exportNote} ask={ask} otherwise="evidence.zip" />;
}
