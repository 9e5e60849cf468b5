import { type ProblemBody, routes } from "@diaoyan/api/contract";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { problemOf, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { type PackTexts, readPackFiles } from "./read-pack-files.ts";

/** Two hidden file inputs behind two buttons: a folder, or a zip of it. */
export function LoadPack() {
  const { studies } = useTexts();
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const load = useAction(routes.loadPack);
  const [failure, setFailure] = useState<unknown>(null);
  const [refused, setRefused] = useState<PackTexts | null>(null);
  const send = async (read: () => Promise<PackTexts>) => {
    setFailure(null);
    setRefused(null);
    let files: PackTexts = {};
    try {
      files = await read();
      const { study } = await load.mutateAsync({ body: { files } });
      await navigate(`/studies/${study}`);
    } catch (error) {
      setFailure(error);
      if (lacksShared(files, problemOf(error))) setRefused(files);
    }
  };
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    // the same files, mended, can be chosen again
    input.value = "";
    if (chosen.length > 0) void send(async () => readPackFiles(chosen));
  };
  const complete = async (files: PackTexts) => {
    const { sharedFiles } = await import("./shipped-packs.ts");
    return { ...Object.fromEntries(sharedFiles), ...files };
  };
  return (
    <>
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        multiple
        aria-label={studies.loadFolder}
        onChange={(event) => take(event.target)}
      />
      <input
        ref={zip}
        type="file"
        hidden
        accept=".zip"
        aria-label={studies.loadZip}
        onChange={(event) => take(event.target)}
      />
      <Button loading={load.isPending} onClick={() => folder.current?.click()}>
        {studies.loadFolder}
      </Button>
      <Button onClick={() => zip.current?.click()}>{studies.loadZip}</Button>
      <ProblemAlert error={failure} />
      {refused !== null && <Button onClick={() => void send(async () => complete(refused))}>{studies.complete}</Button>}
    </>
  );
}

/** Whether a pack was refused that came without the shared files beside it. */
function lacksShared(files: PackTexts, problem: ProblemBody | null): boolean {
  return problem?.code === "pack.invalid" && !Object.keys(files).some((path) => path.startsWith("common/"));
}
