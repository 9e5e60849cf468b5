const closers = "[”’」』）)]*";
const asksOutright = new RegExp(`[?？]${closers}$`, "u");
/** A question a recogniser ends with a full stop (公平吗。有没有必要呢。). */
const asksFlatly = new RegExp(
  `吗[。！!.]${closers}$|(?:什么|谁|哪|怎么|多少|几[个年次]|有没有|是不是|能不能|该不该|行不行|何必|何苦).*呢[。！!.]${closers}$`,
  "u",
);
/** Tells that somebody asked (小伙子的妈妈会问，你们能评职称吗。). */
const reported = /(?<![你您])[问说道讲喊]/u;
const asksNobody = /^(?:难道|岂|何必|何苦|谁说|哪儿?能|凭什么|怎么可能)/u;
/** An invitation to speak, which stands in notes without labels (请您谈谈…). */
const invites =
  /^请问|^(?:(?:那么?|好的?|接下来|下面|最后)[，,]?)?(?:麻烦|请)(?:[您你]们?|各位|大家)?(?:再|先|也|简单|具体|详细)*(?:地)?(?:谈|说|讲|聊|介绍|举|回顾|描述|问)/u;

/** Whether a sentence asks, or asks somebody to speak, with a question mark or without. */
export function asks(sentence: string): boolean {
  const tellsOfAsking = reported.test(sentence);
  return (
    [asksOutright, asksNobody, invites].some((pattern) => pattern.test(sentence)) ||
    (asksFlatly.test(sentence) && !tellsOfAsking)
  );
}

/** Laughter and words of it: whether the sentence means what it says cannot be read off it. */
const mocking =
  /[（(【[〔][^）)】\]〕]{0,4}(?:笑|讥|讽|叹气?|摇头|撇嘴)[^）)】\]〕]{0,4}[）)】\]〕]|呵呵|哈哈|嘿嘿|[得的]很呢|可真[是会].{1,16}[啊呀哪呢]|反话|讽刺/u;

/** What the one who wrote the transcript put in: somebody breaks in, a word was not heard. */
const noted =
  /[（(【[〔][^）)】\]〕]{0,8}(?:插话|插嘴|听不[清见]|没听清|无法辨认|辨认不清|不清楚|含糊|杂音|串音|inaudible|unclear)[^）)】\]〕]*[）)】\]〕]|^[（(【[〔](?:访谈员|访员|采访[者人员]|主持人|记者|旁白|按|注)/iu;

/** Whether a sentence may mean the opposite (哈哈, 苦笑, 反话) or holds what its speaker did not say (【听不清】, 插话). */
export function isDoubtful(sentence: string): boolean {
  return mocking.test(sentence) || noted.test(sentence);
}
