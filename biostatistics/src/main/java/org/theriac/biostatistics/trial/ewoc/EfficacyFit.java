package org.theriac.biostatistics.trial.ewoc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.theriac.biostatistics.sampling.ChainDiagnostics;
import org.theriac.core.run.Codec;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;

/**
 * The efficacy model of a real trial: several resumable chains, and whether they met.
 *
 * @param draws of all chains, one after the other
 * @param diagnostics one for each coefficient
 */
record EfficacyFit(EfficacyDraws draws, List<ChainDiagnostics> diagnostics) {
    private static final int WIDTH = EfficacySampler.COEFFICIENTS;

    /** Sweeps between two chances to stop. */
    private static final int STRETCH = 500;

    EfficacyFit {
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * A chain on its way.
     *
     * @param stretch how many stretches of sweeps are done
     * @param b where it stands
     * @param kept coefficients of the sweeps kept so far
     */
    private record Chain(int stretch, double[] b, double[] kept) {}

    private static final Codec<Chain> CODEC = new Codec<>() {
        @Override
        public void write(Chain chain, DataOutput out) throws IOException {
            out.writeInt(chain.stretch());
            out.writeInt(chain.kept().length);
            for (double value : chain.b()) {
                out.writeDouble(value);
            }
            for (double value : chain.kept()) {
                out.writeDouble(value);
            }
        }

        @Override
        public Chain read(DataInput in) throws IOException {
            int stretch = in.readInt();
            double[] kept = new double[in.readInt()];
            double[] b = new double[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                b[j] = in.readDouble();
            }
            for (int i = 0; i < kept.length; i++) {
                kept[i] = in.readDouble();
            }
            return new Chain(stretch, b, kept);
        }
    };

    /** @param patients those whose response is known */
    static EfficacyFit of(
            List<LoggedPatient> patients, EfficacyPrior prior, int chains, int warmUp, int sweeps, Run run) {
        List<Callable<double[]>> pieces = new ArrayList<>();
        for (int c = 1; c <= chains; c++) {
            Run own = run.child("chain " + c);
            pieces.add(() -> chain(sampler(patients, prior), warmUp, sweeps, own));
        }
        List<double[]> kept = SideBySide.all(run, pieces);
        double[] all = new double[chains * sweeps * WIDTH];
        for (int c = 0; c < chains; c++) {
            System.arraycopy(kept.get(c), 0, all, c * sweeps * WIDTH, sweeps * WIDTH);
        }
        List<ChainDiagnostics> diagnostics = new ArrayList<>();
        for (int j = 0; j < WIDTH; j++) {
            int coefficient = j;
            diagnostics.add(ChainDiagnostics.of(kept.stream()
                    .map(chain -> new EfficacyDraws(chain).coefficient(coefficient))
                    .toArray(double[][]::new)));
        }
        return new EfficacyFit(new EfficacyDraws(all), diagnostics);
    }

    private static EfficacySampler sampler(List<LoggedPatient> patients, EfficacyPrior prior) {
        boolean[] response = new boolean[patients.size()];
        for (int i = 0; i < response.length; i++) {
            response[i] = patients.get(i).response() == LoggedPatient.Answer.YES;
        }
        return new EfficacySampler(
                patients.stream().mapToDouble(patient -> patient.given().x()).toArray(),
                patients.stream().mapToDouble(patient -> patient.given().y()).toArray(),
                response,
                prior);
    }

    private static double[] chain(EfficacySampler sampler, int warmUp, int sweeps, Run run) {
        int total = warmUp + sweeps;
        return run.iterate(
                        "efficacy",
                        CODEC,
                        () -> new Chain(0, sampler.start(), new double[0]),
                        chain -> further(sampler, chain, warmUp, total, run),
                        chain -> chain.stretch() * STRETCH >= total)
                .kept();
    }

    private static Chain further(EfficacySampler sampler, Chain chain, int warmUp, int total, Run run) {
        RandomGenerator random = run.random("sweeps", chain.stretch());
        int from = chain.stretch() * STRETCH;
        int to = Math.min(from + STRETCH, total);
        double[] b = chain.b().clone();
        int keeping = Math.max(0, to - Math.max(from, warmUp));
        double[] kept = Arrays.copyOf(chain.kept(), chain.kept().length + keeping * WIDTH);
        int at = chain.kept().length;
        for (int sweep = from; sweep < to; sweep++) {
            sampler.sweep(b, random);
            if (sweep >= warmUp) {
                System.arraycopy(b, 0, kept, at, WIDTH);
                at += WIDTH;
            }
        }
        return new Chain(chain.stretch() + 1, b, kept);
    }
}
