import { agreement } from "../analyses/agreement.ts";
import { ahp } from "../analyses/ahp.ts";
import { anova } from "../analyses/anova.ts";
import { choicesByGroup } from "../analyses/choices-by-group.ts";
import { codeByAttribute } from "../analyses/code-by-attribute.ts";
import { codeCooccurrence } from "../analyses/code-cooccurrence.ts";
import { codeFrequency } from "../analyses/code-frequency.ts";
import { coderAgreement } from "../analyses/coder-agreement.ts";
import { correlation } from "../analyses/correlation.ts";
import { crosstab } from "../analyses/crosstab.ts";
import { describe } from "../analyses/describe.ts";
import { entropyWeights } from "../analyses/entropy-weights.ts";
import { factorAnalysis } from "../analyses/factor-analysis.ts";
import { frequencies } from "../analyses/frequencies.ts";
import { friedman } from "../analyses/friedman.ts";
import { harman } from "../analyses/harman.ts";
import { icc } from "../analyses/icc.ts";
import { importancePerformance } from "../analyses/importance-performance.ts";
import { itemAnalysis } from "../analyses/item-analysis.ts";
import { jointDisplay } from "../analyses/joint-display.ts";
import { keyness } from "../analyses/keyness.ts";
import { keywords } from "../analyses/keywords.ts";
import { kolmogorovSmirnov } from "../analyses/kolmogorov-smirnov.ts";
import { kruskalWallis } from "../analyses/kruskal-wallis.ts";
import { linearRegression } from "../analyses/linear-regression.ts";
import { logisticRegression } from "../analyses/logistic-regression.ts";
import { mannWhitney } from "../analyses/mann-whitney.ts";
import { missingness } from "../analyses/missingness.ts";
import { multinomialRegression } from "../analyses/multinomial-regression.ts";
import { multipleResponse } from "../analyses/multiple-response.ts";
import { normality } from "../analyses/normality.ts";
import { nps } from "../analyses/nps.ts";
import { ordinalRegression } from "../analyses/ordinal-regression.ts";
import { policyMatrix } from "../analyses/policy-matrix.ts";
import { proportion } from "../analyses/proportion.ts";
import { rake } from "../analyses/rake.ts";
import { ranking } from "../analyses/ranking.ts";
import { reliability } from "../analyses/reliability.ts";
import { surveyMean } from "../analyses/survey-mean.ts";
import { tTest } from "../analyses/t-test.ts";
import { wilcoxonSignedRank } from "../analyses/wilcoxon-signed-rank.ts";
import { wordFrequency } from "../analyses/word-frequency.ts";
import type { Analysis } from "./analysis.ts";

/** Every analysis there is; desk, command line, notebooks and report directives all look here. */
export const analyses: readonly Analysis[] = [
  frequencies,
  describe,
  surveyMean,
  rake,
  normality,
  proportion,
  nps,
  missingness,
  multipleResponse,
  choicesByGroup,
  crosstab,
  tTest,
  anova,
  mannWhitney,
  kolmogorovSmirnov,
  wilcoxonSignedRank,
  kruskalWallis,
  friedman,
  correlation,
  linearRegression,
  logisticRegression,
  ordinalRegression,
  multinomialRegression,
  reliability,
  itemAnalysis,
  factorAnalysis,
  harman,
  agreement,
  icc,
  ranking,
  importancePerformance,
  ahp,
  entropyWeights,
  codeFrequency,
  codeByAttribute,
  codeCooccurrence,
  jointDisplay,
  coderAgreement,
  keywords,
  keyness,
  policyMatrix,
  wordFrequency,
] as unknown as readonly Analysis[];
