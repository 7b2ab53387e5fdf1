/**
 * How the six nouns are written down: as files, as text, and as digests.
 *
 * <p>One message per noun is the schema of everything ({@code src/main/protobuf}). A codec writes a
 * noun as a sequence of <em>parts</em>, each a message with a little of the content; the
 * concatenation of the parts is the whole message, as protobuf defines merging. From the parts come
 *
 * <ul>
 *   <li>files ({@link org.bitspike.ir.wire.NetworkFile}, {@link org.bitspike.ir.wire.ProgramFile},
 *       {@link org.bitspike.ir.wire.RecordingFile}): parts packed into checked records of bounded
 *       size, so that both sides stream;
 *   <li>text ({@link org.bitspike.ir.wire.NetworkText} and its siblings): protobuf's text format,
 *       with columns in brackets;
 *   <li>digests ({@link org.bitspike.ir.wire.Digests}): SHA-256 over the bytes of all parts.
 * </ul>
 *
 * <p>A file is
 *
 * <pre>
 *   file   = magic:8  version:u32  record*         all integers big-endian
 *   record = kind:u8  length:u32  crc32c:u32  payload:length     the checksum covers kind, length and payload
 *   kind   = 1 header | 2 content | 3 end          one header first, one end last, nothing after it
 * </pre>
 */
@NullMarked
package org.bitspike.ir.wire;

import org.jspecify.annotations.NullMarked;
