// Sends an export to the chip's RTL: +program=FILE over SPI, +stimulus=FILE over AER, and prints what comes out.
// Lines of output: "T n" a tick begins, "S n" neuron n fired, "C n" cycles of the run.
`timescale 1ns/1ps
module odin_bench;
  reg clk = 0, rst = 1, sck = 0, mosi = 0, req = 0, out_ack = 0;
  reg [16:0] event_in = 0;
  wire miso, ack, out_req;
  wire [7:0] out_addr;
  ODIN dut(
    .CLK(clk), .RST(rst), .SCK(sck), .MOSI(mosi), .MISO(miso), .AERIN_ADDR(event_in), .AERIN_REQ(req), .AERIN_ACK(ack),
    .AEROUT_ADDR(out_addr), .AEROUT_REQ(out_req), .AEROUT_ACK(out_ack));
  always #5 clk = ~clk;

  integer cycles = 0;
  always @(posedge clk) cycles <= cycles + 1;

  // whoever listens to the chip answers at once
  always @(posedge clk) begin
    if (out_req & ~out_ack) begin
      $display("S %0d", out_addr);
      out_ack <= 1;
    end else if (~out_req) out_ack <= 0;
  end

  task transact(input [19:0] address, input [19:0] data);
    reg [39:0] word;
    integer i;
    begin
      word = {address, data};
      for (i = 39; i >= 0; i = i - 1) begin
        mosi = word[i];
        #20 sck = 1;
        #20 sck = 0;
      end
    end
  endtask

  // quiet: nothing is going on or waiting for 8 cycles
  integer still;
  task quiet;
    begin
      still = 0;
      while (still < 8) begin
        @(posedge clk);
        #1;
        if (dut.controller_0.state == 0 && dut.SCHED_EMPTY && !dut.AEROUT_CTRL_BUSY && !ack && !out_req && !out_ack)
          still = still + 1;
        else still = 0;
      end
    end
  endtask

  task send(input [16:0] what);
    begin
      @(posedge clk);
      #1 event_in = what;
      req = 1;
      while (!ack) @(posedge clk);
      #1 req = 0;
      while (ack) @(posedge clk);
      quiet;
    end
  endtask

  reg [8*1024-1:0] name;
  reg [8*8-1:0] op;
  integer file, n, a, b;
  initial begin
    repeat (10) @(posedge clk);
    #1 rst = 0;
    repeat (10) @(posedge clk);
    if ($value$plusargs("program=%s", name)) begin
      file = $fopen(name, "r");
      while (!$feof(file)) begin
        n = $fscanf(file, "%s %h %h\n", op, a, b);
        if (n == 3) transact(a[19:0], b[19:0]);
      end
      $fclose(file);
    end
    repeat (20) @(posedge clk);
    quiet;
    $writememh("neurons_loaded.hex", dut.neuron_core_0.neurarray_0.SRAM);
    $writememh("synapses_loaded.hex", dut.synaptic_core_0.synarray_0.SRAM);
    if ($value$plusargs("stimulus=%s", name)) begin
      file = $fopen(name, "r");
      while (!$feof(file)) begin
        n = $fscanf(file, "%s", op);
        if (n == 1 && op == "T") begin
          n = $fscanf(file, "%d\n", a);
          $display("T %0d", a);
        end else if (n == 1 && op == "B") begin
          n = $fscanf(file, "%h\n", a);
          send(a[16:0]);
        end
      end
      $fclose(file);
    end
    $writememh("neurons_final.hex", dut.neuron_core_0.neurarray_0.SRAM);
    $writememh("synapses_final.hex", dut.synaptic_core_0.synarray_0.SRAM);
    $display("C %0d", cycles);
    $finish;
  end
endmodule
