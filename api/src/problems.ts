import type { ProblemBody } from "./contract/index.ts";

type Details = NonNullable<ProblemBody["errors"]>;

/** Every problem the API can answer: stable code → HTTP status and Chinese title. Retired codes stay reserved. */
export const problemCatalogue = {
  "request.malformedJson": { status: 400, title: "请求内容不是有效的 JSON" },
  "request.invalid": { status: 400, title: "请求内容有误" },
  "request.mediaType": { status: 415, title: "请求内容的类型不受支持" },
  "request.tooLarge": { status: 413, title: "请求内容过大" },
  "request.aborted": { status: 400, title: "请求内容没有传完" },
  "request.timeout": { status: 408, title: "请求内容传送超时" },
  "request.foreignOrigin": { status: 403, title: "请求来自其他网站" },
  "route.notFound": { status: 404, title: "没有这个地址" },
  "route.methodNotAllowed": { status: 405, title: "该地址不支持此操作" },
  "access.signIn": { status: 401, title: "请先登录" },
  "access.role": { status: 403, title: "您的角色没有此项权限" },
  "access.operator": { status: 403, title: "只有系统管理员或课题负责人可以新建课题" },
  "auth.refused": { status: 401, title: "登录邮箱或密码不正确" },
  "auth.tooManyAttempts": { status: 429, title: "登录尝试过于频繁" },
  "auth.invalid": { status: 400, title: "账号信息有误" },
  "link.invalid": { status: 404, title: "链接无效、已使用或已过期" },
  "link.emailMissing": { status: 400, title: "首次设置需要填写邮箱" },
  "study.notFound": { status: 404, title: "没有这个课题" },
  "study.unfilled": { status: 409, title: "课题配置中还有待填写的内容" },
  "study.simulated": { status: 409, title: "课题已有数据，模拟标记不能更改" },
  "notice.unversioned": { status: 409, title: "知情同意书已改动但版本号未变" },
  "study.residency": { status: 403, title: "含境内个人信息的课题不能在此环境运行" },
  "pack.invalid": { status: 422, title: "课题包有误" },
  "questionnaire.notFound": { status: 404, title: "没有这份问卷" },
  "questionnaire.invalid": { status: 422, title: "问卷有误" },
  "questionnaire.unchanged": { status: 409, title: "这一稿已经发布" },
  "questionnaire.published": { status: 409, title: "问卷已发布过，不能删除" },
  "version.notFound": { status: 404, title: "没有这个问卷版本" },
  "version.closed": { status: 409, title: "该问卷版本已关闭" },
  "collector.notFound": { status: 404, title: "没有这个填答链接" },
  "collector.notYetOpen": { status: 409, title: "填答尚未开始" },
  "collector.closed": { status: 409, title: "填答已经结束" },
  "collector.wrongVersion": { status: 409, title: "问卷版本与链接不符" },
  "collector.noDrafts": { status: 409, title: "公开链接不在服务器上保存草稿，内容仍在您的设备上" },
  "collector.window": { status: 400, title: "填答起止时间有误" },
  "collector.notSplit": { status: 400, title: "这份问卷没有划分模块" },
  "collector.noticeMode": { status: 400, title: "知情同意书与身份方式不一致" },
  "collector.invitedAnonymous": { status: 400, title: "匿名填答不能使用个人邀请" },
  "invitation.needed": { status: 403, title: "这份问卷只对受邀者开放" },
  "invitation.unknown": { status: 404, title: "邀请链接无效或已更换" },
  "invitation.used": { status: 409, title: "这份邀请已用于提交" },
  "invitation.response": { status: 400, title: "答卷编号与邀请不符" },
  "invitation.openCollector": { status: 409, title: "公开链接不需要个人邀请" },
  "response.invalid": { status: 422, title: "答卷有误" },
  "response.notFound": { status: 404, title: "没有这份答卷" },
  "response.conflict": { status: 409, title: "同一编号的答卷内容不同" },
  "response.withdrawn": { status: 410, title: "这份答卷已撤回" },
  "response.notice": { status: 409, title: "知情同意书版本不符" },
  "modules.missing": { status: 422, title: "答卷没有说明分配到的模块" },
  "modules.forged": { status: 403, title: "模块不是由系统分配的" },
  "modules.notSplit": { status: 422, title: "这个链接询问全部题目" },
  "response.idKind": { status: 400, title: "答卷编号的种类不符" },
  "personal.erased": { status: 410, title: "此人的信息已删除，不能再写入" },
  "roster.personInvalid": { status: 422, title: "人员信息有误" },
  "roster.personNotFound": { status: 404, title: "名册中没有这个人，可能已被删除" },
  "roster.likelyTwin": { status: 409, title: "名册中已有可能是同一人的记录" },
  "roster.unitNotFound": { status: 404, title: "名册中没有这个单位" },
  "roster.unitExists": { status: 409, title: "名册中已有同名单位" },
  "roster.unitInUse": { status: 409, title: "单位下还有人员或计划，不能删除" },
  "roster.sample": { status: 409, title: "无法抽样" },
  "roster.sampleNotFound": { status: 404, title: "没有这次抽样" },
  "plan.invalid": { status: 422, title: "计划有误" },
  "plan.begun": { status: 409, title: "这项计划已经开始，不能删除" },
  "plan.notFound": { status: 404, title: "没有这项计划" },
  "quota.invalid": { status: 422, title: "配额方案有误" },
  "quota.belowCount": { status: 409, title: "限额低于已回收的数量" },
  "quota.cellFull": { status: 409, title: "该配额格已满" },
  "quota.linkFull": { status: 409, title: "该链接的名额已满" },
  "paper.batchNotFound": { status: 404, title: "没有这个纸质问卷批次" },
  "paper.formNotFound": { status: 404, title: "这个批次里没有这份问卷" },
  "paper.duplicate": { status: 409, title: "这个问卷编号已在另一批次录入" },
  "paper.taken": { status: 409, title: "这份问卷正由他人录入" },
  "paper.samePerson": { status: 409, title: "两遍录入须由不同的人完成" },
  "paper.entered": { status: 409, title: "这份问卷已经录完" },
  "paper.unfinished": { status: 422, title: "录入还没有完成" },
  "paper.notReady": { status: 409, title: "两遍录入都完成后才能比对" },
  "paper.invalid": { status: 422, title: "录入内容与问卷不符" },
  "letter.notFound": { status: 404, title: "课题没有调研函模板" },
  "letter.unfilled": { status: 409, title: "调研函中还有待填写的内容" },
  "letter.invalid": { status: 422, title: "调研函的收函单位名单有误" },
  "ledger.fileDamaged": { status: 409, title: "佐证附件缺失或已损坏" },
  "import.invalid": { status: 422, title: "导入的文件与问卷不符" },
  "import.conflict": { status: 409, title: "这个文件已按另一种对应关系导入过" },
  "file.unreadable": { status: 422, title: "文件无法读取" },
  "spreadsheet.invalid": { status: 422, title: "表格文件无法读取" },
  "receipt.unknown": { status: 404, title: "回执或撤回码不正确" },
  "session.notFound": { status: 404, title: "没有这条访谈记录" },
  "session.notYours": { status: 403, title: "这个场次没有指派给您" },
  "session.invalid": { status: 422, title: "访谈记录有误" },
  "attachment.notFound": { status: 404, title: "没有这个附件" },
  "attachment.notYours": { status: 403, title: "原件只对记录人和研究人员开放" },
  "attachment.tooLarge": { status: 413, title: "附件过大" },
  "attachment.media": { status: 415, title: "不接受这种附件" },
  "attachment.conflict": { status: 409, title: "同一编号的附件内容不同" },
  "attachment.chunkDamaged": { status: 422, title: "附件片段传送有误" },
  "attachment.incomplete": { status: 409, title: "附件还没有传完" },
  "attachment.damaged": { status: 422, title: "附件内容与校验码不符" },
  "attachment.purged": { status: 410, title: "录音已按保存期限销毁" },
  "attachment.ticket": { status: 403, title: "原件的打开凭证无效或已过期" },
  "attachment.range": { status: 416, title: "请求的范围超出附件" },
  "retention.invalid": { status: 422, title: "录音保存期限有误" },
  "rescue.invalid": { status: 422, title: "救援文件无法读取" },
  "meeting.noRecord": { status: 409, title: "这条记录还没有会议内容" },
  "meeting.panelIncomplete": { status: 409, title: "专家组意见还不完整" },
  "edit.conflict": { status: 409, title: "内容已被他人修改" },
  "transcript.notFound": { status: 404, title: "没有这份转写稿" },
  "transcript.invalid": { status: 422, title: "转写稿无法读取" },
  "transcript.conflict": { status: 409, title: "同一编号的转写稿内容不同" },
  "transcript.undecided": { status: 422, title: "还有待确认的去标识化位置" },
  "transcript.unplaced": { status: 409, title: "部分编码无法对应到新的文本" },
  "transcript.purged": { status: 410, title: "原始转写稿已销毁" },
  "codebook.notFound": { status: 404, title: "课题没有编码本" },
  "codebook.invalid": { status: 422, title: "编码本有误" },
  "coding.notFound": { status: 404, title: "没有这条编码" },
  "coding.invalid": { status: 422, title: "编码有误" },
  "coding.changed": { status: 409, title: "编码已被他人修改" },
  "coding.actNotFound": { status: 404, title: "没有这步操作" },
  "coding.actForgotten": { status: 410, title: "这步操作的原文已随去标识化清除，不能撤销" },
  "transcript.deidentified": { status: 409, title: "转写稿已去标识化，不能再更正文字" },
  "coding.conflict": { status: 409, title: "同一编号的编码内容不同" },
  "case.notFound": { status: 404, title: "没有这个案例" },
  "case.invalid": { status: 422, title: "案例有误" },
  "case.step": { status: 409, title: "案例流程不能这样推进" },
  "analysis.invalid": { status: 422, title: "分析请求有误" },
  "analysis.noData": { status: 409, title: "没有可供分析的数据" },
  "outline.notFound": { status: 404, title: "没有这份报告提纲" },
  "report.invalid": { status: 422, title: "报告无法生成" },
  "merge.invalid": { status: 422, title: "修改稿无法并入提纲" },
  "build.notFound": { status: 404, title: "没有这个生成文件" },
  "runtime.unsupported": { status: 501, title: "当前运行环境不支持此功能" },
  "server.busy": { status: 503, title: "服务器繁忙，请稍后重试" },
  "server.failed": { status: 500, title: "服务器出错" },
} as const;

export type ProblemCode = keyof typeof problemCatalogue;

/** A refusal that leaves the server as an RFC 9457 document. */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = "Problem";
    this.body = body;
  }
}

/** Builds a problem: `detail` says what came and where, `remedy` how to mend it, `errors` names each place. */
export function problem(
  code: ProblemCode,
  detail: string,
  more: { readonly remedy?: string; readonly errors?: Details } = {},
): Problem {
  const { status, title } = problemCatalogue[code];
  return new Problem({ type: `urn:diaoyan:problem:${code}`, title, status, code, detail, ...more });
}

/** The thing looked for, or the problem that it is not there. */
export function found<Thing>(thing: Thing | undefined, code: ProblemCode, name: string): Thing {
  if (thing === undefined) throw problem(code, `nothing here is called "${name}"`);
  return thing;
}
