/** The general network: any encoder with the head of any outcome. */
@NullMarked
package org.theriac.learning.network;

import org.jspecify.annotations.NullMarked;
