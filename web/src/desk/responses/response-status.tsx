import type { ResponseRecord } from "@diaoyan/instruments";
import { Tag } from "antd";
import { useTexts } from "../texts.tsx";

type Response = Pick<ResponseRecord, "status" | "flags">;

const colours = { complete: "green", late: "gold", withdrawn: "default", excluded: "red", beyond: "gold" } as const;

/** Kept beyond a quota, and nobody has decided about it: not the same as what a person took out. */
export const isBeyondQuota = ({ status, flags }: Response): boolean =>
  status === "excluded" && flags.includes("beyondQuota");

/** What a flag is called; what was seen stands in the quality review. */
function nameFlag(flag: string, words: Readonly<Record<string, string>>): string {
  const [kind = flag] = flag.split(":");
  return words[kind] ?? kind;
}

/** How a response stands. */
export function ResponseStatusTag(response: Response) {
  const texts = useTexts();
  const beyond = isBeyondQuota(response);
  return (
    <Tag color={colours[beyond ? "beyond" : response.status]}>
      {beyond ? texts.progress.totals.beyondQuota : texts.responseStatus[response.status]}
    </Tag>
  );
}

/** The flags of a response by their names. */
export function FlagTags({ flags }: Pick<Response, "flags">) {
  const texts = useTexts();
  return flags.map((flag) => (
    <Tag key={flag} color="orange">
      {nameFlag(flag, texts.flags)}
    </Tag>
  ));
}
