# Times R's survival on the subjects in a CSV file; prints `what seconds value` for each.
library(survival)

repetitions <- 5
table <- read.csv(commandArgs(trailingOnly = TRUE)[1])
x <- as.matrix(table[, grep("^x", names(table))])
outcome <- Surv(table$time, table$event)

print_time <- function(what, work, value) {
  result <- work()
  seconds <- numeric(repetitions)
  for (i in seq_len(repetitions)) {
    start <- proc.time()[["elapsed"]]
    result <- work()
    seconds[i] <- proc.time()[["elapsed"]] - start
  }
  cat(what, sprintf("%.6f %.9f\n", median(seconds), value(result)))
}

print_time("R:cox", function() coxph(outcome ~ x, ties = "efron"), function(fit) coef(fit)[[1]])
print_time(
  "R:concordance",
  function() concordance(outcome ~ table$risk, reverse = TRUE),
  function(result) result$concordance
)
