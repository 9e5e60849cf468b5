import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brandAs, makeTranscript, seededRandom, type TranscriptId } from "@diaoyan/instruments";
import { openSqlite3 } from "../../api/src/storage/sqlite3.node.ts";
import { openStores } from "../../api/src/storage/stores/open-stores.ts";
import { searchTranscripts } from "../../api/src/use-cases/search-transcripts.ts";
import type { BenchLine } from "./bench-line.ts";

const transcripts = 1_000;
const characters = 20_000;
const bencher = { id: "bench", name: "bench", email: "" };
const tries = 5;
const at = "2026-01-01T00:00:00.000Z";
const words = [
  ..."天津 科技 人才 评价 改革 试点 单位 论文 代表作 职称 评审 专家 周期 经费 平台 团队 青年 高校 院所 企业 我们 觉得 现在 以前".split(
    " ",
  ),
];

function makeText(random: () => number): string {
  let text = "";
  while (text.length < characters) {
    const turn = Array.from({ length: 100 }, () => words[Math.floor(random() * words.length)]).join("");
    text += `${text === "" ? "访谈员" : "受访者"}：${turn}。\n`;
  }
  return text;
}

/** Milliseconds of searching 1,000 transcripts: a common word in the other script, two words, and one that is nowhere. */
export async function benchSearch(): Promise<readonly BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-bench-"));
  const gateway = await openSqlite3(join(folder, "diaoyan.sqlite"), join(import.meta.dirname, "../../api/migrations"));
  try {
    const stores = openStores(gateway, { now: () => at } as never);
    const row = { document: "{}", simulated: 1, mainland_personal_information: 0, created_at: at };
    await gateway.db
      .insertInto("studies")
      .values({ id: "s", ...row })
      .execute();
    const random = seededRandom(1);
    for (let place = 0; place < transcripts; place += 1) {
      const id = brandAs<TranscriptId>(`t${String(place).padStart(4, "0")}`);
      const made = makeTranscript({ id, revision: 1, session: null, title: id, raw: makeText(random) });
      await stores.journal.commit("s", { actor: "tester", action: "test", subject: "" }, [
        stores.transcripts.add("s", made, characters, at),
      ]);
    }
    const lines: BenchLine[] = [];
    for (const query of ["職稱", "论文 周期", "查无此词"]) {
      const times: number[] = [];
      for (let one = 0; one < tries; one += 1) {
        const started = performance.now();
        await searchTranscripts(stores, bencher, { study: "s", query });
        times.push(performance.now() - started);
      }
      const value = times.sort((a, b) => a - b)[Math.floor(tries / 2)] ?? 0;
      lines.push({
        name: `search ${transcripts} transcripts for ${query}`,
        value,
        unit: "ms",
        budget: { atMost: 300 },
      });
    }
    return lines;
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true });
  }
}
