/** Sentences after which what follows is planned, done elsewhere, not done, guessed, an example, or somebody's words. */
const openings: readonly RegExp[] = [
  /(?:下一步|明年|后年|今后|将来|未来|下半年|年底前|接下来).{0,12}(?:打算|准备|计划|想|要|会|将|拟)|^(?:我们)?(?:打算|准备|计划|设想|争取)/u,
  /(?:说说|讲讲|谈谈|介绍|举|拿|看看|提).{0,8}(?:别的|其他|兄弟|隔壁|外地|外省|另一家|国外|人家)/u,
  /^(?:下面|以下|接下来|后面)(?:说的|讲的)?(?:这|那)?.{0,10}(?:没|未|不|只|打算)/u,
  /打个?比方|比方说|举个?(?:假设|例子|极端)|^(?:咱们|我们)?(?:假定|设想一下|譬如说?|假设)/u,
  /[说讲念写](?:的|道|过|了)?(?:就?是)?(?:这么|这样)?(?:[讲说写]的?)?[：:](?![“"「『‘])|(?:表态|强调|宣布|承诺|传达|通知)(?:说|的是)?[：:](?![“"「『‘])/u,
];

/** Says of a figure that comes that it is a guess; holds for the next sentence only. */
const guessing =
  /(?:瞎|乱|随口|随便|粗略?地?)(?:估|猜|说|讲|编)|凭印象|印象[里中]|^我[估猜](?:一下|计|啊|的)?|可能记错|不一定准|不敢打包票|不保准/u;
const closing = /^(?:但是?|可(?!以|能)|不过|然而|结果|其实|实际|我们|咱们|我觉得|现在|目前|去年|今年|回到|说回)/u;

/**
 * For each sentence of an answer the place of the one that frames it (明年打算… 专家全部外请。院长是这么讲的：… 代表作三篇就够。),
 * its own where none does: it may stand behind that one only.
 */
export function findOpenings(sentences: readonly string[]): readonly number[] {
  let opened: number | null = null;
  return sentences.map((sentence, place) => {
    const guessed = place > 0 && isGuess(sentences[place - 1] ?? "");
    if (opened !== null && closing.test(sentence)) opened = null;
    const frame = opened ?? (guessed ? place - 1 : place);
    if (openings.some((pattern) => pattern.test(sentence))) opened ??= place;
    return frame;
  });
}

/** Whether a sentence is a guess's beginning without a figure of its own. */
function isGuess(sentence: string): boolean {
  return guessing.test(sentence) && !/\d|[一二三四五六七八九十百]+[成个名人万年]/u.test(sentence);
}
