/** Random nouns that verify, each a function of a seed. */
@NullMarked
package org.bitspike.ir.generate;

import org.jspecify.annotations.NullMarked;
