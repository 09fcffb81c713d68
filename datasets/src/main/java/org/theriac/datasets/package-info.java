/** Small data sets by name, with licences and data dictionaries; NOTICE.md of this module says where each comes from. */
@NullMarked
package org.theriac.datasets;

import org.jspecify.annotations.NullMarked;
