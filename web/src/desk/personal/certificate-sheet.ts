import type { CallOutput, Routes } from "@diaoyan/api/contract";
import { escapeXml } from "@diaoyan/instruments";

export type Certificate = CallOutput<Routes["getPersonal"]>["erasures"][number];

/** What a sheet says beside the certificate's own contents. */
export interface SheetWords {
  readonly lang: string;
  readonly title: string;
  /** Above the title: whom the sheet comes from, and that its data are simulated where they are. */
  readonly heads: readonly string[];
  /** What was done, by label and text. */
  readonly rows: readonly (readonly [string, string])[];
  readonly note: string;
  /** Names the certificate itself, which stands below for who checks it. */
  readonly contents: string;
}

const style = `body{max-width:42rem;margin:3rem auto;padding:0 1.5rem;line-height:1.8;color:#1d2733;font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{text-align:center;font-size:1.5rem}p.head{margin:0;text-align:center}table{width:100%;border-collapse:collapse}
th,td{padding:.4rem .6rem;border:1px solid #b8c2cc;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:9em;font-weight:600}
h2{break-before:page;font-size:1.125rem}pre{font-size:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}`;

/** A certificate of erasure as one page of HTML to be read, printed and handed to the person; it loads nothing. */
export function writeCertificateSheet(certificate: Certificate, words: SheetWords): string {
  const rows = words.rows.map(
    ([label, text]) => `<tr><th scope="row">${escapeXml(label)}</th><td>${escapeXml(text)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(words.title)}</title>`,
    `<style>${style}</style></head><body>`,
    ...words.heads.map((head) => `<p class="head">${escapeXml(head)}</p>`),
    `<h1>${escapeXml(words.title)}</h1><table>${rows.join("")}</table><p>${escapeXml(words.note)}</p>`,
    `<h2>${escapeXml(words.contents)}</h2><pre>${escapeXml(JSON.stringify(certificate, null, 2))}</pre></body></html>`,
  ].join("\n");
}
