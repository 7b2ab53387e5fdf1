package org.bitspike.reference;

/** When an event with a delay arrives. */
public enum EventTiming {
  /**
   * In the first step whose accumulated time is no earlier than the accumulated time of its sending
   * plus the delay, as in LEMS's own interpreter. A delay of a whole number of steps may then last
   * one step longer, because times are sums of rounded steps.
   */
  ACCUMULATED,
  /** After the delay in whole steps, rounded up, as programs for hardware have it. */
  WHOLE_STEPS
}
