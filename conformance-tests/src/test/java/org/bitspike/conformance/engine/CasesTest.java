package org.bitspike.conformance.engine;

/** Every case of this module and of the examples. */
@ConformanceCases({"src/test/resources/cases", "${bitspike.root}/examples"})
class CasesTest {}
