/** An outline that uses every directive, a table and a placeholder. */
export const sampleOutline = `---
title: 某市科技人才评价改革研究报告
subtitle: 课题组
---

# 摘要

:::placeholder
摘要（800字）：现状、问题、建议。
:::

# 研究设计

## 资料来源

本研究由:study[undertaker]承担，收到有效答卷:value{kind=frequencies variable=UNIT path=n}份，调研:count[interviews]。全市有重点实验室:indicator[labs]。评价公平感均值为:value{kind=describe variables=FAIR path=variables.0.mean}，**样本**以科研院所为主。

| 类型 | 要点 |
| --- | --- |
| 基础研究 | 代表作，见:indicator[labs] |
| 应用研究 | 产品和标准 |

- 问卷调查
- 个别访谈

# 现状

## 样本

::analysis{kind=frequencies variable=UNIT show="sentences,table,chart" caption="样本的单位类型"}

::analysis{kind=reliability construct=FAIR show="sentences,table"}

::analysis{kind=anova variable=FAIR by=UNIT show="sentences,table"}

::analysis{kind=ranking set=WISH show="sentences,table,chart"}

## 访谈

::analysis{kind=codeFrequency show="sentences,table,chart"}

::quotes{code=2.1 n=3}

::quotes{code=4}

# 问题与建议

## 小同行难找

::finding{id=f-peer}

::recommendation{id=r-peer}

# 附录A 调研方法

::methods{}

::ledger{}

# 附录B 案例

::cases{kind=reform}
`;
