/** The generative adversarial network with Wasserstein's distance and gradient penalty. */
@NullMarked
package org.theriac.imaging.systems.wgan;

import org.jspecify.annotations.NullMarked;
