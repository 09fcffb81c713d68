@NullMarked
package org.theriac.tables;

import org.jspecify.annotations.NullMarked;
