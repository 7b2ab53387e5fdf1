/**
 * The {@code bitspike} command: the only part that prints.
 *
 * <p>{@link org.bitspike.cli.Main} hands the arguments to {@link org.bitspike.cli.Bitspike}, which
 * knows one class per sub-command. Sub-commands share {@link org.bitspike.cli.ModelOptions} and
 * {@link org.bitspike.cli.HardwareOptions}, speak through {@link org.bitspike.cli.Terminal} and
 * write files through {@link org.bitspike.cli.WholeFile}.
 */
@NullMarked
package org.bitspike.cli;

import org.jspecify.annotations.NullMarked;
