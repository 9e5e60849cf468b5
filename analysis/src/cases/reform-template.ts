import { type CaseTemplate, listPatterns, writtenByHand } from "./case-template.ts";

/** 典型案例: a unit's reform of talent evaluation, 1,500–3,000 characters; practice follows 评什么、谁来评、怎么评、怎么用. */
export const reformTemplate: CaseTemplate = {
  kind: "reform",
  sections: [
    writtenByHand("summary", "摘要", "150字以内：单位、问题、做法、成效。正文经单位审核后由执笔人撰写。"),
    {
      id: "background",
      heading: "一、单位概况与改革背景",
      guidance: "问题导向：改革前最突出的矛盾是什么，谁受影响，为什么从这里开始改。",
      codes: ["1.1", "2.4", "2.5", "3.2"],
      cues: listPatterns(
        "以前 原来 过去 改之前 改革前 改革以前 那一轮 那年 当时 老办法 吵 吃亏 告状 反映问题 辞职 走了.{1,4}个 不合理 矛盾 起因 推力 倒数 苦水 骂 逼 失败 吃过亏 我们(?:单位|所|院|校|学院|学校|医院|公司|中心).{0,14}(?:是|有|承担|主要|人)",
      ),
      questions: listPatterns("为什么 背景 动因 矛盾 当时 改革前 改革以前 介绍 契机 起因 感觉 从哪"),
      minimum: 180,
      maximum: 450,
    },
    {
      id: "practice-what",
      ofNow: true,
      heading: "二、主要做法（一）评什么：评价标准",
      guidance: "写明制度名称和年份、适用人群、指标样例、退出的旧指标。",
      codes: ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
      cues: listPatterns(
        "分类 类型 .类人 标准 代表 指标 门槛 条件 贡献 备查 不再 不数 不看 拿掉 取消 替代 计入 权重 算成果 打分表 必要条件 占.{0,3}成",
      ),
      questions: listPatterns("评什么 看什么 标准 指标 代表作 分类 文章 论文 算成果"),
      minimum: 160,
      maximum: 400,
    },
    {
      id: "practice-who",
      ofNow: true,
      heading: "二、主要做法（二）谁来评：评价主体",
      guidance: "写明专家来源、回避办法、用户和第三方怎样参与。",
      codes: ["2.1", "2.2", "2.3"],
      cues: listPatterns(
        "专家 同行 用户 任务方 第三方 评委 评议组 委员会 外审 外送 外单位 外地 外省 回避 盲评 抽取 随机 打分 签字 面对面",
      ),
      questions: listPatterns("谁来评 专家 同行 用户 评委 回避 谁评"),
      minimum: 120,
      maximum: 350,
    },
    {
      id: "practice-how",
      ofNow: true,
      heading: "二、主要做法（三）怎么评：评价方式",
      guidance: "写明周期、流程、材料、反馈与申诉，以及信息系统怎样减负。",
      codes: ["3"],
      cues: listPatterns(
        "[三四五]年 周期 一年一 年度 聘期 节点 免考 答辩 材料 .页 系统 反馈 意见 原文 申诉 公示 绿色通道 破格 流程 当面 记录",
      ),
      questions: listPatterns("怎么评 周期 流程 反馈 申诉 材料 顺序 办法 怎么走 评审的时候"),
      minimum: 160,
      maximum: 350,
    },
    {
      id: "practice-use",
      ofNow: true,
      heading: "二、主要做法（四）怎么用：结果使用",
      guidance: "写明结果怎样与职称、岗位、绩效、项目和平台衔接。",
      codes: ["4"],
      cues: listPatterns(
        "职称 岗位 聘用 聘任 绩效 薪酬 工资 奖金 晋升 职数 挂钩 帽子 兑现 奖励 发钱 收入 正高 副高 长聘 保底",
      ),
      questions: listPatterns("怎么用 职称 岗位 绩效 薪酬 奖金 分配 结果使用"),
      minimum: 100,
      maximum: 350,
    },
    {
      id: "effects",
      ofNow: true,
      heading: "三、取得成效",
      guidance: "前后对比数据和个人受益实例；没有见效的部分也要写。",
      codes: ["6"],
      cues: listPatterns(
        "成效 变化 效果 见效 提高 增加 增长 减少 下降 缩短 少了 多了 从.{1,8}到 (?:原来|以前|改之前|过去|改革前).{1,30}(?:现在|去年|今年|改之后|以后) 敢 评上 升了 服气 松快 踏实 安心 愿意 排队 积极 看得见 没做成",
      ),
      questions: listPatterns("成效 效果 变化 有效 受益 影响 改对 前后 对照 见效 后来呢 评上了"),
      minimum: 200,
      maximum: 450,
    },
    {
      id: "innovation",
      ofNow: true,
      heading: "四、创新点",
      guidance: "与同类单位不同之处，一条一句，须能查证。",
      codes: ["3.6"],
      cues: listPatterns("第一次 首次 率先 创新 以前没有 头一回 突破 算成果 别处没有 想了个 敢为"),
      questions: listPatterns("创新 特色 不同 最实 有什么办法"),
      minimum: 40,
      maximum: 220,
    },
    {
      id: "lessons",
      heading: "五、经验启示与可复制条件",
      guidance: "适用的单位类型、前提、成本、风险和不宜照搬之处。",
      codes: ["5", "8"],
      cues: listPatterns(
        "经验 体会 条件 照搬 照着 推广 复制 前提 成本 费用 万块 建议 希望 能不能 别的(?:单位|学校|所|医院|企业) 兄弟单位 风险 关键 最难 先别 别急 提醒 规模小 小单位 市里 上面 上级 报表 就别 管用 如果",
      ),
      questions: listPatterns(
        "经验 条件 照搬 照着 推广 复制 建议 希望 难 约束 困难 三件事 一件事 提醒 没改 反对 不满 上级 用不起来 市里",
      ),
      minimum: 220,
      maximum: 500,
    },
    writtenByHand("appendix", "附：制度文件目录、图片说明、联系人", "附件与正文所引制度逐一对应；联系人经本人同意。"),
  ],
};
