/** Methods, the models that they fit, and what a model can do beside predicting. */
@NullMarked
package org.theriac.core.method;

import org.jspecify.annotations.NullMarked;
