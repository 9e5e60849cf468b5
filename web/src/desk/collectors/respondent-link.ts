/** Address of a collector's page for respondents. */
export function respondentLink(collector: string): string {
  return `${location.origin}/s/${collector}`;
}
