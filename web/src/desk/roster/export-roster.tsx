import { routes } from "@diaoyan/api/contract";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { useStudy } from "../use-study.ts";

/** Hands out the roster as a workbook. */
export function ExportRoster() {
  const texts = useTexts().roster;
  const { id } = useStudy();
  const ask = () => client.call(routes.exportRoster, { params: { study: id } });
  return <DownloadButton label={texts.export} ask={ask} otherwise="roster.xlsx" />;
}
