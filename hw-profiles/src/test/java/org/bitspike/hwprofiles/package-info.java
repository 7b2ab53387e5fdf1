/** Tests of the profiles. */
@NullMarked
package org.bitspike.hwprofiles;

import org.jspecify.annotations.NullMarked;
