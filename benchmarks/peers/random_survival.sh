#!/bin/sh
# Compares our estimates on random data sets with R's, from the project's root after `mvn package -pl benchmarks -am -DskipTests`:
#     sh benchmarks/peers/random_survival.sh [SETS] [FOLDER]
set -e
sets=${1:-200}
folder=${2:-.theriac/random_survival}
java -cp 'benchmarks/target/dist/lib/*' org.theriac.benchmarks.comparison.RandomSurvival "$sets" "$folder"
Rscript benchmarks/peers/random_survival.R "$folder"
