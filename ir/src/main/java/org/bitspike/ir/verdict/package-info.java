/** Whether two runs agree, how far, and where they first part. */
@NullMarked
package org.bitspike.ir.verdict;

import org.jspecify.annotations.NullMarked;
