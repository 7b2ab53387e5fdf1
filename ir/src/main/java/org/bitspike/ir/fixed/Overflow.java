package org.bitspike.ir.fixed;

/** What happens to a rounded value outside its format. SEMANTICS.md 2.3. */
public enum Overflow {
  /** The nearest code of the format. */
  SATURATE,
  /** The low bits, read in the format's signedness. */
  WRAP,
  /** The run stops with a diagnostic. */
  TRAP
}
