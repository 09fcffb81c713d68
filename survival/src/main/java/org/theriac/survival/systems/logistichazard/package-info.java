/** Logistic-Hazard (Gensheimer and Narasimhan, 2019; Kvamme and Borgan, 2019). */
@NullMarked
package org.theriac.survival.systems.logistichazard;

import org.jspecify.annotations.NullMarked;
