# Times ranger (Debian and Ubuntu: apt install r-cran-ranger) on the file that ForestStopwatch wrote: 100 trees on one thread, and its error out of bag.
suppressMessages({library(survival); library(ranger)})
d <- read.csv(commandArgs(TRUE)[1])
seconds <- system.time(f <- ranger(Surv(time, event) ~ ., d, num.trees = 100, num.threads = 1, seed = 1))[["elapsed"]]
cat(sprintf("ranger %d rows, 100 trees: %.2f s, C out of bag %.4f\n", nrow(d), seconds, 1 - f$prediction.error))
