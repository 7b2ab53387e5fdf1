/**
 * Chips as data: what a profile looks like in YAML, and the profiles that bitspike comes with.
 *
 * <pre>
 *   file or resource --YamlText--> YamlNode --extends (YamlMerge), --set (Overrides)--> YamlNode
 *                                     --ProfileSchema, read through Sections--> HardwareProfile
 * </pre>
 *
 * <p>{@link org.bitspike.hwprofiles.Profiles} is the way in. A profile is one file in {@code
 * hw-profiles/profiles}; adding a chip takes no Java. Files in {@code profiles/parts} are not
 * profiles but what several of them share, taken in with {@code extends}.
 */
@NullMarked
package org.bitspike.hwprofiles;

import org.jspecify.annotations.NullMarked;
