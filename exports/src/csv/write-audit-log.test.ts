import { expect, it } from "vitest";
import { writeAuditLog } from "./write-audit-log.ts";

it("writes entries with their hashes, and disarms what a spreadsheet would run", () => {
  const entry = { seq: 1, at: "2026-11-27T00:00:00.000Z", actor: "a", action: "response.invalid" };
  const hashes = { previous: "0".repeat(64), hash: "f".repeat(64) };
  const text = writeAuditLog([{ ...entry, ...hashes, name: "=1+1", subject: 'x: "=HYPERLINK", 甲\n乙' }]);
  const [head, ...lines] = text.split("\r\n");
  expect(head).toBe("\uFEFFseq,at,actor,name,action,subject,previous,rows,hash");
  expect(lines.join()).toContain(`,"'=1+1",response.invalid,"x: ""=HYPERLINK"", 甲\n乙",`);
  expect(writeAuditLog([])).toBe("\uFEFFseq,at,actor,name,action,subject,previous,rows,hash\r\n");
});
