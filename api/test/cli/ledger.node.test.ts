import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashBytes } from "@diaoyan/instruments";
import { unzipSync } from "fflate";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { mixedObligations, mixedSessions } from "../mixed-sessions.ts";
import { type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };
const photo = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);

/** Stores a file of a session as the attachment store does: bytes in the folder, a row beside it. */
async function attach(session: string, key: string, name: string, media: string) {
  const path = join(server.dataFolder, "blobs", key);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, photo);
  const connection = await Sqlite3Connection.open(join(server.dataFolder, "diaoyan.sqlite"), "writer", []);
  await connection.execute(
    CompiledQuery.raw(
      "insert into blobs (key, study, subject, name, media, bytes, sha256) values (?, ?, ?, ?, ?, ?, ?)",
      [key, smallStudy, session, name, media, photo.length, hashBytes(photo)],
    ),
  );
  await connection.close();
  return path;
}

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = smallPack();
  const study = (files["study.yaml"] ?? "").replace(/obligations:[\s\S]*?deliverables:/, mixedObligations);
  await lead.client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": study }, simulated: true } });
  for (const [index, session] of mixedSessions.entries()) {
    const [note] = session.notes;
    const notes =
      index === 0
        ? [note, { ...note, id: "n2", text: "敏感不得外传", sensitive: true, attachment: "f2" }]
        : session.notes;
    const sent = { ...session, notes };
    const place = { ...params, session: session.id };
    await lead.client.call(routes.saveSession, { params: place, body: { session: sent as never } });
  }
});
afterAll(() => server.close());

const at = (...args: readonly string[]) => runCli(...args, "--data-folder", server.dataFolder);
const [held, , , cancelled] = mixedSessions;

describe("ledger export and verify --package", () => {
  it("writes a package that the server hands out in the same bytes, with what may leave and no more", async () => {
    await attach(held?.id ?? "", "sessions/f1", "签到表/𠮷.png", "image/png");
    await attach(held?.id ?? "", "sessions/f2", "敏感.png", "image/png");
    await attach(held?.id ?? "", "sessions/f3", "录音.m4a", "audio/mp4");
    await attach(cancelled?.id ?? "", "sessions/f4", "取消.png", "image/png");
    const file = join(server.dataFolder, "out/清单.zip");
    const { status, err } = await at("ledger", "export", "--study", smallStudy, "--out", file);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    const bytes = new Uint8Array(await readFile(file));
    const answer = await lead.client.call(routes.exportEvidence, { params });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(Object.keys(unzipSync(bytes)).sort()).toEqual([
      "manifest.json",
      "佐证材料清单（模拟数据）.docx",
      "佐证材料清单（模拟数据）.xlsx",
      "附件/I01/签到表_𠮷.png",
    ]);
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries[0]?.action).toBe("ledger.export");
    const checked = await runCli("verify", "--package", file);
    expect(checked).toMatchObject({ status: 0, err: "" });
    expect(checked.out).toContain("whole, 3 files of small-study");
  });

  it("writes the audit log by days, and says what is no day", async () => {
    const file = join(server.dataFolder, "out/audit.csv");
    const { status, err } = await at("audit", "export", "--study", smallStudy, "--from", "2020-01-01", "--out", file);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    const [head, ...lines] = (await readFile(file, "utf8")).trimEnd().split("\r\n");
    expect(head).toBe("\uFEFFseq,at,actor,name,action,subject,previous,rows,hash");
    expect(lines.length).toBeGreaterThan(mixedSessions.length);
    const early = await at("audit", "export", "--study", smallStudy, "--to", "2020-01-01", "--out", file);
    expect(early.status).toBe(0);
    expect((await readFile(file, "utf8")).trimEnd().split("\r\n")).toHaveLength(1);
    const wrong = await at("audit", "export", "--study", smallStudy, "--from", "1. Mai", "--out", file);
    expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining("--from: expected a day")]);
  });

  it("fails naming the file when one byte changed", async () => {
    const file = join(server.dataFolder, "out/清单.zip");
    const bytes = new Uint8Array(await readFile(file));
    const place = bytes.findIndex((_, from) => photo.every((byte, offset) => bytes[from + offset] === byte));
    bytes[place + 4] = 9;
    await writeFile(file, bytes);
    const { status, out, err } = await runCli("verify", "--package", file, "--json");
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: "file.changed", file: "附件/I01/签到表_𠮷.png" }] });
    expect(err).toContain("签到表_𠮷.png");
    await writeFile(file, "no zip");
    expect(await runCli("verify", "--package", file)).toMatchObject({
      status: 1,
      err: expect.stringContaining("it is no zip file"),
    });
    expect((await runCli("verify", "--package", "/nosuch.zip")).status).toBe(2);
  });

  it("exports nothing while an attachment is not what was stored", async () => {
    const path = await attach(held?.id ?? "", "sessions/f5", "照片.png", "image/png");
    await writeFile(path, "changed");
    const { status, err } = await at("ledger", "export", "--study", smallStudy, "--out", join(server.dataFolder, "no"));
    expect(status).toBe(1);
    expect(err).toContain('the stored file "照片.png" of I01 is gone or not what was stored');
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
