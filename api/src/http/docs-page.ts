import { escapeHtml } from "../contract/cover/write-html.ts";
import type { OpenApiDocument } from "./openapi.ts";

type Operation = OpenApiDocument["paths"][string][string];

const style = `
body { font: 15px/1.6 system-ui, "Noto Sans SC", sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1f2328 }
h2 { border-bottom: 1px solid #d0d7de; margin-top: 2.5rem }
details { border: 1px solid #d0d7de; border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem }
summary { cursor: pointer } code, pre { font-family: ui-monospace, monospace } pre { background: #f6f8fa; overflow: auto; padding: .8rem }
.method { display: inline-block; font-weight: 600; min-width: 4rem } .access { color: #59636e; float: right }`;

function showOperation(path: string, method: string, operation: Operation): string {
  const access = ([] as unknown[]).concat(operation["x-access"]).join("、");
  const { parameters, requestBody, responses } = operation;
  const detail = JSON.stringify({ parameters, requestBody, responses }, null, 2);
  return `<details id="${operation.operationId}"><summary><span class="method">${method.toUpperCase()}</span>
<code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)} <span class="access">${escapeHtml(access)}</span></summary>
<pre>${escapeHtml(detail)}</pre></details>`;
}

/** The API as one page without scripts: groups, routes, who may call, shapes. */
export function renderDocsPage(document: OpenApiDocument): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const group = operation.tags[0] ?? "";
      groups.set(group, [...(groups.get(group) ?? []), showOperation(path, method, operation)]);
    }
  }
  const sections = [...groups].map(([group, shown]) => `<h2 id="${group}">${group}</h2>${shown.join("\n")}`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Diaoyan API</title><style>${style}</style></head><body>
<h1>Diaoyan 调研 API</h1>
<p>${escapeHtml(document.info.description)}</p><p><a href="/api/openapi.json">openapi.json</a></p>
${sections.join("\n")}
</body></html>`;
}
