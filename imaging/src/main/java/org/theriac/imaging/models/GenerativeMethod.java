package org.theriac.imaging.models;

import org.theriac.core.method.ModelState;
import org.theriac.core.run.Run;

/** A published way to learn to make pictures like those it is shown, with its settings; a study chooses it by {@code method: {wgan_gp: {…}}}. */
public interface GenerativeMethod {
    /** Its published name. */
    String title();

    /**
     * Learns from pictures; where they have classes, to make pictures of a class.
     *
     * @return the generator, without any picture that it was shown; its facts hold the {@linkplain GeneratorFacts history}
     * @throws org.theriac.core.UserError if it cannot learn from these pictures; the message says why and what to do
     */
    ModelState fit(TrainingPictures pictures, Run run);

    /** Rebuilds the generator that {@link #fit} gave. */
    PictureSampler restore(ModelState state);
}
