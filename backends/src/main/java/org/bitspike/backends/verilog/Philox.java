package org.bitspike.backends.verilog;

/** Philox4x32-10 (Salmon et al., SC 2011) as a function of gates: ten rounds of two products. */
final class Philox {

  private Philox() {}

  /** The function for a seed; its result is the draw's 64 bits. */
  static Lines function(long seed) {
    Lines out = new Lines();
    out.line("// Philox4x32-10 (Salmon et al., SC 2011).");
    out.open("function [63:0] philox;");
    out.line("input [31:0] index_low;").line("input [31:0] index_high;");
    out.line("input [31:0] block;").line("input [31:0] count;");
    out.line("reg [31:0] c0, c1, c2, c3, k0, k1;").line("reg [63:0] p0, p1;");
    out.line("integer round;");
    out.open("begin");
    out.line("c0 = index_low; c1 = index_high; c2 = block; c3 = count;");
    out.line("k0 = %s; k1 = %s;", Bits.unsigned(seed, 32), Bits.unsigned(seed >>> 32, 32));
    out.line("p0 = 64'd0; p1 = 64'd0;");
    out.open("for (round = 0; round < 10; round = round + 1) begin");
    out.line("p0 = {32'd0, c0} * 64'hd2511f53;").line("p1 = {32'd0, c2} * 64'hcd9e8d57;");
    out.line("c0 = p1[63:32] ^ c1 ^ k0; c2 = p0[63:32] ^ c3 ^ k1;");
    out.line("c1 = p1[31:0]; c3 = p0[31:0];");
    out.line("k0 = k0 + 32'h9e3779b9; k1 = k1 + 32'hbb67ae85;");
    out.close("end");
    out.line("philox = {c1, c0};");
    return out.close("end").close("endfunction");
  }
}
