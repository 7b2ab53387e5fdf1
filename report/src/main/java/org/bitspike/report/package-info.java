/**
 * What a mapping did to a network, to look at.
 *
 * <p>{@link org.bitspike.report.HtmlReport} makes one HTML file that needs nothing else: tables are
 * written as HTML, pictures are drawn from one block of JSON by a small script. {@link
 * org.bitspike.report.TextReport} says the same in a terminal. Both start from a {@link
 * org.bitspike.report.ReportInput} and group losses by cause with {@link
 * org.bitspike.report.LossGroup}.
 */
@NullMarked
package org.bitspike.report;

import org.jspecify.annotations.NullMarked;
