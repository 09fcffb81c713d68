/**
 * Two drugs with continuous doses: escalation with overdose control, then adaptive randomisation along the curve of maximum tolerated combinations
 * (Tighiouart, Li and Rogatko 2017; Jiménez and Tighiouart, arXiv 2109.14231). Doses are standardised: 0 is the least, 1 the greatest.
 */
@NullMarked
package org.theriac.biostatistics.trial.ewoc;

import org.jspecify.annotations.NullMarked;
