/** Attribute-relation files, as Weka and scikit-survival use them. */
@NullMarked
package org.theriac.tables.arff;

import org.jspecify.annotations.NullMarked;
