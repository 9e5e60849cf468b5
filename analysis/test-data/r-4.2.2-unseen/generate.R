# Writes the data sets of this folder and cases.json. Run here: Rscript generate.R
# R 4.2.2 with psych 2.2.9, survey 4.1-1, car 3.1-1, sandwich 3.0-2, ordinal 2022.11-16, nnet 7.3-18,
# GPArotation 2022.10-2, polycor 0.8-1, MASS 7.3-58
options(digits = 17, warn = -1, stringsAsFactors = FALSE)
suppressMessages({library(survey); library(psych); library(MASS)})

# ---- writing -------------------------------------------------------------------------------------
quote_text <- function(s) paste0('"', gsub('"', '\\"', gsub("\\", "\\\\", s, fixed = TRUE), fixed = TRUE), '"')
arr <- function(x) structure(as.list(unname(x)), class = "arr")
js <- function(x) {
  if (is.null(x)) return("null")
  if (inherits(x, "arr")) return(paste0("[", paste(vapply(unclass(x), js, ""), collapse = ","), "]"))
  if (is.matrix(x)) return(js(arr(lapply(seq_len(nrow(x)), function(i) arr(x[i, ])))))
  if (is.list(x) || (!is.null(names(x)) && length(x) > 0)) {
    if (is.null(names(x))) return(js(arr(x)))
    return(paste0("{", paste0(quote_text(names(x)), ":", vapply(x, js, ""), collapse = ","), "}"))
  }
  if (length(x) != 1) return(js(arr(x)))
  if (is.na(x)) return("null")
  if (is.character(x)) return(quote_text(x))
  if (is.logical(x)) return(if (x) "true" else "false")
  if (is.infinite(x)) return("null")
  sprintf("%.15g", x)
}
cases <- character()
sets <- list()
add <- function(id, data, kind, params, expected, tol = 1e-8, source = "", variables = NULL) {
  one <- list(id = id, data = data, kind = kind, params = params, expected = expected, tolerance = tol, source = source)
  if (!is.null(variables)) one$variables <- variables
  cases[[length(cases) + 1]] <<- js(one)
}
cell <- function(v) if (is.na(v)) "" else if (is.character(v)) v else sprintf("%.15g", v)
save_set <- function(name, d) {
  lines <- c(paste(names(d), collapse = ","), do.call(paste, c(lapply(d, function(col) vapply(col, cell, "")), sep = ",")))
  con <- file(paste0(name, ".csv"), "wb"); writeLines(enc2utf8(lines), con, useBytes = TRUE); close(con)
  sets[[name]] <<- read.csv(paste0(name, ".csv"), na.strings = "", encoding = "UTF-8", check.names = FALSE, strip.white = FALSE)
  sets[[name]]
}
holes <- function(x, share) { x[runif(length(x)) < share] <- NA; x }

# ---- tails and orders ----------------------------------------------------------------------------
L10 <- log(10)
t_tail <- function(t, df) list(p = 2 * pt(-abs(t), df), log10P = (log(2) + pt(-abs(t), df, log.p = TRUE)) / L10)
z_tail <- function(z) list(p = 2 * pnorm(-abs(z)), log10P = min(0, (log(2) + pnorm(-abs(z), log.p = TRUE)) / L10))
f_tail <- function(f, a, b) list(p = pf(f, a, b, lower = FALSE), log10P = pf(f, a, b, lower = FALSE, log.p = TRUE) / L10)
x_tail <- function(x, df) list(p = pchisq(x, df, lower = FALSE), log10P = pchisq(x, df, lower = FALSE, log.p = TRUE) / L10)
levels_of <- function(x) { x <- x[!is.na(x)]; if (is.numeric(x)) as.character(sort(unique(x))) else sort(unique(x), method = "radix") }
fac <- function(x, lev = levels_of(x)) factor(as.character(x), levels = lev)
both <- function(d, ...) d[complete.cases(d[, c(...)]), , drop = FALSE]
# ---- describing ----------------------------------------------------------------------------------
G1 <- function(x) { n <- length(x); m <- mean(x); m2 <- mean((x - m)^2); if (n < 3 || m2 == 0) NA else mean((x - m)^3) / m2^1.5 * sqrt(n * (n - 1)) / (n - 2) }
G2 <- function(x) { n <- length(x); m <- mean(x); m2 <- mean((x - m)^2); if (n < 4 || m2 == 0) NA else ((n + 1) * (mean((x - m)^4) / m2^2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)) }
r_describe <- function(x) {
  v <- x[!is.na(x)]; n <- length(v); ci <- if (n > 1 && sd(v) > 0) t.test(v)$conf.int else if (n > 1) c(v[1], v[1]) else c(NA, NA)
  list(n = n, missing = length(x) - n, mean = mean(v), sd = if (n > 1) sd(v) else NA, median = median(v), min = min(v), max = max(v),
       skewness = G1(v), kurtosis = G2(v), ciLow = ci[1], ciHigh = ci[2])
}
r_frequencies <- function(x, w = rep(1, length(x)), lev = levels_of(x)) {
  ok <- !is.na(w); f <- fac(x[ok], lev); u <- w[ok]
  counts <- vapply(lev, function(l) sum(u[!is.na(f) & f == l]), 0); valid <- sum(counts); all <- sum(u)
  list(n = sum(!is.na(f)), categories = arr(lapply(seq_along(lev), function(i) list(value = lev[i], count = counts[[i]],
    percent = 100 * counts[[i]] / all, validPercent = 100 * counts[[i]] / valid, cumulativePercent = 100 * sum(counts[1:i]) / valid))))
}
# ---- differences ---------------------------------------------------------------------------------
r_ttest <- function(x, y, equal) {
  r <- t.test(x, y, var.equal = equal); n1 <- length(x); n2 <- length(y); df <- n1 + n2 - 2
  sp <- sqrt(((n1 - 1) * var(x) + (n2 - 1) * var(y)) / df); d <- (mean(x) - mean(y)) / sp
  J <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2)); if (df == 1) J <- NA
  c(list(n = n1 + n2, statistic = unname(r$statistic), df = unname(r$parameter)), t_tail(r$statistic[[1]], r$parameter[[1]]),
    list(meanDifference = mean(x) - mean(y), ciLow = r$conf.int[1], ciHigh = r$conf.int[2], cohenD = d, hedgesG = d * J))
}
r_one <- function(v, mu = 0) {
  r <- t.test(v, mu = mu); n <- length(v); d <- (mean(v) - mu) / sd(v); df <- n - 1
  J <- if (df == 1) NA else exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
  c(list(n = n, statistic = unname(r$statistic), df = df), t_tail(r$statistic[[1]], df),
    list(meanDifference = mean(v) - mu, ciLow = r$conf.int[1] - mu, ciHigh = r$conf.int[2] - mu, cohenD = d, hedgesG = d * J))
}
groups_of <- function(d, v, g) { e <- both(d, v, g); f <- fac(e[[g]]); split(e[[v]], f) }
group_rows <- function(s) arr(lapply(names(s), function(k) list(group = k, n = length(s[[k]]), mean = mean(s[[k]]), sd = if (length(s[[k]]) > 1) sd(s[[k]]) else NA)))
r_mw <- function(x, y) {
  n1 <- length(x); n2 <- length(y); n <- n1 + n2; r <- rank(c(x, y)); u <- sum(r[1:n1]) - n1 * (n1 + 1) / 2
  ties <- table(c(x, y)); s <- sqrt(n1 * n2 / 12 * (n + 1 - sum(ties^3 - ties) / (n * (n - 1))))
  m <- u - n1 * n2 / 2; z <- (m - sign(m) * 0.5) / s
  stopifnot(all.equal(wilcox.test(x, y, exact = FALSE)$p.value, 2 * pnorm(-abs(z))))
  c(list(n = n, u = u, z = z), z_tail(z), list(rankBiserial = 2 * u / (n1 * n2) - 1))
}
r_wilcox <- function(a, b) {
  d <- a - b; d <- d[!is.na(d)]; n0 <- length(d); d <- d[d != 0]; n <- length(d); r <- rank(abs(d)); v <- sum(r[d > 0])
  ties <- table(r); s <- sqrt(n * (n + 1) * (2 * n + 1) / 24 - sum(ties^3 - ties) / 48); m <- v - n * (n + 1) / 4
  z <- (m - sign(m) * 0.5) / s
  stopifnot(isTRUE(all.equal(wilcox.test(a, b, paired = TRUE, exact = FALSE)$p.value, 2 * pnorm(-abs(z)))))
  c(list(n = n0, used = n, v = v, z = z), z_tail(z), list(rankBiserial = (2 * v - n * (n + 1) / 2) / (n * (n + 1) / 2)))
}
# ptukey and qtukey of R are good to about 1e-8 and 1e-4; below 20 degrees of freedom their integrals are taken afresh
tukey_p <- function(q, k, df) {
  if (df >= 20) return(ptukey(q, k, df, lower = FALSE))
  r <- function(w) k * integrate(function(z) dnorm(z) * (pnorm(z) - pnorm(z - w))^(k - 1), -8, 8 + w, rel.tol = 1e-12, subdivisions = 2000)$value
  f <- function(s) vapply(s, function(u) (1 - r(q * u)) * exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + (df - 1) * log(u) - df * u^2 / 2), 0)
  integrate(f, 0, 1, rel.tol = 1e-10, subdivisions = 500)$value + integrate(f, 1, 6, rel.tol = 1e-10, subdivisions = 500)$value
}
tukey_q <- function(k, df) { lo <- 2; hi <- 60; uniroot(function(q) tukey_p(q, k, df) - 0.05, c(lo, hi), tol = 1e-10)$root }
r_anova <- function(s, posthoc) {
  y <- unlist(s, use.names = FALSE); f <- factor(rep(names(s), lengths(s)), levels = names(s)); k <- length(s); n <- length(y)
  a <- anova(aov(y ~ f)); ssb <- a[1, 2]; ssw <- a[2, 2]; fv <- a[1, 4]; msw <- ssw / (n - k)
  e <- c(list(n = n, ssBetween = ssb, ssWithin = ssw, dfBetween = k - 1, dfWithin = n - k, statistic = fv), f_tail(fv, k - 1, n - k),
    list(etaSquared = ssb / (ssb + ssw), omegaSquared = (ssb - (k - 1) * msw) / (ssb + ssw + msw)))
  if (all(vapply(s, function(v) sd(v) > 0, TRUE))) {
    w <- oneway.test(y ~ f); l <- car::leveneTest(y, f, center = median)
    e$welch <- c(list(statistic = w$statistic[[1]], df1 = w$parameter[[1]], df2 = w$parameter[[2]]), f_tail(w$statistic[[1]], w$parameter[[1]], w$parameter[[2]]))
    e$levene <- list(statistic = l[1, 2], df1 = l[1, 1], df2 = l[2, 1], p = l[1, 3], log10P = f_tail(l[1, 2], l[1, 1], l[2, 1])$log10P)
  }
  e$groups <- group_rows(s)
  pairs <- list()
  for (i in seq_len(k - 1)) for (j in (i + 1):k) {
    x <- s[[j]]; z <- s[[i]]; d <- mean(x) - mean(z)
    if (posthoc == "tukey") { se <- sqrt(msw / 2 * (1 / length(x) + 1 / length(z))); df <- n - k }
    else { vx <- var(x) / length(x); vz <- var(z) / length(z); se <- sqrt((vx + vz) / 2); df <- (vx + vz)^2 / (vx^2 / (length(x) - 1) + vz^2 / (length(z) - 1)) }
    q <- tukey_q(k, df)
    one <- list(a = names(s)[j], b = names(s)[i], difference = d, ciLow = d - q * se, ciHigh = d + q * se, p = if (abs(d) / se > 20) NULL else tukey_p(abs(d) / se, k, df)); pairs[[length(pairs) + 1]] <- one[!vapply(one, is.null, TRUE)]
  }
  if (posthoc != "none") e$postHoc <- arr(pairs)
  e
}
r_kw <- function(s, adjust) {
  y <- unlist(s, use.names = FALSE); f <- factor(rep(names(s), lengths(s)), levels = names(s)); k <- length(s); n <- length(y)
  h <- kruskal.test(y, f)$statistic[[1]]; r <- rank(y); ties <- table(y); c0 <- sum(ties^3 - ties) / (12 * (n - 1)); m <- tapply(r, f, mean)
  pairs <- list(); for (i in seq_len(k - 1)) for (j in (i + 1):k) {
    z <- (m[[i]] - m[[j]]) / sqrt((n * (n + 1) / 12 - c0) * (1 / length(s[[i]]) + 1 / length(s[[j]])))
    pairs[[length(pairs) + 1]] <- c(list(a = names(s)[i], b = names(s)[j], z = z), z_tail(z)) }
  ps <- p.adjust(vapply(pairs, `[[`, 0, "p"), c(holm = "holm", bonferroni = "bonferroni", bh = "BH")[[adjust]])
  for (i in seq_along(pairs)) pairs[[i]]$pAdjusted <- ps[i]
  c(list(n = n, statistic = h, df = k - 1), x_tail(h, k - 1), list(epsilonSquared = h / ((n^2 - 1) / (n + 1)), postHoc = arr(pairs),
    groups = arr(lapply(names(s), function(g) list(group = g, n = length(s[[g]]), median = median(s[[g]]), q1 = quantile(s[[g]], .25)[[1]], q3 = quantile(s[[g]], .75)[[1]], meanRank = m[[g]])))))
}
r_crosstab <- function(d, r, c, w = NULL, fisher = is.null(w)) {
  e <- both(d, r, c, w); fr <- fac(e[[r]]); fc <- fac(e[[c]]); u <- if (is.null(w)) rep(1, nrow(e)) else e[[w]]
  t <- unclass(xtabs(u ~ fr + fc)); attributes(t) <- list(dim = dim(t), dimnames = dimnames(t))
  t <- t[rowSums(t) > 0, colSums(t) > 0, drop = FALSE]
  q <- chisq.test(t, correct = FALSE); E <- q$expected; n <- sum(t); df <- q$parameter[[1]]
  g <- 2 * sum(ifelse(t > 0, t * log(t / E), 0)); v <- sqrt(q$statistic[[1]] / (n * (min(dim(t)) - 1)))
  out <- list(n = if (is.null(w)) nrow(e) else n, rowValues = arr(rownames(t)), columnValues = arr(colnames(t)), counts = unname(t),
    rowPercents = unname(100 * t / rowSums(t)), columnPercents = unname(100 * t(t(t) / colSums(t))), expected = unname(E), adjustedResiduals = unname(q$stdres),
    chiSquare = c(list(statistic = q$statistic[[1]], df = df), x_tail(q$statistic[[1]], df)), likelihoodRatio = c(list(statistic = g, df = df), x_tail(g, df)),
    cramersV = v, smallestExpected = min(E))
  if (fisher) out$fisher <- list(p = fisher.test(t, workspace = 2e7)$p.value)
  out
}
r_cor <- function(d, vars, method) {
  k <- length(vars); R <- P <- L <- N <- matrix(NA, k, k)
  for (i in 1:k) for (j in 1:k) { ok <- complete.cases(d[, vars[c(i, j)]]); x <- d[ok, vars[i]]; y <- d[ok, vars[j]]; n <- N[i, j] <- sum(ok); if (i == j) next
    if (method == "kendall") { q <- cor.test(x, y, method = "kendall", exact = FALSE); R[i, j] <- q$estimate; tt <- z_tail(q$statistic[[1]]) }
    else { R[i, j] <- cor(x, y, method = method); t <- R[i, j] * sqrt((n - 2) / (1 - R[i, j]^2)); tt <- t_tail(t, n - 2) }
    P[i, j] <- tt$p; L[i, j] <- tt$log10P }
  diag(R) <- 1; diag(P) <- 0
  list(n = N, r = R, p = P, log10P = L)
}
# ---- data ----------------------------------------------------------------------------------------
set.seed(20261126)
n <- 53
ties <- save_set("ties", data.frame(
  score = holes(sample(1:5, n, TRUE, c(.1, .15, .3, .3, .15)), .08), score2 = holes(sample(1:5, n, TRUE), .1),
  x = holes(round(rnorm(n, 3, 1.2), 1), .06), y = holes(round(rnorm(n, 0, 2), 2), .05),
  g2 = holes(sample(c(2, 10), n, TRUE), .05), g3 = holes(sample(c("丙", "甲", "乙", "𠮷"), n, TRUE, c(.3, .3, .25, .15)), .07),
  mixed = sample(c("2", "10", "a", "B"), n, TRUE), yes = holes(sample(c("是", "否"), n, TRUE), .1), neg = sample(c(-1.5, 0, 0.25, 10), n, TRUE),
  m1 = holes(sample(0:1, n, TRUE), .1), m2 = holes(sample(0:1, n, TRUE, c(.8, .2)), .1), m3 = sample(0:1, n, TRUE, c(.6, .4)),
  w = holes(sample(c(0, 0.5, 1, 2.25, 3), n, TRUE), .08), rec = sample(0:10, n, TRUE), const = 7, k1 = sample(1:4, n, TRUE), k2 = sample(1:4, n, TRUE), k3 = sample(1:4, n, TRUE)))
m <- 30
scale <- save_set("scale", data.frame(big = 1e12 * round(rnorm(m, 5, 1), 3), small = 1e-12 * round(rnorm(m, 5, 1), 3), off = 1e9 + round(rnorm(m), 3),
  wide = round(rnorm(m)^3 * 10^sample(-6:6, m, TRUE), 8), g = rep(c("一", "二", "三"), 10), h = rep(1:2, each = 15), w = 1e-9 * sample(1:9, m, TRUE)))
tiny <- save_set("tiny", data.frame(g = c(1, 1, 2, 2, 2, 3, 3, 3, 3), h = c("a", "a", "b", "b", NA, NA, NA, NA, NA), a = c(1, 3, 2, 2, 5, 8, NA, 9, 9), b = c(2, 3, 1, 2, 4, 7, 3, 9, NA),
  two = c(1.5, 4, NA, NA, NA, NA, NA, NA, NA), three = c(1, 2, 4, NA, NA, NA, NA, NA, NA), one = c(5, NA, NA, NA, NA, NA, NA, NA, NA), c1 = c("x", "x", "y", "y", "y", "x", "y", "z", "z"), flat = c(1, 1, 4, 5, 6, 2, 2, 2, 2)))
q <- 2200
far <- save_set("far", data.frame(g = rep(0:1, each = q / 2), x = c(rep(1:11, 100), rep(12:22, 100)), y = c(rep(1:50, 22), 3 * rep(1:50, 22)), c = c(rep(0, q / 2 - 3), 1, 1, 1, rep(1, q / 2))))

# ---- cases: describing ---------------------------------------------------------------------------
for (v in c("score", "x", "y", "neg", "const")) add(paste0("ties/describe/", v), "ties", "describe", list(variables = arr(v)), r_describe(ties[[v]]), 1e-9, "mean, sd, median, t.test; G1, G2 by formula")
for (v in c("big", "small", "off", "wide")) add(paste0("scale/describe/", v), "scale", "describe", list(variables = arr(v)), r_describe(scale[[v]]), 1e-8, "mean, sd, median, t.test; G1, G2 by formula")
for (v in c("one", "two", "three", "a")) add(paste0("tiny/describe/", v), "tiny", "describe", list(variables = arr(v)), r_describe(tiny[[v]]), 1e-9, "mean, sd, median, t.test; G1, G2 by formula")
wd <- function(x, w) { ok <- !is.na(x) & !is.na(w); x <- x[ok]; w <- w[ok]; m <- weighted.mean(x, w); list(n = sum(ok), weightedN = sum(w), mean = m, sd = sqrt(sum(w * (x - m)^2) / (sum(w) - 1)), min = min(x[w > 0]), max = max(x[w > 0])) }
for (v in c("score", "y")) add(paste0("ties/describe/", v, "/w"), "ties", "describe", list(variables = arr(v), weight = "w"), wd(ties[[v]], ties$w), 1e-9, "weighted.mean")
for (v in c("score", "g2", "g3", "mixed", "neg")) add(paste0("ties/frequencies/", v), "ties", "frequencies", list(variable = v), r_frequencies(ties[[v]]), 1e-10, "tapply")
for (v in c("score", "g3")) add(paste0("ties/frequencies/", v, "/w"), "ties", "frequencies", list(variable = v, weight = "w"), r_frequencies(ties[[v]], ties$w), 1e-10, "tapply")
for (p in list(list("score", 5), list("g3", "甲"), list("g2", 10), list("yes", "无"), list("const", 7))) { v <- ties[[p[[1]]]]; v <- v[!is.na(v)]; k <- sum(v == p[[2]]); i <- prop.test(k, length(v), correct = FALSE)$conf.int
  add(paste0("ties/proportion/", p[[1]]), "ties", "proportion", list(variable = p[[1]], value = p[[2]]), list(n = length(v), count = k, estimate = k / length(v), ciLow = i[1], ciHigh = i[2]), 1e-9, "prop.test(correct = FALSE)") }
M <- ties[, c("m1", "m2", "m3")]; cnt <- colSums(M == 1, na.rm = TRUE); nn <- sum(rowSums(M == 1, na.rm = TRUE) > 0); gof <- chisq.test(cnt)
add("ties/multipleResponse", "ties", "multipleResponse", list(variables = arr(names(M))), list(n = nn, responses = sum(cnt), rows = arr(lapply(names(M), function(v) list(value = v, count = cnt[[v]], percentOfCases = 100 * cnt[[v]] / nn, percentOfResponses = 100 * cnt[[v]] / sum(cnt)))), goodnessOfFit = c(list(statistic = gof$statistic[[1]], df = 2), x_tail(gof$statistic[[1]], 2))), 1e-9, "colSums, chisq.test")
for (s in list(list("ties", "x"), list("ties", "score"), list("scale", "big"), list("scale", "small"), list("scale", "off"), list("tiny", "three"), list("tiny", "a"))) { v <- na.omit(sets[[s[[1]]]][[s[[2]]]]); r <- shapiro.test(v)
  add(paste0(s[[1]], "/normality/", s[[2]]), s[[1]], "normality", list(variables = arr(s[[2]])), list(n = length(v), statistic = r$statistic[[1]], p = r$p.value), 1e-6, "shapiro.test") }
np <- function(x, w = rep(1, length(x))) { ok <- !is.na(w); x <- x[ok]; w <- w[ok] / sum(w[ok]); s <- ifelse(x >= 9, 1, ifelse(x <= 6, -1, 0)); e <- sum(w * s); se <- sqrt((sum(w * s^2) - e^2) * sum(w^2)); list(n = length(x), estimate = e, score = 100 * e, se = se, ciLow = e - qnorm(.975) * se, ciHigh = e + qnorm(.975) * se) }
add("ties/nps", "ties", "nps", list(variable = "rec"), np(ties$rec), 1e-9, "multinomial error by hand")
add("ties/nps/w", "ties", "nps", list(variable = "rec", weight = "w"), np(ties$rec, ties$w), 1e-9, "multinomial error by hand, Kish")

# ---- cases: differences --------------------------------------------------------------------------
tt <- function(set, v, g, where = NULL, sub = NULL) { d <- sets[[set]]; if (!is.null(sub)) d <- d[eval(sub, d) %in% TRUE, ]; s <- groups_of(d, v, g); for (eq in c(FALSE, TRUE)) add(paste0(set, "/tTest/", v, "/", g, if (eq) "/equal" else "", if (!is.null(sub)) "/where"), set, "tTest", c(list(variable = v, by = g, equalVariances = eq), where), c(r_ttest(s[[1]], s[[2]], eq), list(groups = group_rows(s))), if (v == "off") 1e-5 else 1e-8, "t.test") }
tt("ties", "score", "g2"); tt("ties", "y", "yes"); tt("scale", "big", "h"); tt("scale", "small", "h"); tt("scale", "off", "h"); tt("scale", "wide", "h"); tt("tiny", "a", "h"); tt("far", "x", "g"); tt("far", "y", "g")
tt("ties", "y", "g3", list(where = list(variable = "g3", `in` = arr(c("甲", "𠮷")))), quote(g3 %in% c("甲", "𠮷")))
tt("ties", "x", "mixed", list(where = list(or = arr(list(list(variable = "mixed", eq = "10"), list(variable = "mixed", eq = 2))))), quote(mixed %in% c("2", "10")))
for (p in list(list("ties", "x", 3), list("scale", "big", 5e12), list("scale", "small", 4e-12), list("scale", "off", 1e9), list("tiny", "two", 0), list("tiny", "three", 2), list("far", "x", -40))) add(paste0(p[[1]], "/tTest/mu/", p[[2]]), p[[1]], "tTest", list(variable = p[[2]], mu = p[[3]]), r_one(na.omit(sets[[p[[1]]]][[p[[2]]]]), p[[3]]), if (p[[2]] == "off") 1e-5 else 1e-8, "t.test(mu =)")
for (p in list(list("ties", "score", "score2"), list("ties", "x", "y"), list("tiny", "a", "b"), list("far", "x", "g"))) { d <- both(sets[[p[[1]]]], p[[2]], p[[3]]); e <- r_one(d[[p[[2]]]] - d[[p[[3]]]]); add(paste0(p[[1]], "/tTest/paired/", p[[2]], p[[3]]), p[[1]], "tTest", list(paired = arr(c(p[[2]], p[[3]]))), e, 1e-8, "t.test(paired = TRUE)")
  add(paste0(p[[1]], "/wilcoxon/", p[[2]], p[[3]]), p[[1]], "wilcoxonSignedRank", list(paired = arr(c(p[[2]], p[[3]]))), r_wilcox(sets[[p[[1]]]][[p[[2]]]], sets[[p[[1]]]][[p[[3]]]]), 1e-8, "wilcox.test(paired = TRUE, exact = FALSE)") }
for (p in list(list("ties", "score", "g2"), list("ties", "y", "yes"), list("scale", "big", "h"), list("scale", "small", "h"), list("tiny", "a", "h"), list("far", "x", "g"), list("far", "y", "g"))) { s <- groups_of(sets[[p[[1]]]], p[[2]], p[[3]]); add(paste0(p[[1]], "/mannWhitney/", p[[2]], p[[3]]), p[[1]], "mannWhitney", list(variable = p[[2]], by = p[[3]]), r_mw(s[[1]], s[[2]]), 1e-8, "wilcox.test(exact = FALSE)") }
for (p in list(list("ties", "score", "g3"), list("ties", "y", "mixed"), list("ties", "x", "neg"), list("scale", "big", "g"), list("scale", "small", "g"), list("scale", "off", "g"), list("tiny", "a", "g"), list("tiny", "flat", "g"), list("far", "y", "g"), list("far", "x", "g")))
  for (ph in c("tukey", "gamesHowell")) { s <- groups_of(sets[[p[[1]]]], p[[2]], p[[3]]); if (ph == "gamesHowell" && sum(vapply(s, sd, 0) == 0) > 1) next
    add(paste0(p[[1]], "/anova/", p[[2]], p[[3]], "/", ph), p[[1]], "anova", list(variable = p[[2]], by = p[[3]], postHoc = ph), r_anova(s, ph), if (p[[2]] == "off") 1e-5 else 1e-7, "aov, oneway.test, car::leveneTest, ptukey, qtukey") }
for (p in list(list("ties", "score", "g3", "holm"), list("ties", "y", "mixed", "bh"), list("ties", "x", "neg", "bonferroni"), list("scale", "big", "g", "holm"), list("scale", "wide", "g", "bh"), list("tiny", "a", "g", "holm"), list("tiny", "b", "c1", "bh"), list("far", "x", "g", "holm"), list("far", "g", "x", "holm"))) { s <- groups_of(sets[[p[[1]]]], p[[2]], p[[3]]); add(paste0(p[[1]], "/kruskalWallis/", p[[2]], p[[3]]), p[[1]], "kruskalWallis", list(variable = p[[2]], by = p[[3]], adjust = p[[4]]), r_kw(s, p[[4]]), 1e-8, "kruskal.test; Dunn from rank(); p.adjust") }
K <- ties[, c("k1", "k2", "k3")]; fr <- friedman.test(as.matrix(K)); add("ties/friedman", "ties", "friedman", list(variables = arr(names(K))), c(list(n = nrow(K), statistic = fr$statistic[[1]], df = 2), x_tail(fr$statistic[[1]], 2)), 1e-8, "friedman.test")
K <- na.omit(ties[, c("score", "score2", "k1", "k2")]); fr <- friedman.test(as.matrix(K)); add("ties/friedman/missing", "ties", "friedman", list(variables = arr(names(K))), c(list(n = nrow(K), statistic = fr$statistic[[1]], df = 3), x_tail(fr$statistic[[1]], 3)), 1e-8, "friedman.test")
for (p in list(list("ties", "score", "g3"), list("ties", "mixed", "yes"), list("ties", "g2", "yes"), list("ties", "neg", "score2"), list("tiny", "g", "c1"), list("tiny", "h", "c1"), list("far", "g", "c"), list("ties", "g2", "g3")))
  add(paste0(p[[1]], "/crosstab/", p[[2]], "/", p[[3]]), p[[1]], "crosstab", list(rows = p[[2]], columns = p[[3]]), r_crosstab(sets[[p[[1]]]], p[[2]], p[[3]]), 1e-7, "chisq.test(correct = FALSE), fisher.test")
for (p in list(c("score", "g3"), c("g2", "yes"), c("mixed", "g2"))) add(paste0("ties/crosstab/", p[1], "/", p[2], "/w"), "ties", "crosstab", list(rows = p[1], columns = p[2], weight = "w"), r_crosstab(ties, p[1], p[2], "w"), 1e-8, "chisq.test of xtabs(w ~)")
for (me in c("pearson", "spearman", "kendall")) { add(paste0("ties/correlation/", me), "ties", "correlation", list(variables = arr(c("score", "score2", "x", "y", "neg")), method = me), r_cor(ties, c("score", "score2", "x", "y", "neg"), me), 1e-8, "cor.test(exact = FALSE)")
  add(paste0("scale/correlation/", me), "scale", "correlation", list(variables = arr(c("big", "small", "off", "wide", "h")), method = me), r_cor(scale, c("big", "small", "off", "wide", "h"), me), 1e-7, "cor.test(exact = FALSE)")
  add(paste0("tiny/correlation/", me), "tiny", "correlation", list(variables = arr(c("a", "b", "flat")), method = me), r_cor(tiny, c("a", "b", "flat"), me), 1e-8, "cor.test(exact = FALSE)")
  add(paste0("far/correlation/", me), "far", "correlation", list(variables = arr(c("x", "y", "g")), method = me), r_cor(far, c("x", "y", "g"), me), 1e-8, "cor.test(exact = FALSE)") }
# ---- regressions ---------------------------------------------------------------------------------
formula_of <- function(y, xs) as.formula(paste0("`", y, "` ~ ", paste0("`", xs, "`", collapse = " + ")))
frame_of <- function(d, y, xs, more = NULL) { e <- d[complete.cases(d[, c(y, xs, more)]), c(y, xs, more)]; for (v in xs) if (is.character(e[[v]])) e[[v]] <- fac(e[[v]]); e }
term_names <- function(m) gsub("`", "", m)
r_linear <- function(d, y, xs, hc3 = FALSE, cluster = NULL) {
  e <- frame_of(d, y, xs, cluster); m <- lm(formula_of(y, xs), e); s <- summary(m); cf <- s$coefficients; ci <- confint(m); f <- s$fstatistic
  X <- model.matrix(m); beta <- cf[, 1] * apply(X, 2, sd) / sd(e[[y]]); beta[1] <- NA
  se3 <- if (hc3) sqrt(diag(sandwich::vcovHC(m, "HC3"))); sec <- if (!is.null(cluster)) sqrt(diag(sandwich::vcovCL(m, e[[cluster]], type = "HC1")))
  vif <- if (length(xs) > 1) { v <- car::vif(m); if (is.matrix(v)) v[, 1] else v } else 1
  out <- list(n = nrow(e), rSquared = s$r.squared, adjustedRSquared = s$adj.r.squared, fStatistic = f[[1]], df1 = f[[2]], df2 = f[[3]])
  out <- c(out, f_tail(f[[1]], f[[2]], f[[3]]), list(sigma = s$sigma, vif = arr(vif), durbinWatson = sum(diff(resid(m))^2) / sum(resid(m)^2), largestCook = if (all(is.finite(cooks.distance(m)))) max(cooks.distance(m)) else NA))
  out$coefficients <- arr(lapply(seq_len(nrow(cf)), function(i) { o <- list(term = term_names(rownames(cf)[i]), estimate = cf[i, 1], se = cf[i, 2], t = cf[i, 3], p = t_tail(cf[i, 3], f[[3]])$p, log10P = t_tail(cf[i, 3], f[[3]])$log10P, ciLow = ci[i, 1], ciHigh = ci[i, 2], beta = beta[[i]])
    if (hc3) { o$robustSe <- se3[[i]]; o$robustT <- cf[i, 1] / se3[[i]]; o$robustP <- t_tail(o$robustT, f[[3]])$p }
    if (!is.null(cluster)) { o$clusterSe <- sec[[i]]; o$clusterT <- cf[i, 1] / sec[[i]]; o$clusterP <- t_tail(o$clusterT, length(unique(e[[cluster]])) - 1)$p }
    o }))
  out
}
wald <- function(b, se, name) { z <- b / se; c(list(term = name, estimate = b, se = se, z = z), z_tail(z), list(oddsRatio = exp(b), ciLow = exp(b - qnorm(.975) * se), ciHigh = exp(b + qnorm(.975) * se))) }
r_logit <- function(d, y, xs) {
  e <- frame_of(d, y, xs); m <- glm(formula_of(y, xs), binomial, e, control = glm.control(epsilon = 1e-15, maxit = 100)); cf <- summary(m)$coefficients
  p <- mean(e[[y]]); n <- nrow(e); l0 <- n * (p * log(p) + (1 - p) * log(1 - p)); ll <- as.numeric(logLik(m))
  list(n = n, logLik = ll, aic = AIC(m), mcFadden = 1 - ll / l0, nagelkerke = (1 - exp(2 * (l0 - ll) / n)) / (1 - exp(2 * l0 / n)),
    coefficients = arr(lapply(seq_len(nrow(cf)), function(i) wald(cf[i, 1], cf[i, 2], term_names(rownames(cf)[i])))))
}
r_ordinal <- function(d, y, xs) {
  e <- frame_of(d, y, xs); e[[y]] <- ordered(as.character(e[[y]]), levels_of(e[[y]])); m <- ordinal::clm(formula_of(y, xs), data = e, control = list(gradTol = 1e-12)); cf <- summary(m)$coefficients; k <- length(m$alpha)
  list(n = nrow(e), logLik = as.numeric(m$logLik), thresholds = arr(m$alpha), coefficients = arr(lapply(k + seq_along(m$beta), function(i) { w <- wald(cf[i, 1], cf[i, 2], term_names(rownames(cf)[i])); w[c("term", "estimate", "se", "z", "p", "log10P")] })))
}
r_multi <- function(d, y, xs, ref = NULL) {
  e <- frame_of(d, y, xs); lev <- levels_of(e[[y]]); if (!is.null(ref)) lev <- c(ref, setdiff(lev, ref)); e[[y]] <- fac(e[[y]], lev)
  m <- nnet::multinom(formula_of(y, xs), e, trace = FALSE, maxit = 5000, abstol = 1e-14, reltol = 1e-16); b <- coef(m); if (is.null(dim(b))) b <- matrix(b, 1, dimnames = list(lev[2], names(b)))
  X <- model.matrix(formula_of(y, xs), e); k <- nrow(b); p <- ncol(X); Y <- outer(as.integer(e[[y]]) - 1, 1:k, "==") + 0
  for (it in 1:10) { # polish by Newton's method
    P <- exp(X %*% t(b)); P <- P / (1 + rowSums(P)); g <- as.vector(t(X) %*% (Y - P)); H <- matrix(0, k * p, k * p)
    for (a in 1:k) for (c in 1:k) H[(a - 1) * p + 1:p, (c - 1) * p + 1:p] <- t(X) %*% (X * as.vector(P[, a] * ((a == c) - P[, c]))); b <- b + t(matrix(solve(H, g), p)) }
  se <- t(matrix(sqrt(diag(solve(H))), p)); P <- cbind(1 - rowSums(P), P)
  list(n = nrow(e), logLik = sum(log(P[cbind(seq_len(nrow(e)), as.integer(e[[y]]))])), reference = lev[1], categories = arr(lev[-1]),
    coefficients = arr(unlist(lapply(1:k, function(a) lapply(1:p, function(i) c(list(category = lev[a + 1]), wald(b[a, i], se[a, i], term_names(colnames(X)[i]))))), recursive = FALSE)))
}
# ---- measuring -----------------------------------------------------------------------------------
uls <- function(R, k, start = NULL) { # minres solved by BFGS on loadings polished by repeated nlminb of the uniquenesses
  p <- nrow(R); load <- function(u) { s <- R; diag(s) <- 1 - u; e <- eigen(s, symmetric = TRUE); l <- e$vectors[, 1:k, drop = FALSE] %*% diag(sqrt(pmax(e$values[1:k], 0)), k); l }
  fn <- function(u) { s <- R; diag(s) <- 1 - u; e <- eigen(s, symmetric = TRUE, only.values = TRUE)$values; 0.5 * sum(e[-(1:k)]^2) }
  gr <- function(u) { s <- R; diag(s) <- 1 - u; e <- eigen(s, symmetric = TRUE); v <- e$vectors[, -(1:k), drop = FALSE]; -rowSums(v^2 %*% diag(e$values[-(1:k)], p - k)) }
  u <- 1 / diag(solve(R)); for (i in 1:5) u <- nlminb(u, fn, gr, lower = .005, upper = 1, control = list(rel.tol = 1e-15, x.tol = 1e-15, abs.tol = 0, eval.max = 5000, iter.max = 5000))$par
  load(u) }
r_alpha <- function(d, items, rev = NULL, lim = NULL) {
  e <- na.omit(d[, items]); for (v in rev) e[[v]] <- sum(lim) - e[[v]]; n <- nrow(e); k <- length(items); C <- var(e); R <- cor(e); al <- function(S) { q <- ncol(S); q / (q - 1) * (1 - sum(diag(S)) / sum(S)) }
  if (k == 2) return(list(n = n, alpha = 2 * R[1, 2] / (1 + R[1, 2]), standardizedAlpha = al(R)))
  a <- al(C); l <- uls(R, 1)
  list(n = n, alpha = a, alphaCiLow = 1 - (1 - a) * qf(.975, n - 1, (n - 1) * (k - 1)), alphaCiHigh = 1 - (1 - a) * qf(.025, n - 1, (n - 1) * (k - 1)), standardizedAlpha = al(R), omegaTotal = sum(l)^2 / (sum(l)^2 + sum(1 - l^2)),
    items = arr(lapply(1:k, function(i) list(item = items[i], citc = cor(e[[i]], rowSums(e[, -i, drop = FALSE])), alphaIfDeleted = al(C[-i, -i, drop = FALSE])))))
}
by_variance <- function(L, Phi = NULL) { v <- if (is.null(Phi)) colSums(L^2) else diag(Phi %*% t(L) %*% L); o <- order(-v); list(L = L[, o, drop = FALSE], v = v[o], Phi = if (!is.null(Phi)) Phi[o, o]) }
r_factor <- function(d, items, k, method, rotation) {
  e <- na.omit(d[, items]); R <- cor(e); n <- nrow(e); q <- KMO(R); b <- cortest.bartlett(R, n); ev <- eigen(R); p <- length(items)
  L <- if (method == "minres") uls(R, k) else ev$vectors[, 1:k, drop = FALSE] %*% diag(sqrt(ev$values[1:k]), k); h <- rowSums(L^2); Phi <- NULL
  if (rotation == "varimax" && k > 1) L <- varimax(L, normalize = TRUE, eps = 1e-15)$loadings
  if (rotation == "oblimin" && k > 1) { best <- NULL; for (s in 1:6) { g <- try(suppressWarnings(GPArotation::oblimin(L, Tmat = if (s == 1) diag(k) else GPArotation::Random.Start(k), eps = 1e-7, maxit = 3000)), TRUE); if (inherits(g, "try-error")) next; v <- g$Table[nrow(g$Table), 2]; if (is.null(best) || v < best$v - 1e-9) best <- list(v = v, g = g) }; L <- best$g$loadings; Phi <- best$g$Phi }
  s <- by_variance(unclass(L), Phi)
  out <- list(n = n, kmo = q$MSA, kmoItems = arr(q$MSAi), bartlett = c(list(statistic = b$chisq, df = b$df), x_tail(b$chisq, b$df)), eigenvalues = arr(ev$values), factors = k, communalities = arr(h), absoluteLoadings = unname(abs(s$L)), variance = arr(s$v))
  if (!is.null(Phi)) out$absoluteFactorCorrelations <- unname(abs(s$Phi))
  out
}
kripp <- function(m, level) { # units x raters
  m <- m[rowSums(!is.na(m)) > 1, , drop = FALSE]; lev <- sort(unique(as.vector(m[!is.na(m)]))); o <- matrix(0, length(lev), length(lev))
  for (u in seq_len(nrow(m))) { v <- match(m[u, !is.na(m[u, ])], lev); for (i in seq_along(v)) for (j in seq_along(v)) if (i != j) o[v[i], v[j]] <- o[v[i], v[j]] + 1 / (length(v) - 1) }
  nc <- rowSums(o); n <- sum(nc); k <- length(lev); D <- matrix(0, k, k); for (i in 1:k) for (j in 1:k) D[i, j] <- switch(level, nominal = i != j, ordinal = (sum(nc[min(i, j):max(i, j)]) - (nc[i] + nc[j]) / 2)^2 * (i != j), interval = (lev[i] - lev[j])^2, ratio = if (i == j) 0 else ((lev[i] - lev[j]) / (lev[i] + lev[j]))^2)
  1 - (n - 1) * sum(o * D) / sum(outer(nc, nc) * D) }
set.seed(77)
n <- 44
x1 <- round(rnorm(n, 10, 3), 2); x2 <- round(rnorm(n, 0, 1), 3); grp <- sample(c("高校", "企业", "科研院所"), n, TRUE)
eta <- 0.3 * (x1 - 10) + 0.8 * x2 + (grp == "企业")
reg <- data.frame(y = round(2 + 0.5 * x1 - x2 + 2 * (grp == "企业") + rnorm(n), 2), x1 = x1, x2 = x2, x3 = round(x1 + x2 + rnorm(n) * 1e-3, 5), grp = grp,
  cl = sample(letters[1:9], n, TRUE), b = as.integer(eta + rlogis(n) > 0), o = cut(eta + rlogis(n), c(-Inf, -1, .5, 2, Inf), labels = FALSE), ot = NA, m = sample(c("甲", "乙", "丙"), n, TRUE), big = 1e9 + 1e6 * x1, small = 1e-9 * x2, z = sample(0:1, n, TRUE, c(.9, .1)), rare = c("稀", rep(c("常", "平"), length.out = n - 1)))
reg$ot <- c("c低", "b中", "a高", "d极高")[reg$o]; for (v in c("y", "x1", "x2", "grp", "b", "o")) reg[[v]] <- holes(reg[[v]], .04); reg$near <- ifelse(is.na(reg$b), 0, 6 * reg$b) + round(rnorm(n, 0, 1.6), 2); reg$exact <- round(3 * reg$x2 + rnorm(n) * 1e-6, 7)
reg <- save_set("reg", reg)
for (p in list(list("y", c("x1", "x2")), list("y", c("x1", "x2", "grp")), list("y", c("x1", "x2", "x3")), list("y", "grp"), list("y", c("big", "small", "m")), list("y", c("x2", "rare")), list("small", c("big", "y")), list("exact", c("x2", "x1")), list("b", c("x1", "z")), list("big", c("x2", "grp"))))
  add(paste0("reg/linear/", p[[1]], "/", paste(p[[2]], collapse = "-")), "reg", "linearRegression", list(outcome = p[[1]], predictors = arr(p[[2]])), r_linear(reg, p[[1]], p[[2]]), 1e-7, "lm, car::vif, confint, cooks.distance")
add("reg/linear/hc3", "reg", "linearRegression", list(outcome = "y", predictors = arr(c("x1", "grp")), robust = "HC3"), r_linear(reg, "y", c("x1", "grp"), TRUE), 1e-8, "sandwich::vcovHC HC3")
add("reg/linear/cluster", "reg", "linearRegression", list(outcome = "y", predictors = arr(c("x1", "x2", "m")), cluster = "cl"), r_linear(reg, "y", c("x1", "x2", "m"), FALSE, "cl"), 1e-8, "sandwich::vcovCL HC1")
for (p in list(c("x1", "x2"), c("x1", "x2", "grp"), "grp", c("big", "small"), c("x1", "x2", "x3"), c("z", "m"))) add(paste0("reg/logistic/", paste(p, collapse = "-")), "reg", "logisticRegression", list(outcome = "b", predictors = arr(p)), r_logit(reg, "b", p), if ("x3" %in% p) 1e-4 else 1e-6, "glm(binomial, epsilon = 1e-15)")
for (p in list(list("o", c("x1", "x2")), list("o", c("x1", "grp")), list("ot", "x2"), list("b", c("x1", "x2")), list("m", c("x1", "z")))) add(paste0("reg/ordinal/", p[[1]], "/", paste(p[[2]], collapse = "-")), "reg", "ordinalRegression", list(outcome = p[[1]], predictors = arr(p[[2]])), r_ordinal(reg, p[[1]], p[[2]]), 1e-6, "ordinal::clm(gradTol = 1e-12)")
for (p in list(list("m", c("x1", "x2"), NULL), list("grp", c("x1", "y"), "科研院所"), list("o", "x2", NULL), list("m", c("z", "grp"), "甲"))) add(paste0("reg/multinomial/", p[[1]], "/", paste(p[[2]], collapse = "-")), "reg", "multinomialRegression", c(list(outcome = p[[1]], predictors = arr(p[[2]])), if (!is.null(p[[3]])) list(reference = p[[3]])), r_multi(reg, p[[1]], p[[2]], p[[3]]), 1e-6, "nnet::multinom, polished by Newton's method")

e2 <- reg[!is.na(reg$o) & !is.na(reg$big) & !is.na(reg$small), ]; so <- summary(ordinal::clm(ordered(o) ~ I(big / 1e6) + I(small * 1e9), data = e2, control = list(gradTol = 1e-12)))$coefficients; so <- so[nrow(so) - 1:0, ]
add("reg/ordinal/o/big-small", "reg", "ordinalRegression", list(outcome = "o", predictors = arr(c("big", "small"))), list(coefficients = arr(list(list(estimate = so[1, 1] / 1e6, z = so[1, 3]), list(estimate = so[2, 1] * 1e9, z = so[2, 3])))), 1e-6, "ordinal::clm on predictors brought to size")
n <- 70; f1 <- rnorm(n); f2 <- .4 * f1 + rnorm(n); like <- function(f, l) pmin(5, pmax(1, round(3 + 1.1 * (l * f + sqrt(1 - l^2) * rnorm(n)))))
items <- data.frame(a1 = like(f1, .8), a2 = like(f1, .7), a3 = like(f1, .75), a4 = like(-f1, .6), b1 = like(f2, .8), b2 = like(f2, .7), b3 = like(f2, .6), b4 = like(f2, .65)); for (v in names(items)) items[[v]] <- holes(items[[v]], .02)
items <- save_set("items", items); A <- paste0("a", 1:4); B <- paste0("b", 1:4)
for (p in list(A[1:3], A, B, c(A, B), c("a1", "b2"), c("a1", "a4"), c("a1", "b1", "b4"))) add(paste0("items/reliability/", paste(p, collapse = "")), "items", "reliability", list(items = arr(p)), r_alpha(items, p), 1e-6, "var(), cor(); Feldt by qf; one-factor minres by nlminb")
add("items/reliability/reverse", "items", "reliability", list(items = arr(A), reverse = arr("a4"), scale = list(min = 1, max = 5)), r_alpha(items, A, "a4", c(1, 5)), 1e-6, "var(), cor(); Feldt by qf; one-factor minres by nlminb")
add("items/reliability/scale7", "items", "reliability", list(items = arr(c("a1", "a4")), reverse = arr("a4"), scale = list(min = 0, max = 7)), r_alpha(items, c("a1", "a4"), "a4", c(0, 7)), 1e-6, "cor()")
for (me in c("minres", "principal")) for (ro in c("none", "varimax", "oblimin")) for (k in 1:3) { if (k == 1 && ro != "none" || k == 3 && me == "minres") next
  add(paste("items/factor", me, ro, k, sep = "/"), "items", "factorAnalysis", list(items = arr(c(A, B)), factors = k, method = me, rotation = ro), r_factor(items, c(A, B), k, me, ro), 2e-5, "psych::KMO, cortest.bartlett, eigen, minres by nlminb, GPArotation") }
ag <- na.omit(items[, A]); ag$total <- rowSums(ag)
u <- 26; tr <- sample(1:4, u, TRUE); rt <- function(p) holes(ifelse(runif(u) < p, tr, sample(1:4, u, TRUE)), .06)
raters <- save_set("raters", data.frame(r1 = rt(.8), r2 = rt(.7), r3 = rt(.6), r4 = rt(.5), t1 = c("甲", "乙", "丙")[sample(1:3, u, TRUE)], t2 = NA, s1 = round(tr * 10 + rnorm(u, 0, 4), 1), s2 = round(tr * 10 + rnorm(u, 1, 4), 1), s3 = round(tr * 9 + rnorm(u, 0, 5), 1), only1 = sample(1:2, u, TRUE), only4 = sample(3:4, u, TRUE)))
raters$t2 <- ifelse(runif(u) < .6, raters$t1, sample(c("甲", "乙", "丁"), u, TRUE)); raters <- save_set("raters", raters)
kap <- function(a, b, wt) { ok <- !is.na(a) & !is.na(b); lev <- levels_of(c(a[ok], b[ok])); t <- table(fac(a[ok], lev), fac(b[ok], lev)); k <- length(lev); n <- sum(t); P <- t / n; W <- switch(wt, none = diag(k), linear = 1 - abs(outer(1:k, 1:k, "-")) / (k - 1), quadratic = 1 - outer(1:k, 1:k, "-")^2 / (k - 1)^2); r <- rowSums(P); c <- colSums(P); po <- sum(W * P); pe <- sum(W * outer(r, c)); ka <- (po - pe) / (1 - pe)
  wr <- as.vector(W %*% c); wc <- as.vector(r %*% W); v <- (sum(P * (W - outer(wr, wc, "+") * (1 - ka))^2) - (ka - pe * (1 - ka))^2) / (n * (1 - pe)^2); list(units = n, raters = 2, estimate = ka, ciLow = ka - qnorm(.975) * sqrt(v), ciHigh = min(1, ka + qnorm(.975) * sqrt(v))) }
for (p in list(c("r1", "r2"), c("r3", "r4"), c("only1", "only4"))) { add(paste0("raters/cohen/", p[1], p[2]), "raters", "agreement", list(raters = arr(p), method = "cohenKappa"), kap(raters[[p[1]]], raters[[p[2]]], "none")[1:3], 1e-8, "table(); Fleiss, Cohen & Everitt 1969")
  for (w in c("linear", "quadratic")) add(paste0("raters/weighted/", w, p[1], p[2]), "raters", "agreement", list(raters = arr(p), method = "weightedKappa", weights = w), kap(raters[[p[1]]], raters[[p[2]]], w)[if (p[1] == "only1") 1:3 else 1:5], 1e-8, "table(); Fleiss, Cohen & Everitt 1969") }
add("raters/cohen/text", "raters", "agreement", list(raters = arr(c("t1", "t2")), method = "cohenKappa"), kap(raters$t1, raters$t2, "none"), 1e-8, "table(); Fleiss, Cohen & Everitt 1969")
R4 <- as.matrix(raters[, paste0("r", 1:4)]); R4c <- na.omit(R4); cn <- t(apply(R4c, 1, function(v) tabulate(v, 4))); pi <- colSums(cn) / sum(cn); Pe <- sum(pi^2); Pa <- mean((rowSums(cn^2) - 4) / 12)
add("raters/fleiss", "raters", "agreement", list(raters = arr(colnames(R4)), method = "fleissKappa"), list(units = nrow(R4c), raters = 4, estimate = (Pa - Pe) / (1 - Pe)), 1e-9, "Fleiss 1971")
eq <- sum(apply(R4c, 1, function(v) all(v == v[1]))); i <- prop.test(eq, nrow(R4c), correct = FALSE)$conf.int
add("raters/percent", "raters", "agreement", list(raters = arr(colnames(R4)), method = "percent"), list(units = nrow(R4c), estimate = eq / nrow(R4c), ciLow = i[1], ciHigh = i[2]), 1e-9, "prop.test")
for (l in c("nominal", "ordinal", "interval", "ratio")) { add(paste0("raters/kripp/", l), "raters", "agreement", list(raters = arr(colnames(R4)), method = "krippendorffAlpha", level = l), list(estimate = kripp(R4, l)), 1e-9, "coincidence matrix, Krippendorff 2011")
  if (l != "nominal") add(paste0("raters/kripp/s/", l), "raters", "agreement", list(raters = arr(c("s1", "s2", "s3")), method = "krippendorffAlpha", level = l), list(estimate = kripp(as.matrix(raters[, c("s1", "s2", "s3")]), l)), 1e-9, "coincidence matrix, Krippendorff 2011") }
kw <- function(m) { m <- na.omit(m); N <- nrow(m); k <- ncol(m); r <- apply(m, 2, rank); S <- sum((rowSums(r) - mean(rowSums(r)))^2); ti <- sum(apply(r, 2, function(v) { t <- table(v); sum(t^3 - t) })); w <- 12 * S / (k^2 * (N^3 - N) - k * ti); list(units = N, estimate = w, test = c(list(chiSquare = k * (N - 1) * w, df = N - 1), x_tail(k * (N - 1) * w, N - 1))) }
add("raters/kendallW", "raters", "agreement", list(raters = arr(colnames(R4)), method = "kendallW"), kw(R4), 1e-9, "rank()")
ic <- suppressMessages(ICC(na.omit(raters[, c("s1", "s2", "s3")]), lmer = FALSE))$results
for (i in 1:6) { f <- c("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")[i]; add(paste0("raters/icc/", f), "raters", "agreement", list(raters = arr(c("s1", "s2", "s3")), method = "icc", form = f), list(estimate = ic$ICC[i], ciLow = ic$`lower bound`[i], ciHigh = ic$`upper bound`[i]), 1e-8, "psych::ICC(lmer = FALSE)") }
# ---- weights and designs -------------------------------------------------------------------------
set.seed(5); n <- 60
design <- data.frame(y = holes(round(rnorm(n, 50, 10), 1), .08), b = sample(0:1, n, TRUE), w = round(runif(n, 1, 9), 2), st = rep(c("南", "北", "中"), each = 20), cl = c(rep(1:5, each = 4), c(1, 2, 3, rep(4, 8), rep(5, 9)), rep(1:10, each = 2)), fpcc = NA, fpcn = NA, g = sample(c("x", "y", "z"), n, TRUE), sex = sample(c("男", "女"), n, TRUE), age = sample(c(1, 2, 10), n, TRUE, c(.3, .4, .3)))
design$fpcc <- c(南 = 12, 北 = 5, 中 = 40)[design$st]; design$fpcn <- c(南 = 300, 北 = 150, 中 = 90)[design$st]; design$w0 <- design$w; design$w0[c(3, 17, 40, 59)] <- 0; design$wm <- holes(design$w, .1); design$w[1] <- 9; design$ws <- round(design$w / sum(design$w) * n, 6); design$g[sample(n, 4)] <- NA
design <- save_set("design", design)
r_svy <- function(d, v, w, st = NULL, cl = NULL, fpc = NULL, sub = NULL, deff = "replace") {
  d <- d[complete.cases(d[, c(w, st, cl, fpc)]), ]; f <- function(x) if (is.null(x)) NULL else as.formula(paste0("~", x))
  s <- svydesign(ids = if (is.null(cl)) ~1 else f(cl), strata = f(st), weights = f(w), fpc = f(fpc), data = d, nest = TRUE); s <- s[(if (is.null(sub)) TRUE else eval(sub, d)) & !is.na(d[[v]]), ]
  m <- svymean(f(v), s, deff = deff); df <- degf(s); ci <- confint(m, df = df); e <- list(estimate = coef(m)[[1]], se = SE(m)[[1]], ciLow = ci[1], ciHigh = ci[2], df = df); if (!is.na(deff(m)[1])) e[[if (identical(deff, "replace")) "designEffectReplace" else "designEffect"]] <- deff(m)[[1]]; e }
for (w in c("w", "w0", "wm", "ws")) { sv <- function(tag, ..., where = NULL) { a <- list(...); names(a) <- names(list(...)); e <- do.call(r_svy, c(list(design, "y", w), a), quote = TRUE); pr <- c(list(variable = "y", weight = w), if (!is.null(a$st)) list(strata = a$st), if (!is.null(a$cl)) list(cluster = a$cl), if (!is.null(a$fpc)) list(fpc = a$fpc), if (!is.null(where)) list(where = where)); if (w == "w0") e[["designEffectReplace"]] <- NULL; add(paste0("design/surveyMean/", w, "/", tag), "design", "surveyMean", pr, e, 1e-8, "svymean, confint(df = degf), deff = 'replace'") }
  sv("plain"); sv("strata", st = "st"); sv("cluster", cl = "cl"); sv("both", st = "st", cl = "cl"); sv("fpc", st = "st", fpc = "fpcn"); sv("fpcc", st = "st", cl = "cl", fpc = "fpcc")
  sv("domain", st = "st", cl = "cl", sub = quote(g %in% "x"), where = list(variable = "g", eq = "x")); sv("notdomain", st = "st", sub = quote(g %in% c("y", "z")), where = list(not = list(variable = "g", eq = "x"))) ; sv("agedomain", st = "st", cl = "cl", sub = quote(age > 1), where = list(variable = "age", gte = 2)) }
add("design/surveyMean/deff", "design", "surveyMean", list(variable = "y", weight = "w", strata = "st", fpc = "fpcn"), r_svy(design, "y", "w", "st", NULL, "fpcn", deff = TRUE), 1e-8, "svymean(deff = TRUE)")
add("design/surveyMean/deff/plain", "design", "surveyMean", list(variable = "b", weight = "w"), r_svy(design, "b", "w", deff = TRUE), 1e-8, "svymean(deff = TRUE)")
chi <- function(r, c, w, st, cl) { d <- design[complete.cases(design[, c(w, st, cl)]), ]; s <- svydesign(ids = if (is.null(cl)) ~1 else as.formula(paste0("~", cl)), strata = if (is.null(st)) NULL else as.formula(paste0("~", st)), weights = as.formula(paste0("~", w)), data = d, nest = TRUE); s <- s[!is.na(d[[r]]) & !is.na(d[[c]]), ]; q <- svychisq(as.formula(paste0("~", r, "+", c)), s, statistic = "F"); list(raoScott = c(list(statistic = q$statistic[[1]], df1 = q$parameter[[1]], df2 = q$parameter[[2]]), f_tail(q$statistic[[1]], q$parameter[[1]], q$parameter[[2]]))) }
for (p in list(list("g", "sex", "w", NULL, NULL), list("g", "age", "w", "st", NULL), list("g", "age", "wm", "st", "cl"), list("sex", "b", "ws", NULL, "cl"))) add(paste0("design/raoScott/", p[[1]], p[[2]], p[[3]]), "design", "crosstab", c(list(rows = p[[1]], columns = p[[2]], weight = p[[3]]), if (!is.null(p[[4]])) list(strata = p[[4]]), if (!is.null(p[[5]])) list(cluster = p[[5]])), chi(p[[1]], p[[2]], p[[3]], p[[4]], p[[5]]), 1e-7, "svychisq(statistic = 'F')")
r_rake <- function(d, margins, v = NULL, w = NULL) { ok <- complete.cases(d[, c(names(margins), w)]) & (if (is.null(w)) TRUE else d[[w]] > 0); e <- d[ok, ]; for (m in names(margins)) e[[m]] <- as.character(e[[m]]); e$one <- if (is.null(w)) 1 else e[[w]]; s <- svydesign(ids = ~1, weights = ~one, data = e); pops <- lapply(names(margins), function(m) { q <- data.frame(names(margins[[m]]), unlist(margins[[m]])); names(q) <- c(m, "Freq"); q }); r <- rake(s, lapply(names(margins), function(m) as.formula(paste0("~", m))), pops, control = list(epsilon = 1e-13, maxit = 5000)); u <- weights(r); all <- rep(NA, nrow(d)); all[ok] <- u
  list(n = sum(ok), converged = TRUE, weights = arr(all), weightSum = sum(u), weightMin = min(u), weightMax = max(u), kishDesignEffect = length(u) * sum(u^2) / sum(u)^2, weightedMean = if (is.null(v)) NULL else weighted.mean(e[[v]][!is.na(e[[v]])], u[!is.na(e[[v]])])) }
mg <- list(sex = list(男 = 480, 女 = 520), age = list(`1` = 200, `2` = 500, `10` = 300)); mg3 <- c(mg, list(g = list(x = 100, y = 600, z = 300)))
add("design/rake/2", "design", "rake", list(margins = mg, variable = "y"), r_rake(design, mg, "y"), 1e-8, "survey::rake(epsilon = 1e-13)")
add("design/rake/3", "design", "rake", list(margins = mg3, variable = "y"), r_rake(design, mg3, "y"), 1e-8, "survey::rake(epsilon = 1e-13)")
add("design/rake/w0", "design", "rake", list(margins = mg3, variable = "y", weight = "w0"), r_rake(design, mg3, "y", "w0"), 1e-8, "survey::rake(epsilon = 1e-13)")
# ---- kinds that are sums and means, derive and where --------------------------------------------
ipa <- function(d, im, pe) { a <- colMeans(d[, im], na.rm = TRUE); b <- colMeans(d[, pe], na.rm = TRUE); list(meanImportance = mean(a), meanPerformance = mean(b), points = arr(lapply(seq_along(im), function(i) list(importance = a[[i]], performance = b[[i]], gap = b[[i]] - a[[i]], quadrant = if (a[[i]] >= mean(a)) (if (b[[i]] >= mean(b)) "keepUp" else "concentrate") else if (b[[i]] >= mean(b)) "overkill" else "lowPriority")))) }
add("items/ipa", "items", "importancePerformance", list(pairs = arr(lapply(1:4, function(i) list(label = paste("题", i), importance = A[i], performance = B[i])))), ipa(items, A, B), 1e-9, "colMeans(na.rm = TRUE)")
rk <- t(replicate(20, sample(1:4))); rk[3:6, ][rk[3:6, ] > 2] <- NA; ranks <- save_set("ranks", data.frame(p = rk[, 1], q = rk[, 2], r = rk[, 3], s = rk[, 4])); rk <- as.matrix(ranks)
add("ranks/ranking", "ranks", "ranking", list(variables = arr(colnames(rk))), list(n = nrow(rk), kendallW = kw(t(na.omit(rk)))$estimate, rows = arr(lapply(colnames(rk), function(v) list(value = v, meanRank = mean(rk[, v], na.rm = TRUE), firstPercent = 100 * mean(rk[, v] %in% 1), borda = sum(5 - rk[, v], na.rm = TRUE) / nrow(rk))))), 1e-9, "colMeans; rank()")
en <- function(d, vars, neg) { e <- na.omit(d[, vars]); h <- vapply(vars, function(v) { x <- e[[v]]; s <- if (v %in% neg) max(x) - x else x - min(x); p <- s / sum(s); -sum(ifelse(p > 0, p * log(p), 0)) / log(length(x)) }, 0); list(n = nrow(e), rows = arr(lapply(vars, function(v) list(variable = v, entropy = h[[v]], weight = (1 - h[[v]]) / sum(1 - h))))) }
add("reg/entropy", "reg", "entropyWeights", list(variables = arr(c("x1", "x2", "big")), negative = arr("x2")), en(reg, c("x1", "x2", "big"), "x2"), 1e-9, "by formula")
J <- matrix(c(1, 3, 5, 1/3, 1, 2, 1/5, 1/2, 1), 3, byrow = TRUE); ei <- eigen(J); lam <- Re(ei$values[1]); wv <- Re(ei$vectors[, 1]); wv <- wv / sum(wv)
add("ahp", "ranks", "ahp", list(labels = arr(c("甲", "乙", "丙")), judgements = arr(list(J))), list(weights = arr(wv)), 1e-8, "eigen()")
i1 <- function(d, v, g) { s <- groups_of(d, v, g); y <- unlist(s); f <- factor(rep(names(s), lengths(s))); a <- anova(lm(y ~ f)); ni <- lengths(s); N <- sum(ni); k <- length(s); n0 <- (N - sum(ni^2) / N) / (k - 1); r <- (a[1, 3] - a[2, 3]) / (a[1, 3] + (n0 - 1) * a[2, 3]); list(n = N, clusters = k, averageSize = n0, estimate = r, ofMeans = (a[1, 3] - a[2, 3]) / a[1, 3], statistic = a[1, 4], df1 = k - 1, df2 = N - k, p = a[1, 5]) }
add("reg/icc", "reg", "icc", list(variables = arr("x1"), cluster = "cl"), i1(reg, "x1", "cl"), 1e-8, "anova(lm), Donner 1986")
add("design/icc", "design", "icc", list(variables = arr("y"), cluster = "cl"), i1(design, "y", "cl"), 1e-8, "anova(lm), Donner 1986")
ext <- function(d, its, share) { e <- na.omit(d[, its]); t <- rowSums(e); n <- length(t); k <- ceiling(share * n); s <- sort(t); list(n = n, items = arr(lapply(its, function(v) list(item = v, citc = cor(e[[v]], t - e[[v]]))))) }
add("items/itemAnalysis", "items", "itemAnalysis", list(items = arr(B)), ext(items, B, .27), 1e-8, "cor()")
pc <- function(d, a, b) { e <- both(d, a, b); polycor::polychor(e[[a]], e[[b]], ML = FALSE) }
for (p in list(c("a1", "a2"), c("a1", "a4"), c("b1", "b2"))) add(paste0("items/polychoric/", p[1], p[2]), "items", "correlation", list(variables = arr(p), method = "polychoric"), list(r = matrix(c(1, pc(items, p[1], p[2]), pc(items, p[1], p[2]), 1), 2)), 2e-4, "polycor::polychor(ML = FALSE)")
# derived variables
rm3 <- function(d, its, min, rev = NULL, lim = NULL) { e <- d[, its]; for (v in rev) e[[v]] <- sum(lim) - e[[v]]; m <- rowMeans(e, na.rm = TRUE); m[rowSums(!is.na(e)) < min] <- NA; m }
V <- lapply(names(items), function(v) list(name = v, type = "numeric", valueLabels = list(`1` = "很低", `2` = "低", `3` = "中", `4` = "高", `5` = "很高"), measure = "ordinal"))
items$m3 <- rm3(items, A, 3); items$sA <- { s <- rowSums(items[, A]); s }; items$mr <- rm3(items, A, 4, "a4", c(1, 5))
add("items/derive/mean3", "items", "describe", list(variables = arr("m3"), derive = arr(list(list(name = "m3", op = "mean", items = arr(A), minValid = 3)))), r_describe(items$m3), 1e-9, "rowMeans(na.rm = TRUE)")
add("items/derive/sum", "items", "describe", list(variables = arr("sA"), derive = arr(list(list(name = "sA", op = "sum", items = arr(A))))), r_describe(items$sA), 1e-9, "rowSums")
add("items/derive/reverse", "items", "describe", list(variables = arr("mr"), derive = arr(list(list(name = "mr", op = "mean", items = arr(A), reverse = arr("a4"))))), r_describe(items$mr), 1e-9, "rowMeans", arr(V))
ties$k <- as.character(cut(ties$x, c(-Inf, 2, 3.5, Inf), labels = c("低", "中", "高"))); ties$r <- ifelse(ties$g3 %in% c("甲", "乙"), 1, ifelse(ties$g3 %in% "丙", 0, NA))
dc <- list(name = "k", op = "cut", from = "x", breaks = arr(c(2, 3.5)), labels = arr(c("低", "中", "高"))); dr <- list(name = "r", op = "recode", from = "g3", map = list(甲 = 1, 乙 = 1, 丙 = 0))
add("ties/derive/cut", "ties", "frequencies", list(variable = "k", derive = arr(list(dc))), r_frequencies(ties$k, lev = c("低", "中", "高")), 1e-10, "cut()")
add("ties/derive/recode", "ties", "tTest", list(variable = "y", by = "r", derive = arr(list(dr))), { s <- groups_of(ties, "y", "r"); r_ttest(s[[1]], s[[2]], FALSE) }, 1e-8, "t.test")
sub <- ties[(ties$x > 2 & ties$g2 %in% 10) | ties$mixed %in% c("a", "B"), ]; sub <- ties[which((ties$x > 2 & ties$g2 == 10) | ties$mixed %in% c("a", "B")), ]
add("ties/where/or-and", "ties", "describe", list(variables = arr("y"), where = list(or = arr(list(list(and = arr(list(list(variable = "x", gt = 2), list(variable = "g2", eq = "10")))), list(variable = "mixed", `in` = arr(c("a", "B"))))))), r_describe(sub$y), 1e-9, "subset()")
sub <- ties[which(!(ties$x <= 3) & ties$g3 != "甲"), ]
add("ties/where/not-ne", "ties", "describe", list(variables = arr("y"), where = list(and = arr(list(list(not = list(variable = "x", lte = 3)), list(variable = "g3", ne = "甲"))))), r_describe(sub$y), 1e-9, "subset()")
sub <- ties[which(ties$mixed >= "2" & ties$x >= 1 & ties$x < 4), ]; s <- groups_of(sub, "x", "mixed")
ty <- lapply(list(list("g2", "string")), function(p) list(name = p[[1]], type = p[[2]], measure = "nominal"))
s <- split(both(ties, "y", "g2")$y, factor(as.character(both(ties, "y", "g2")$g2), c("10", "2")))
add("ties/order/text", "ties", "tTest", list(variable = "y", by = "g2"), r_ttest(s[[1]], s[[2]], FALSE), 1e-8, "t.test; text order", arr(ty))
s <- split(both(ties, "y", "g3")$y, factor(both(ties, "y", "g3")$g3, c("𠮷", "丙", "甲", "乙")))
add("ties/order/declared", "ties", "anova", list(variable = "y", by = "g3"), r_anova(s, "tukey"), 1e-7, "aov; declared order", arr(list(list(name = "g3", type = "string", order = arr(c("𠮷", "丙", "甲", "乙"))))))
mi <- ties; mi$score[mi$score %in% 5] <- NA
add("ties/missing/declared", "ties", "describe", list(variables = arr("score")), r_describe(mi$score), 1e-9, "mean, sd", arr(list(list(name = "score", type = "numeric", missing = arr(5)))))
q <- ties[, c("score", "x", "g3")]; pt <- sort(table(apply(!is.na(q), 1, function(v) paste(as.integer(v), collapse = ""))), decreasing = TRUE)
add("ties/missingness", "ties", "missingness", list(variables = arr(names(q))), list(n = nrow(q), complete = sum(complete.cases(q)), completePercent = 100 * mean(complete.cases(q)), patternCount = length(pt), variables = arr(lapply(names(q), function(v) list(variable = v, valid = sum(!is.na(q[[v]])), skipped = sum(is.na(q[[v]])), missingPercent = 100 * mean(is.na(q[[v]])))))), 1e-9, "is.na, complete.cases")

writeLines(paste0("[\n", paste(cases, collapse = ",\n"), "\n]"), "cases.json")
