import { sharedPairs } from "./shared-pairs.ts";

const wrong =
  /(?:说|讲|记|搞|弄|报)错|口误|更正|纠正|收回|不准确?|不对|不属实|作废|[说讲]得?(?:太|有点|过于)?(?:绝对|夸张|夸大|满)了|不严谨|记[混岔反]|[说弄搞](?:混|岔|反|颠倒)|顺嘴|嘴瓢|算错|看错/u;
/** Narrows what was said before (前面说的不是所有科都算). */
const narrowed = /不是(?:所有|每|全部|都|人人)|不(?:全|都)(?:是|算)|只(?:算|限|指|适用|针对|有)/u;
const before = /刚才|刚刚|前面|之前|上面|方才|开头|先前|一开始/u;
const slip =
  /我(?:刚才|前面|之前)?.{0,6}(?:(?:说|讲|记|报|算|看)错了?|记[混岔反]了|[说弄搞](?:混|岔|反|颠倒|顺嘴)了|嘴瓢)|口误|^(?:说|讲|记|弄|搞)[反错混岔]了/u;
const figure = /\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]{2,}/gu;

/** Whether somebody takes back what they said earlier in the talk (刚才说的三十七人不对，我前面讲错了). */
export function takesBack(sentence: string): boolean {
  return (
    slip.test(sentence) ||
    (before.test(sentence) && (wrong.test(sentence) || (/[说讲提]/u.test(sentence) && narrowed.test(sentence))))
  );
}

/**
 * Places of the sentences of one speaker that a later one takes back, a few sentences or many questions after: those that
 * hold a number it calls wrong and share a word with it, else those it shares most words with.
 */
export function findTakenBack(sentences: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  sentences.forEach((sentence, place) => {
    if (!takesBack(sentence)) return;
    const earlier = sentences.slice(0, place).map((one) => (takesBack(one) ? "" : one));
    for (const at of findMeant(sentence, earlier)) found.add(at);
  });
  return found;
}

function findMeant(sentence: string, earlier: readonly string[]): readonly number[] {
  const shared = earlier.map((one) => sharedPairs(one, sentence));
  const wrongOnes = listWrongFigures(sentence);
  const named = earlier.flatMap((one, at) =>
    (one.match(figure) ?? []).some((n) => wrongOnes.includes(n)) ? [at] : [],
  );
  const both = named.filter((at) => (shared[at] ?? 0) > 0);
  if (named.length > 0) return both.length > 0 ? both : named;
  const most = Math.max(0, ...shared);
  return shared.flatMap((count, at) => (most > 0 && count === most ? [at] : []));
}

/** Numbers said before the word that calls them wrong, or after 不是; all where none stands so. */
function listWrongFigures(sentence: string): readonly string[] {
  const all: readonly RegExpMatchArray[] = [...sentence.matchAll(figure)];
  const end = wrong.exec(sentence)?.index ?? 0;
  const called = all.filter((match) => {
    const at = match.index ?? 0;
    return at < end || /不是.{0,4}$/u.test(sentence.slice(0, at));
  });
  return (called.length > 0 ? called : all).map(([written]) => written);
}
