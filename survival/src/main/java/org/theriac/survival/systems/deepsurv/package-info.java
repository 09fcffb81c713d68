/** DeepSurv (Katzman et al., 2018). */
@NullMarked
package org.theriac.survival.systems.deepsurv;

import org.jspecify.annotations.NullMarked;
