/** What a frontend and a backend must be; both are found by {@link java.util.ServiceLoader}. */
@NullMarked
package org.bitspike.ir.spi;

import org.jspecify.annotations.NullMarked;
