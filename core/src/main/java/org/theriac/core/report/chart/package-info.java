/** Charts as data: what a figure shows goes in, a Vega-Lite specification comes out. Colours and fonts belong to the page that draws it. */
@NullMarked
package org.theriac.core.report.chart;

import org.jspecify.annotations.NullMarked;
