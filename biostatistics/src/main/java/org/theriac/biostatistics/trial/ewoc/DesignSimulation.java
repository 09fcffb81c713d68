package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.Scenario;
import org.theriac.biostatistics.trial.design.Simulation;
import org.theriac.biostatistics.trial.design.TwoDrugs;
import org.theriac.core.UserError;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;
import org.theriac.core.study.Words;

/**
 * Simulates trials under several truths, side by side and resumable: trials are kept in blocks. A trial's random numbers are a function of seed,
 * scenario and number, so that blocks, workers and resumes do not show in the results.
 */
final class DesignSimulation {
    private static final int DRAWS = 1 << 14;

    /** Trials that are kept together: a few seconds of work, all that a stop can lose. */
    private static final int BLOCK = 20;

    private final EwocTwoDrugs design;
    private final Simulation simulation;
    private final Map<String, TwoDrugs> scenarios;

    /** @throws UserError if the scenarios do not fit the design */
    DesignSimulation(EwocTwoDrugs design, Simulation simulation) {
        this.design = design;
        this.simulation = simulation;
        this.scenarios = scenarios(simulation);
    }

    private static Map<String, TwoDrugs> scenarios(Simulation simulation) {
        Map<String, TwoDrugs> published = PublishedScenarios.all();
        Map<String, TwoDrugs> chosen = new LinkedHashMap<>();
        simulation.scenarios().forEach((name, scenario) -> chosen.put(name, twoDrugs(scenario)));
        for (String name : simulation.published()) {
            TwoDrugs scenario = published.get(name);
            if (scenario == null) {
                throw new UserError("simulate.published: found '" + name + "': "
                        + Words.unknown("published scenario", name, published.keySet()));
            }
            if (chosen.put(name, scenario) != null) {
                throw new UserError("simulate: the scenario '" + name + "' is named twice; give each its own name.");
            }
        }
        return chosen.isEmpty() ? published : chosen;
    }

    /** The family has one member yet; a design for one drug will refuse this one. */
    private static TwoDrugs twoDrugs(Scenario scenario) {
        return (TwoDrugs) scenario;
    }

    /** The results of each scenario, in the order of the study. */
    List<ScenarioResult> results(Run run) {
        ToxicityDraws draws = new ToxicityDraws(
                design.priors().toxicityInteraction(),
                even(design.computation().draws().orElse(DRAWS)),
                run.random("toxicity prior", 0));
        TrialSimulator simulator = new TrialSimulator(design, draws, simulation.neverStop());
        List<Callable<List<SimulatedTrial>>> pieces = new ArrayList<>();
        long total = (long) scenarios.size() * simulation.trials();
        try (Progress progress = run.progress("trials", total)) {
            AtomicLong done = new AtomicLong();
            scenarios.forEach((name, scenario) -> {
                Truth truth = Truth.of(scenario, design);
                Run own = run.child(name);
                for (int from = 0; from < simulation.trials(); from += BLOCK) {
                    int first = from;
                    int last = Math.min(from + BLOCK, simulation.trials());
                    pieces.add(() -> {
                        List<SimulatedTrial> block = block(simulator, truth, own, first, last);
                        progress.at(done.addAndGet(last - first), "");
                        return block;
                    });
                }
            });
            return results(SideBySide.all(run, pieces));
        }
    }

    /** Pairs of mirrored draws need an even number. */
    static int even(int draws) {
        return draws + draws % 2;
    }

    private static List<SimulatedTrial> block(TrialSimulator simulator, Truth truth, Run own, int first, int last) {
        return own.child("trials " + (first + 1) + " to " + last).once("trials", new SimulatedTrialsCodec(), () -> {
            List<SimulatedTrial> trials = new ArrayList<>();
            for (int trial = first; trial < last; trial++) {
                own.checkStop();
                trials.add(simulator.simulate(truth, trial, own));
            }
            return trials;
        });
    }

    private List<ScenarioResult> results(List<List<SimulatedTrial>> blocks) {
        int each = (simulation.trials() + BLOCK - 1) / BLOCK;
        List<ScenarioResult> results = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, TwoDrugs> scenario : scenarios.entrySet()) {
            List<SimulatedTrial> trials =
                    blocks.subList(at, at + each).stream().flatMap(List::stream).toList();
            results.add(new ScenarioResult(
                    scenario.getKey(), scenario.getValue(), Truth.of(scenario.getValue(), design), trials));
            at += each;
        }
        return results;
    }
}
