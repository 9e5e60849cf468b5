interface Listed {
  readonly name: string;
  readonly versions: readonly { readonly responses: number }[];
}

/** The published questionnaire with most responses over its versions, the first of equals: what a page of figures opens with. */
export function findMostAnswered(questionnaires: readonly Listed[]): string | undefined {
  const published = questionnaires.filter(({ versions }) => versions.length > 0);
  return published.toSorted((a, b) => answersOf(b) - answersOf(a))[0]?.name;
}

function answersOf({ versions }: Listed): number {
  return versions.reduce((sum, { responses }) => sum + responses, 0);
}
