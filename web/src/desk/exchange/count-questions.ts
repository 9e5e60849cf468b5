/** Elements of a survey that ask something; a matrix counts as one. */
export function countQuestions(survey: unknown): number {
  if (Array.isArray(survey)) return survey.reduce<number>((sum, item) => sum + countQuestions(item), 0);
  if (typeof survey !== "object" || survey === null) return 0;
  const { type, pages, elements } = survey as Readonly<Record<string, unknown>>;
  const asks = typeof type === "string" && !["panel", "html", "image", "expression"].includes(type);
  return (asks ? 1 : 0) + countQuestions(pages) + countQuestions(elements);
}
