import { routes } from "@diaoyan/api/contract";
import type { Codebook, Transcript } from "@diaoyan/instruments";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../texts.tsx";
import { RenameTranscript } from "../transcripts/rename-transcript.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { CorrectDialog } from "./correct-dialog.tsx";
import { RulesDialog } from "./rules-dialog.tsx";
import type { CodingActions } from "./use-codings.ts";

interface Props {
  readonly transcript: Transcript;
  readonly codebook: Codebook;
  /** A policy document names no person, and has its facts on its own page. */
  readonly policy: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly actions: CodingActions;
}

/** Title of the desk, and what is done to the transcript as a whole. */
export function DeskHead({ actions, codebook, names, policy, transcript }: Props) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const [open, setOpen] = useState<"rules" | "correct" | "rename" | null>(null);
  const close = () => setOpen(null);
  const applyRules = async (codes: readonly string[]) => {
    close();
    const counted = await actions.applyRules(codes);
    if (counted !== null) void message.success(texts.coding.rulesDone(counted.added, counted.kept));
  };
  return (
    <>
      <PageHead title={transcript.title} note={texts.codingDesk.note}>
        {transcript.session !== null && (
          <Link to={`/studies/${id}/sessions/${transcript.session}`}>{texts.coding.session}</Link>
        )}
        {policy && <Link to={`/studies/${id}/policies`}>{texts.codingDesk.allPolicies}</Link>}
        {!policy && mayCall(role, routes.deidentifyTranscript) && (
          <Link to={`/studies/${id}/transcripts/${transcript.id}/deidentify`}>{texts.deidentify.open}</Link>
        )}
        {!policy && mayCall(role, routes.nameTranscript) && (
          <Button onClick={() => setOpen("rename")}>{texts.transcripts.rename}</Button>
        )}
        <Button onClick={() => setOpen("correct")}>{texts.codingDesk.correct.open}</Button>
        <Button onClick={() => setOpen("rules")}>{texts.coding.applyRules}</Button>
      </PageHead>
      {open === "rules" && (
        <RulesDialog
          study={id}
          transcript={transcript.id}
          codebook={codebook}
          onClose={close}
          onApply={(codes) => void applyRules(codes)}
        />
      )}
      {open === "rename" && <RenameTranscript transcript={transcript} onClose={close} />}
      {open === "correct" && <CorrectDialog study={id} transcript={transcript} names={names} onClose={close} />}
    </>
  );
}
