package org.bitspike.backends.sanafe;

/**
 * An architecture of the profile's size. Energies and latencies are those of SANA-FE's public file
 * for Loihi (SLAM-Lab/SANA-FE, commit af110515, sanafe/examples/loihi.yaml), which takes them from
 * Davies et al. 2018, IEEE Micro 38(1).
 */
final class Architecture {

  private final Placement placement;

  Architecture(Placement placement) {
    this.placement = placement;
  }

  String text() {
    int width = (int) Math.ceil(Math.sqrt(placement.tiles()));
    int height = (placement.tiles() + width - 1) / width;
    return """
    # Numbers of energy (J) and latency (s): SANA-FE's public file for Loihi, after Davies et al. 2018.
    architecture:
      name: bitspike
      attributes:
        topology: mesh
        width: WIDTH
        height: HEIGHT
        link_buffer_size: 16
        sync_model: table
        latency_sync: {1: 0.6e-6, 2: 1.0e-6, 4: 1.4e-6, 29: 1.8e-6}
      tile:
        - name: tile[0..LAST_TILE]
          attributes: {energy_north_hop: 4.2e-12, latency_north_hop: 6.5e-9, energy_east_hop: 3.0e-12, latency_east_hop: 4.1e-9, energy_south_hop: 4.2e-12, latency_south_hop: 6.5e-9, energy_west_hop: 3.0e-12, latency_west_hop: 4.1e-9}
          core:
            - name: core[0..LAST_CORE]
              attributes: {buffer_position: soma, buffer_inside_unit: false, max_neurons_supported: MOST}
              axon_in:
                - name: axon_in
                  attributes: {energy_message_in: 0.0, latency_message_in: 16.0e-9}
              synapse:
                - name: synapse
                  attributes: {model: current_based, energy_process_spike: 35.5e-12, latency_process_spike: 3.8e-9}
              dendrite:
                - name: dendrite
                  attributes: {model: accumulator, energy_update: 0.0, latency_update: 0.0}
              soma:
                - name: lif
                  attributes: {model: leaky_integrate_fire, energy_access_neuron: 51.2e-12, latency_access_neuron: 6.0e-9, energy_update_neuron: 21.6e-12, latency_update_neuron: 3.7e-9, energy_spike_out: 69.3e-12, latency_spike_out: 30.0e-9}
    INPUTS          axon_out:
                - name: axon_out
                  attributes: {energy_message_out: 111.0e-12, latency_message_out: 5.1e-9}
    """
        .replace("WIDTH", Integer.toString(width))
        .replace("HEIGHT", Integer.toString(height))
        .replace("LAST_TILE", Integer.toString(width * height - 1))
        .replace("LAST_CORE", Integer.toString(Placement.CORES_PER_TILE - 1))
        .replace("MOST", Integer.toString(placement.mostPerCore()))
        .replace("INPUTS", inputs());
  }

  /** The input units, each for one source; nothing when there are no sources. */
  private String inputs() {
    return placement.inputs() == 0
        ? ""
        : "            - name: input[0.."
            + (placement.inputs() - 1)
            + "]\n              attributes: {model: input, energy_access_neuron: 0.0,"
            + " latency_access_neuron: 0.0, energy_update_neuron: 0.0, latency_update_neuron: 0.0,"
            + " energy_spike_out: 0.0, latency_spike_out: 0.0}\n";
  }
}
