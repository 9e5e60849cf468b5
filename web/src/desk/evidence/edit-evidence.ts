import type { Finding, Indicator, Recommendation } from "@diaoyan/instruments";

export interface Evidence {
  readonly indicators: readonly Indicator[];
  readonly findings: readonly Finding[];
  readonly recommendations: readonly Recommendation[];
}

function putInto<Entry extends { readonly id: string }>(list: readonly Entry[], entry: Entry): readonly Entry[] {
  return list.some(({ id }) => id === entry.id)
    ? list.map((one) => (one.id === entry.id ? entry : one))
    : [...list, entry];
}

export function putFinding(evidence: Evidence, finding: Finding): Evidence {
  return { ...evidence, findings: putInto(evidence.findings, finding) };
}

/** Without a finding; recommendations no longer answer it. */
export function dropFinding(evidence: Evidence, id: string): Evidence {
  return {
    ...evidence,
    findings: evidence.findings.filter((one) => one.id !== id),
    recommendations: evidence.recommendations.map((one) => ({
      ...one,
      findings: one.findings.filter((named) => named !== id),
    })),
  };
}

export function putRecommendation(evidence: Evidence, recommendation: Recommendation): Evidence {
  return { ...evidence, recommendations: putInto(evidence.recommendations, recommendation) };
}

export function dropRecommendation(evidence: Evidence, id: string): Evidence {
  return { ...evidence, recommendations: evidence.recommendations.filter((one) => one.id !== id) };
}

/** Without an indicator; findings no longer rest on it. */
export function dropIndicator(evidence: Evidence, id: string): Evidence {
  return {
    ...evidence,
    indicators: evidence.indicators.filter((one) => one.id !== id),
    findings: evidence.findings.map((one) => ({
      ...one,
      evidence: one.evidence.filter((named) => named !== `indicator:${id}`),
    })),
  };
}

/** The two latest single years that have figures, the earlier first. */
export function latestYears(indicators: readonly Indicator[]): readonly string[] {
  const years = indicators.map(({ year }) => year).filter((year) => /^\d{4}$/.test(year));
  return [...new Set(years)].sort().slice(-2);
}
