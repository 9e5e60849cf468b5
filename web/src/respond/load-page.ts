import type { CollectorPage, Routes } from "@diaoyan/api/contract";

const path = "/api/public/collectors/{collector}" satisfies Routes["getCollectorPage"]["path"];

/** The page's data, or why it could not be had: no such collector, or no answer. */
export type LoadedPage =
  | { readonly kind: "page"; readonly page: CollectorPage }
  | { readonly kind: "notFound" }
  | { readonly kind: "failed" };

/** Asks for everything the respondent's page needs, in one request. */
export async function loadPage(fetchLike: typeof fetch, collector: string): Promise<LoadedPage> {
  try {
    const response = await fetchLike(path.replace("{collector}", encodeURIComponent(collector)));
    const body: unknown = await response.json();
    if (response.ok && (body as Partial<CollectorPage>).collector === collector) {
      return { kind: "page", page: body as CollectorPage };
    }
    const code = (body as { readonly code?: unknown } | null)?.code;
    return code === "collector.notFound" || code === "request.invalid" ? { kind: "notFound" } : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}
