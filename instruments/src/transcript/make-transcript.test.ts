import { expect, it } from "vitest";
import { brandAs, type TranscriptId } from "../model/ids.ts";
import { makeTranscript } from "./make-transcript.ts";

const head = { id: brandAs<TranscriptId>("t1"), revision: 1, session: null, title: "访谈一" };

it("seals the normalised text, so that line ends and byte-order mark do not change the hash", () => {
  const one = makeTranscript({ ...head, raw: "\uFEFF问：好吗？\r\n答：好。" });
  const two = makeTranscript({ ...head, raw: "问：好吗？\n答：好。" });
  expect(one).toEqual(two);
  expect(one.turns).toHaveLength(2);
  // printf '问：好吗？\n答：好。' | sha256sum
  expect(one.hash).toBe("ea503d6f8f83750c5a181076da4a48c32cf85c50f4ee9dccf1e0ea4e4d6a4370");
});
