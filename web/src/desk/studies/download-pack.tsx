import { adaptStudy } from "@diaoyan/instruments";
import { Button, Form } from "antd";
import { useTexts } from "../texts.tsx";
import { saveFile } from "../ui/save-file.ts";
import type { NewStudyFields } from "./suggest-basics.ts";

/** The files the study would start from, to be changed and loaded: notice, obligations, guides and outlines are in them. */
export function DownloadPack() {
  const { studies } = useTexts();
  const form = Form.useFormInstance<NewStudyFields>();
  const chosen = Form.useWatch("pack", form);
  const download = async () => {
    const { pack, ...basics } = form.getFieldsValue();
    const [{ readShippedPack }, { strToU8, zipSync }] = await Promise.all([
      import("./shipped-packs.ts"),
      import("fflate"),
    ]);
    const files = [...adaptStudy(readShippedPack(pack), basics)].map(([path, text]) => [path, strToU8(text)] as const);
    saveFile(`${basics.id}.zip`, new Blob([new Uint8Array(zipSync(Object.fromEntries(files)))]));
  };
  return (
    <p className="note">
      {studies.downloadNote}
      <Button type="link" size="small" disabled={chosen === undefined} onClick={() => void download()}>
        {studies.download}
      </Button>
    </p>
  );
}
