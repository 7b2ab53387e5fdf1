import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the latency classifier: {@code java LatencyClassifier.java > network.xml}.
 *
 * <p>Every class has a template of 30 of the 100 inputs: 10 that fire first, 10 that follow, 10
 * that come last. Templates are drawn one after the other, and drawn again while two share more
 * than 12 inputs. The weight of an input to a class is 7, 5 or 3 by its place in the template, 0
 * outside; it is not learnt. Pattern k is of class k % 10: the template with a jitter of 1 ms, a
 * tenth of its inputs silent, and a tenth of the other inputs firing somewhere in the window.
 */
final class LatencyClassifier {

  static final int INPUTS = 100;
  static final int CLASSES = 10;
  static final int PATTERNS = 40;
  static final int WINDOW_MS = 50;
  static final int PLACES = 3;
  static final int PER_PLACE = 10;
  static final int MOST_SHARED = 12;
  static final int[] LEVELS = {7, 5, 3};
  static final int[] ONSET_MS = {2, 5, 8};
  static final double LEVEL_NA = 0.03;

  private static long state = 20;

  /** Knuth's MMIX generator, its upper bits: the same on every machine. */
  private static int draw(int bound) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) ((state >>> 33) % bound);
  }

  /** Place of every input in the template, -1 for those outside. */
  private static int[] template() {
    int[] place = new int[INPUTS];
    Arrays.fill(place, -1);
    for (int chosen = 0; chosen < PLACES * PER_PLACE; ) {
      int input = draw(INPUTS);
      if (place[input] < 0) {
        place[input] = chosen++ / PER_PLACE;
      }
    }
    return place;
  }

  private static int shared(int[] one, int[] other) {
    int count = 0;
    for (int i = 0; i < INPUTS; i++) {
      count += one[i] >= 0 && other[i] >= 0 ? 1 : 0;
    }
    return count;
  }

  public static void main(String[] arguments) {
    int[][] templates = new int[CLASSES][];
    for (int c = 0; c < CLASSES; c++) {
      boolean apart;
      do {
        templates[c] = template();
        apart = true;
        for (int other = 0; other < c; other++) {
          apart &= shared(templates[c], templates[other]) <= MOST_SHARED;
        }
      } while (!apart);
    }
    StringBuilder[] trains = new StringBuilder[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      trains[i] = new StringBuilder();
      int spikes = 0;
      for (int k = 0; k < PATTERNS; k++) {
        int place = templates[k % CLASSES][i];
        boolean odd = draw(10) == 0;
        int late = place >= 0 ? ONSET_MS[place] + draw(3) : 1 + draw(WINDOW_MS / 2);
        if (place >= 0 != odd) {
          trains[i].append(
              String.format("<spike id=\"%d\" time=\"%dms\"/>", spikes++, k * WINDOW_MS + late));
        }
      }
    }
    write(templates, trains, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private static void write(int[][] templates, StringBuilder[] trains, PrintStream out) {
    out.print(
        """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- Ten classes of spike latencies over 100 inputs. Made by LatencyClassifier.java, which says how. -->
    <Lems>
      <Target component="sim"/>
      <Include file="NeuroMLCoreDimensions.xml"/>
      <Include file="PyNN.xml"/>
      <Include file="Inputs.xml"/>
      <Include file="Networks.xml"/>
      <Include file="Simulation.xml"/>

      <IF_curr_exp id="classCell" cm="0.2" tau_m="15" tau_refrac="20" tau_syn_E="2" tau_syn_I="2" v_rest="-65" v_reset="-65" v_thresh="-50" v_init="-65" i_offset="0"/>
      <expCurrSynapse id="excitation" tau_syn="2"/>
    """);
    for (int i = 0; i < INPUTS; i++) {
      out.println("  <spikeArray id=\"train" + i + "\">" + trains[i] + "</spikeArray>");
    }
    out.println("\n  <network id=\"latency\">");
    out.println("    <population id=\"out\" component=\"classCell\" size=\"" + CLASSES + "\"/>");
    for (int i = 0; i < INPUTS; i++) {
      out.println("    <population id=\"in" + i + "\" component=\"train" + i + "\" size=\"1\"/>");
    }
    for (int i = 0; i < INPUTS; i++) {
      StringBuilder connections = new StringBuilder();
      int count = 0;
      for (int c = 0; c < CLASSES; c++) {
        if (templates[c][i] >= 0) {
          connections.append(
              String.format(
                  java.util.Locale.ROOT,
                  "<connectionWD id=\"%d\" preCellId=\"../in%d[0]\" postCellId=\"../out[%d]\""
                      + " weight=\"%.3f\" delay=\"1ms\"/>",
                  count++,
                  i,
                  c,
                  LEVELS[templates[c][i]] * LEVEL_NA));
        }
      }
      if (count > 0) {
        out.println(
            "    <projection id=\"p"
                + i
                + "\" presynapticPopulation=\"in"
                + i
                + "\" postsynapticPopulation=\"out\" synapse=\"excitation\">"
                + connections
                + "</projection>");
      }
    }
    out.println("  </network>\n");
    out.println(
        "  <Simulation id=\"sim\" length=\""
            + PATTERNS * WINDOW_MS
            + "ms\" step=\"1ms\" target=\"latency\" seed=\"1\"/>");
    out.println("</Lems>");
  }
}
