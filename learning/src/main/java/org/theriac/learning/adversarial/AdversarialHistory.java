package org.theriac.learning.adversarial;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.core.run.Codec;

/**
 * How a training of two networks went.
 *
 * @param rounds evenly spaced ones, in their order
 * @param divergedIn the round, from 0, in which a loss was no longer finite; what is kept is as it was before
 */
public record AdversarialHistory(List<Round> rounds, Optional<Long> divergedIn) {
    /** Before the first round. */
    public static final AdversarialHistory EMPTY = new AdversarialHistory(List.of(), Optional.empty());

    public AdversarialHistory {
        rounds = List.copyOf(rounds);
    }

    /**
     * One round.
     *
     * @param criticSteps steps of the critic up to its end
     * @param distance D(real) − D(fake), mean over the round's steps of the critic
     * @param penalty before its weight, mean over the same
     * @param generatorLoss −D(fake)
     */
    public record Round(long criticSteps, double distance, double penalty, double generatorLoss) {}

    static final Codec<AdversarialHistory> CODEC = new Codec<>() {
        @Override
        public void write(AdversarialHistory value, DataOutput out) throws IOException {
            out.writeLong(value.divergedIn.orElse(-1L));
            out.writeInt(value.rounds.size());
            for (Round round : value.rounds) {
                out.writeLong(round.criticSteps());
                out.writeDouble(round.distance());
                out.writeDouble(round.penalty());
                out.writeDouble(round.generatorLoss());
            }
        }

        @Override
        public AdversarialHistory read(DataInput in) throws IOException {
            long diverged = in.readLong();
            List<Round> rounds = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                rounds.add(new Round(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble()));
            }
            return new AdversarialHistory(rounds, diverged < 0 ? Optional.empty() : Optional.of(diverged));
        }
    };
}
