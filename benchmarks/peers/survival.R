# Times R's survival (with glmnet and ranger) on the subjects in two CSV files; prints `what seconds value` for each. Seconds are those of the processor, so that other
# work on the machine counts little.
library(survival)

repetitions <- 3
table <- read.csv(commandArgs(trailingOnly = TRUE)[1])
x <- as.matrix(table[, grep("^x", names(table))])
outcome <- Surv(table$time, table$event)

print_time <- function(what, work, value) {
  result <- work()
  seconds <- numeric(repetitions)
  for (i in seq_len(repetitions)) {
    start <- sum(proc.time()[1:2])
    result <- work()
    seconds[i] <- sum(proc.time()[1:2]) - start
  }
  cat(what, sprintf("%.6f %.9f\n", median(seconds), value(result)))
}

print_time("R:cox", function() coxph(outcome ~ x, ties = "efron"), function(fit) coef(fit)[[1]])
print_time(
  "R:concordance",
  function() concordance(outcome ~ table$risk, reverse = TRUE),
  function(result) result$concordance
)
group <- ifelse(table[[max(grep("^x", names(table)))]] < 0.5, 0, 1)
state <- factor(ifelse(table$event == 1, ifelse(seq_len(nrow(table)) %% 3 == 1, 2, 1), 0), 0:2)
year <- function(fit) summary(fit, times = 365)
print_time("R:kaplan_meier", function() survfit(outcome ~ 1), function(fit) year(fit)$lower)
print_time("R:log_rank", function() survdiff(outcome ~ group), function(test) test$chisq)
print_time("R:aalen_johansen", function() survfit(Surv(table$time, state) ~ 1), function(fit) year(fit)$std.err[2])
print_time("R:zph", function() cox.zph(coxph(outcome ~ x, ties = "efron"), terms = FALSE), function(test) test$table["GLOBAL", 1])
print_time("R:aft", function() survreg(outcome ~ x, dist = "weibull"), function(fit) coef(fit)[[2]])
if (requireNamespace("glmnet", quietly = TRUE)) {
  thousands <- Surv(table$time / 1000, table$event)
  wide <- as.matrix(read.csv(commandArgs(trailingOnly = TRUE)[2]))
  wide_outcome <- Surv(wide[, "time"] / 1000, wide[, "event"])
  wide_x <- wide[, grep("^x", colnames(wide))]
  print_time("R:elastic_net_wide", function() glmnet::glmnet(wide_x, wide_outcome, "cox"), function(path) path$lambda[1])
  print_time("R:elastic_net", function() glmnet::glmnet(x, thousands, "cox"), function(path) coef(path, s = 0.01)[1])
}
expanded <- function() finegray(Surv(time, state) ~ ., data.frame(time = table$time, state = state, x), etype = 1)
fine_gray <- function() {
  rows <- expanded()
  coxph(Surv(fgstart, fgstop, fgstatus) ~ as.matrix(rows[, colnames(x)]), rows, weights = fgwt)
}
print_time("R:fine_gray", fine_gray, function(fit) coef(fit)[[1]])
if (requireNamespace("ranger", quietly = TRUE)) {
  first <- table[seq_len(min(nrow(table), 2000)), c("time", "event", colnames(x))]
  grow <- function() ranger::ranger(Surv(time, event) ~ ., first, num.trees = 50, num.threads = 1, seed = 1)
  print_time("R:forest", grow, function(forest) 1 - forest$prediction.error)
}
