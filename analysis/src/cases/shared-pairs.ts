/** Characters of words that join or point: a pair with one of them says nothing of a topic. */
const common = new Set(
  "的了是在我们你您他她它这那有也都就还不没要会能可以和与对把被让很太更最再又才只个一说些到来去上下里大多少",
);

const han = /^\p{Script=Han}{2}$/u;

/** Pairs of neighbouring Han characters without function words: what a sentence is about, where no segmenter is at hand. */
export function topicPairs(sentence: string): ReadonlySet<string> {
  const characters = [...sentence];
  const pairs = characters.slice(1).map((character, place) => `${characters[place]}${character}`);
  return new Set(pairs.filter((pair) => han.test(pair) && ![...pair].some((one) => common.has(one))));
}

/** How many such pairs two sentences share. */
export function sharedPairs(one: string, other: string): number {
  const pairs = topicPairs(other);
  return [...topicPairs(one)].filter((pair) => pairs.has(pair)).length;
}
