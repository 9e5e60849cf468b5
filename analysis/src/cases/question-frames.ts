import { codePointLength } from "@diaoyan/instruments";
import { sharedPairs } from "./shared-pairs.ts";

const whatIsNot =
  /(?:哪|什么|啥)[^，。？?]{0,14}(?:没|未|不)(?:有|能|曾|会|该|应该?|用|宜)?(?:改|做|落|实|推|变|动|成|兑现|执行)|(?:没|未)(?:有|能)?(?:改|做|落实|推|实现|办|兑现|执行)(?:成|到|好|完|掉|开|动)?的/u;
const whatOthersSay =
  /(?:反对|不同意|不赞成|有意见|抵触|怀疑|质疑|批评|别人|人家|外面|外界|外头|社会上|网上|他们)[^，。？?]{0,10}(?:怎么|咋|什么)(?:样)?(?:说|讲|看|想|评价|评论|抱怨|吐槽|反映|传|议论|理由|意见)|(?:同事|同行|群众|青年人?|年轻人|老师|大家)们?[^，。？?]{0,6}(?:什么|哪些)(?:怨言|抱怨|意见|不满|看法|反映|牢骚)/u;
/** What was promised, heard, feared or not agreed with. */
const whatIsSaid =
  /(?:承诺|答应|许诺|表态|听说|听到|听过|传言|传闻|说法|谣言|议论|指责|批评|担心|害怕|顾虑|忧虑|认同)[^，。？?]{0,10}(?:什么|哪|啥|吗)|(?:哪|什么|啥)[^，。？?]{0,10}(?:承诺|答应|许诺|传言|传闻|说法|谣言|议论|指责|批评|担心|顾虑|忧虑)/u;
const elsewhere =
  /(?:别的|其他|兄弟|隔壁|外地|外省|国外|上一家|前一家|原来那个|待过的|原|前)[^，。？?]{0,10}(?:单位|学校|院|所|企业|公司|地方|省|城市|医院|室|系|国家)[^，。？?]{0,8}(?:怎么|如何|什么|咋)/u;
const abroad =
  /(?:国外|境外|海外|外省|外地|邻省|兄弟单位|友邻|同行们?|别人|人家|他们)[^，。？?]{0,8}(?:怎么|如何|咋|什么)/u;
const onPaper =
  /(?:文件|政策|制度|规定|方案|章程|合同|协议|通知|这份|稿)[^，。？?]{0,8}(?:写了?|规定了?|要求了?|提了|说了|列了|约定了?)[^，。？?]{0,6}(?:哪|什么|啥)|(?:文件|政策|制度|规定|方案|章程|合同|红头)(?:上|里|中|本身)?(?:是|都|原来)*(?:怎么|如何|什么|咋)(?:样)?(?:规定|写|说|要求|定)/u;
const imagined =
  /(?:换了?|换作|换成|假使)是?[您你]|[让由请][您你](?:来)?(?:定|选|设计|当|拍板)|理想(?:的|中|状态)|(?:应该|应当|该)(?:是)?(?:怎么|如何|什么样)|怎样才[算好]/u;

const before =
  /(?:改革|改|调整|新办法|在这|这)(?:之|以)?前|(?:以前|原来|过去|早先|从前|当时|那时候?|当年|当初|最初|起初|一开始)[^，。？?]{0,14}(?:怎么|如何|什么|咋|情况|哪)/u;
const wished =
  /建议|准备(?:做|怎么|推|改|搞)|规划|希望|期待|期盼|盼|最想|设想|打算|计划|下一步|今后|将来|未来|接下来|还想|想要/u;

/** What a question makes of its answer where that does not say so itself. */
export type QuestionFrame = "undone" | "others" | "elsewhere" | "paper" | "imagined" | "not-now";

const frames: readonly (readonly [QuestionFrame, RegExp])[] = [
  ["undone", whatIsNot],
  ["others", whatOthersSay],
  ["others", whatIsSaid],
  ["elsewhere", elsewhere],
  ["elsewhere", abroad],
  ["paper", onPaper],
  ["imagined", imagined],
  ["not-now", before],
  ["not-now", wished],
];

/** Asks to compare, or for the reason of a fact, so that its answer is of what is. */
const ofFacts = /之后|以后|前后|现在|不一样|差别|变化|为什么|原来打算|原先打算/u;

/** How a question frames what its answer says (哪些没改成？文件上怎么写？改革以前怎么评？); null where it asks for facts. */
export function frameOf(question: string): QuestionFrame | null {
  const frame = frames.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
  return frame === "not-now" && ofFacts.test(question) ? null : frame;
}

/** Words by which a sentence tells its frame itself, or that it has left it. */
const ownFrame: Readonly<Record<QuestionFrame, RegExp>> = {
  undone: /没|未|不|还|仍|照旧|依旧|老样子|我们|咱们|现在|目前|已经|去年|今年/u,
  others: /[说讲]|觉得|认为|担心|怕|他们?|有人|大家|我|反对/u,
  elsewhere: /我们|咱们|我|他们?|人家|那边|那里|那儿|别的|其他|兄弟|隔壁|外地|外省|国外/u,
  paper: /规定|文件|[写没未]|我们|咱们|实际|要求的/u,
  imagined: /应该|应当|要是|如果|[会想]|现在|目前|没/u,
  "not-now":
    /以前|原来|过去|那时|当时|当年|改革前|改之前|早先|从前|[〇零一二三四五六七八九\d]{2,4}年|去年|今年|前年|明年|现在|目前|已经|后来|应该|应当|希望|建议|能不能|要是|如果|最好|打算|准备|计划|将来|以后|[会将]/u,
};

/** Whether a sentence tells itself of whom or of when it is, so that it needs no question to be understood rightly. */
export function tellsItsFrame(sentence: string, frame: QuestionFrame): boolean {
  return ownFrame[frame].test(sentence);
}

const verdict =
  /^(?:没有?|有|不是|是的?|会|不会|能|不能|可以|不可以|做了|取消了|改了|算|不算|够|不够|要|不要|看|不看|都有|也有|当然有|反而|从来|一直|差不多|主要是|因为|为了|由于)(?:[，,。是没都不]|(?<=因为|为了|由于))/u;
const choice = /^(?:[前后]一[种个样]|[前后]者|第[一二三][种个]|都不是|两[样种者]都)[，,。是]/u;
const longestVerdict = 24;

/** Whether the first sentence of an answer says nothing without its question (门槛降了吗？没有，反而提高了一大截。). */
export function needsQuestion(first: string, question: string): boolean {
  if (choice.test(first)) return true;
  return verdict.test(first) && codePointLength(first) <= longestVerdict && sharedPairs(first, question) === 0;
}
