import { expect, it } from "vitest";
import { type Certificate, writeCertificateSheet } from "./certificate-sheet.ts";

const certificate: Certificate = {
  ...{ format: "diaoyan-erasure", formatVersion: 1, id: "e1", study: "s", scope: "person", subject: "p1" },
  ...{ at: "2026-11-27T17:58:05.942Z", actor: "王<芳>", reason: "本人要求 & 书面", keys: ["k1"], hash: "ab" },
  erased: [{ kind: "contact", count: 1, sha256: ["cd"] }],
};

it("shows what was done, holds the certificate whole, and lets no text become markup", () => {
  const html = writeCertificateSheet(certificate, {
    ...{ lang: "zh-CN", title: "删除证明", heads: ["课题（模拟数据）"], note: "可核对。", contents: "证明原文" },
    rows: [["操作人", certificate.actor]],
  });
  expect(html).toContain('<th scope="row">操作人</th><td>王&lt;芳&gt;</td>');
  expect(html).toContain("课题（模拟数据）");
  expect(html).not.toMatch(/<script|src=|href=/);
  const held = /<pre>([\s\S]*)<\/pre>/.exec(html)?.[1] ?? "";
  const marks: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  const text = held.replaceAll(
    /&(lt|gt|amp|quot|apos|#39|#34);/g,
    (all, name: string) => marks[name] ?? (all === "&#39;" ? "'" : '"'),
  );
  expect(JSON.parse(text)).toEqual(certificate);
});
