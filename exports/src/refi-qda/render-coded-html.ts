import { escapeHtml } from "../html/render-html.ts";
import { type CodedSegment, createSayer, listSegmentsOf } from "./list-segments.ts";
import type { QdaProject, QdaText } from "./qda-project.ts";

const style = `
:root{color-scheme:light}
body{margin:0 auto;max-width:68rem;padding:1rem;color:#1f2428;font:1rem/1.8 "Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;overflow-wrap:anywhere}
h1,h2,nav,aside,.coder{font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid #c9ced4}
nav ul,aside ul{list-style:none;margin:0;padding:0}
.line{display:grid;grid-template-columns:minmax(0,1fr) 15rem;gap:0 1.2rem}
.line p{margin:0;min-height:1.8em;white-space:pre-wrap}
aside{font-size:.8rem;line-height:1.4;color:#3b4248}
aside li{border-left:4px solid var(--code);padding:.1rem .4rem;margin:.15rem 0}
.coder{color:#5b636b}
.mark{color:#a12622;text-align:center;margin:0}
mark{background:#fdf0c4;color:inherit}mark.deep{background:#f8dc8a}
sup{font-size:.65em;color:#5b636b}
@media(max-width:44rem){.line{grid-template-columns:1fr}aside{margin:.2rem 0 .6rem}}
@media print{body{max-width:none}}
`;

/** A coded project to be read: every text line by line, coded words marked, their codes and coders beside them; `mark` stands on top. No scripts. */
export function renderCodedHtml(project: QdaProject, mark = ""): string {
  const say = createSayer(project);
  const sections = project.sources.map((source, place) => writeSource(source, listSegmentsOf(source, say), place));
  const list = project.sources.map(({ name }, place) => `<li><a href="#s${place + 1}">${escapeHtml(name)}</a></li>`);
  const title = escapeHtml(project.name === "" ? "编码文本" : project.name);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${mark === "" ? "" : `<p class="mark">${escapeHtml(mark)}</p>\n`}<h1>${title}</h1>
<nav aria-label="材料"><ul>${list.join("")}</ul></nav>
<main>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

interface Numbered extends CodedSegment {
  readonly number: number;
}

function writeSource({ name, text }: QdaText, segments: readonly CodedSegment[], place: number): string {
  const numbered = segments.map((segment, index) => ({ ...segment, number: index + 1 }));
  const placed = numbered.filter((segment) => !segment.whole);
  let start = 0;
  const lines = text.split("\n").map((line) => {
    const letters = [...line];
    const written = writeLine(letters, start, placed);
    start += letters.length + 1;
    return written;
  });
  const whole = numbered.filter((segment) => segment.whole);
  const head = whole.length > 0 ? `<aside><ul>${whole.map(writeLabel).join("")}</ul></aside>` : "";
  return `<section id="s${place + 1}"><h2>${escapeHtml(name)}</h2>${head}\n${lines.join("\n")}\n</section>`;
}

/** One line of a text; `start` is where it begins in the text. */
function writeLine(letters: readonly string[], start: number, segments: readonly Numbered[]): string {
  const end = start + letters.length;
  const here = segments.filter((one) => one.start <= end && Math.max(one.end, one.start + 1) > start);
  if (here.length === 0) return `<div class="line"><p>${escapeHtml(letters.join(""))}</p></div>`;
  const cuts = here.flatMap((one) => [Math.max(one.start, start), Math.min(one.end, end)]);
  const edges = [...new Set([start, end, ...cuts])].sort((a, b) => a - b);
  const runs = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? start;
    const words = escapeHtml(letters.slice(from - start, to - start).join(""));
    const covering = here.filter((one) => one.start <= from && one.end >= to);
    const signs = here.filter((one) => one.start === from).map(({ number }) => `<sup>${number}</sup>`);
    if (covering.length === 0) return `${signs.join("")}${words}`;
    const depth = covering.length > 1 ? ' class="deep"' : "";
    return `${signs.join("")}<mark${depth} title="${escapeHtml(covering.map(({ code }) => code).join("；"))}">${words}</mark>`;
  });
  const labels = here.filter((one) => one.start >= start).map(writeLabel);
  const beside = labels.length > 0 ? `<aside><ul>${labels.join("")}</ul></aside>` : "";
  return `<div class="line"><p>${runs.join("")}</p>${beside}</div>`;
}

function writeLabel({ number, code, color, coder, memo, comment }: Numbered): string {
  const who = coder === "" ? "" : ` <span class="coder">${escapeHtml(coder)}</span>`;
  const note = [memo, comment].map((text) => (text === "" ? "" : `<br>${escapeHtml(text)}`)).join("");
  return `<li style="--code:${color ?? "#8a939b"}"><b>${number}</b> ${escapeHtml(code)}${who}${note}</li>`;
}
