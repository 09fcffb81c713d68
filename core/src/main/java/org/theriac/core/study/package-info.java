/** Study files as records: binding, schema, located errors. */
@NullMarked
package org.theriac.core.study;

import org.jspecify.annotations.NullMarked;
