import { expect, it } from "vitest";
import { readAudit } from "./audit-dependencies.ts";

it("D8 fails for grave findings and says how to mend them", () => {
  const report = {
    auditReportVersion: 2,
    vulnerabilities: {
      "left-pad": { severity: "moderate", range: "*", via: [], fixAvailable: false },
      sheet: {
        severity: "high",
        range: "<2.0.1",
        via: [{ title: "Prototype pollution", url: "https://github.com/advisories/GHSA-x" }],
        fixAvailable: { name: "sheet", version: "2.0.1" },
      },
      reader: { severity: "critical", range: "1.x", via: ["sheet"], fixAvailable: false },
    },
  };
  expect(readAudit(JSON.stringify(report))).toEqual({
    problems: [
      "sheet <2.0.1 (high): Prototype pollution https://github.com/advisories/GHSA-x. update sheet to 2.0.1",
      expect.stringContaining("reader 1.x (critical): through sheet. no release mends it yet"),
    ],
  });
  expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }))).toEqual({ problems: [] });
});

it("skips with the reason where the registry cannot be asked", () => {
  expect(readAudit(JSON.stringify({ message: "405 Method Not Allowed", statusCode: 405 }))).toEqual({
    skipped: "405 Method Not Allowed",
  });
  expect(readAudit("npm error network ENOTFOUND\nmore")).toEqual({ skipped: "npm error network ENOTFOUND" });
  expect(readAudit("")).toEqual({ skipped: "npm gave no answer" });
});
