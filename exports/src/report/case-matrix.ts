import type { CaseSummary, Coding } from "@diaoyan/analysis";
import type { Code, CodeId, Session } from "@diaoyan/instruments";
import type { ReportState } from "./report-state.ts";

/** Most themes a table of a page's width holds. */
const mostThemes = 8;

/**
 * Cases against themes, with kind of unit and region: how many sentences of each case rest on codings of a theme, a theme
 * being a code without a parent. Left out where no sentence of any case is coded.
 */
export function addCaseMatrix(state: ReportState, cases: readonly CaseSummary[]): void {
  const { codebook, sessions } = state.snapshot;
  const themeOf = rootFinder(codebook.codes);
  const counts = new Map(cases.map((one) => [one, countThemes(state, one, themeOf)]));
  const used = new Set([...counts.values()].flatMap((themes) => [...themes.keys()]));
  const themes = codebook.codes.filter(({ id, parent }) => parent === null && used.has(id)).slice(0, mostThemes);
  if (themes.length === 0) return;
  const sites = new Map(sessions.map((session) => [session.id as string, session.site]));
  const header = ["案例", "单位类型", "地区", ...themes.map(({ name }) => name)];
  const body = cases.map((one) => {
    const { unitType, region } = placeOf(one, sites.get(one.session ?? ""), state.snapshot.pack.study.region);
    const cells = themes.map(({ id }) => String(counts.get(one)?.get(id) ?? "—"));
    return [one.title, unitType, region, ...cells].map((text) => ({ text }));
  });
  state.addTable({
    caption: "案例主题矩阵",
    header: [header.map((text) => ({ text }))],
    body,
    note: "数字为该案例中有该主题编码依据的语句数；“—”表示没有。执笔人自撰的语句不计。",
  });
}

function placeOf({ attributes }: CaseSummary, site: Session["site"] | undefined, region: string) {
  const district = site === undefined || site.district === "" ? undefined : nameRegion(site.district, region);
  return { unitType: attributes["单位类型"] ?? site?.unitType ?? "—", region: attributes["地区"] ?? district ?? "—" };
}

/** A district of the study's own region under its name; a place elsewhere (外省市, 河北省) as it is. */
function nameRegion(district: string, region: string): string {
  return /[外省市]/u.test(district) ? district : `${region}${district}`;
}

function rootFinder(codes: readonly Code[]): (code: CodeId) => CodeId {
  const parents = new Map(codes.map(({ id, parent }) => [id, parent]));
  return (code) => {
    let root = code;
    for (let parent = parents.get(root); parent; parent = parents.get(root)) root = parent;
    return root;
  };
}

/** Sentences by theme; one that bears two themes counts for both. */
function countThemes(
  { codings, snapshot: { policies = [] } }: ReportState,
  { sections }: CaseSummary,
  themeOf: (code: CodeId) => CodeId,
): ReadonlyMap<CodeId, number> {
  const counts = new Map<CodeId, number>();
  const all = [...codings, ...policies.flatMap((policy) => policy.codings as unknown as readonly Coding[])];
  for (const { source } of sections.flatMap(({ sentences }) => sentences)) {
    if (source === null) continue;
    const on = all.filter(
      ({ transcript, start, end }) => transcript === source.transcript && start < source.end && end > source.start,
    );
    for (const theme of new Set(on.map(({ code }) => themeOf(code)))) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  }
  return counts;
}
