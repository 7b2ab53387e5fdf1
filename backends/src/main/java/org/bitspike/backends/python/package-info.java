/**
 * What backends that write Python share: literals ({@link
 * org.bitspike.backends.python.PythonText}), columns in NumPy's archive format ({@link
 * org.bitspike.backends.python.Npz}), and scripts that are a fixed text with a description of the
 * network put in ({@link org.bitspike.backends.python.Script}).
 */
@NullMarked
package org.bitspike.backends.python;

import org.jspecify.annotations.NullMarked;
