/** Model folders: what is kept of a fitted model, and how it comes back. */
@NullMarked
package org.theriac.core.model;

import org.jspecify.annotations.NullMarked;
