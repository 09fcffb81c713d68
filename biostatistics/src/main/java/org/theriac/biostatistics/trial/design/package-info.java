/** Designs of clinical trials and the truths under which they are simulated, as a study file states them. */
@NullMarked
package org.theriac.biostatistics.trial.design;

import org.jspecify.annotations.NullMarked;
