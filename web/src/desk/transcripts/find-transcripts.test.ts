import { expect, it } from "vitest";
import { findTranscripts } from "./find-transcripts.ts";

const of = (id: string, title: string) => ({ id, title, session: id, revision: 1, characters: 1, codings: 0 });
const all = [of("T4-I01", "某高校人事处访谈"), of("T4-I02", "某医院座谈"), of("T4-I03", "某高校青年教师访谈")];
const found = (typed: string) => findTranscripts(all, typed, ({ session }) => session ?? "").map(({ id }) => id);

it("finds transcripts by words of their title in either script and by the number of their session", () => {
  expect(found("高校 訪談")).toEqual(["T4-I01", "T4-I03"]);
  expect(found("t4-i02")).toEqual(["T4-I02"]);
  expect(found("医院 青年")).toEqual([]);
  expect(found(" ")).toHaveLength(3);
});
