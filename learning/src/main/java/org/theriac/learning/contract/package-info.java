/** The one test that every layer and head has to pass; here, and not among the tests, so that every module can use it. */
@NullMarked
package org.theriac.learning.contract;

import org.jspecify.annotations.NullMarked;
