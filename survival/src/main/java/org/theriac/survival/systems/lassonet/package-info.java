/** LassoNet with the Cox loss of FastCPH: a network whose inputs are selected along a path of penalties. */
@NullMarked
package org.theriac.survival.systems.lassonet;

import org.jspecify.annotations.NullMarked;
