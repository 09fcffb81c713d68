/** An outcome and the inputs that exist when it is to be predicted. */
@NullMarked
package org.theriac.core.task;

import org.jspecify.annotations.NullMarked;
