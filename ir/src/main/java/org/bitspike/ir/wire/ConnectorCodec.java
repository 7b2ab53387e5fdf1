package org.bitspike.ir.wire;

import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.AllToAll;
import org.bitspike.ir.wire.proto.NetworkWire.Normal;
import org.bitspike.ir.wire.proto.NetworkWire.OneToOne;
import org.bitspike.ir.wire.proto.NetworkWire.Uniform;

/** Connection rules. */
final class ConnectorCodec {

  private ConnectorCodec() {}

  static NetworkWire.Connector write(ProceduralConnector connector) {
    NetworkWire.Connector.Builder wire =
        NetworkWire.Connector.newBuilder()
            .setAllowSelfConnections(connector.allowSelfConnections())
            .setWeight(write(connector.weight()))
            .setDelaySeconds(write(connector.delaySeconds()))
            .setSeed(connector.seed());
    return switch (connector.rule()) {
      case Rule.AllToAll() -> wire.setAllToAll(AllToAll.getDefaultInstance()).build();
      case Rule.OneToOne() -> wire.setOneToOne(OneToOne.getDefaultInstance()).build();
      case Rule.FixedProbability(double probability) ->
          wire.setFixedProbability(probability).build();
      case Rule.FixedNumberPre(int n, boolean withReplacement) ->
          withReplacement
              ? wire.setFixedNumberPreWithReplacement(n).build()
              : wire.setFixedNumberPre(n).build();
      case Rule.FixedNumberPost(int n, boolean withReplacement) ->
          withReplacement
              ? wire.setFixedNumberPostWithReplacement(n).build()
              : wire.setFixedNumberPost(n).build();
      case Rule.FixedTotalNumber(int n) -> wire.setFixedTotalNumber(n).build();
    };
  }

  static ProceduralConnector read(NetworkWire.Connector wire) {
    Rule rule =
        switch (wire.getRuleCase()) {
          case ALL_TO_ALL -> new Rule.AllToAll();
          case ONE_TO_ONE -> new Rule.OneToOne();
          case FIXED_PROBABILITY -> new Rule.FixedProbability(wire.getFixedProbability());
          case FIXED_NUMBER_PRE -> new Rule.FixedNumberPre(wire.getFixedNumberPre(), false);
          case FIXED_NUMBER_PRE_WITH_REPLACEMENT ->
              new Rule.FixedNumberPre(wire.getFixedNumberPreWithReplacement(), true);
          case FIXED_NUMBER_POST -> new Rule.FixedNumberPost(wire.getFixedNumberPost(), false);
          case FIXED_NUMBER_POST_WITH_REPLACEMENT ->
              new Rule.FixedNumberPost(wire.getFixedNumberPostWithReplacement(), true);
          case FIXED_TOTAL_NUMBER -> new Rule.FixedTotalNumber(wire.getFixedTotalNumber());
          case RULE_NOT_SET -> throw new ContentException("a connector has no rule");
        };
    return new ProceduralConnector(
        rule,
        wire.getAllowSelfConnections(),
        read(wire.getWeight()),
        read(wire.getDelaySeconds()),
        wire.getSeed());
  }

  private static NetworkWire.Draw write(Draw draw) {
    NetworkWire.Draw.Builder wire = NetworkWire.Draw.newBuilder();
    return switch (draw) {
      case Draw.Constant(double value) -> wire.setConstant(value).build();
      case Draw.Uniform(double low, double high) ->
          wire.setUniform(Uniform.newBuilder().setLow(low).setHigh(high)).build();
      case Draw.Normal(double mean, double deviation, double low, double high) ->
          wire.setNormal(normal(mean, deviation, low, high)).build();
      case Draw.TruncatedNormal(double mean, double deviation, double low, double high) ->
          wire.setTruncatedNormal(normal(mean, deviation, low, high)).build();
    };
  }

  private static Normal normal(double mean, double deviation, double low, double high) {
    return Normal.newBuilder()
        .setMean(mean)
        .setStandardDeviation(deviation)
        .setLow(low)
        .setHigh(high)
        .build();
  }

  private static Draw read(NetworkWire.Draw wire) {
    return switch (wire.getDrawCase()) {
      case CONSTANT -> new Draw.Constant(wire.getConstant());
      case UNIFORM -> new Draw.Uniform(wire.getUniform().getLow(), wire.getUniform().getHigh());
      case NORMAL -> {
        Normal normal = wire.getNormal();
        yield new Draw.Normal(
            normal.getMean(), normal.getStandardDeviation(), normal.getLow(), normal.getHigh());
      }
      case TRUNCATED_NORMAL -> {
        Normal normal = wire.getTruncatedNormal();
        yield new Draw.TruncatedNormal(
            normal.getMean(), normal.getStandardDeviation(), normal.getLow(), normal.getHigh());
      }
      case DRAW_NOT_SET -> throw new ContentException("a connector does not say how it draws");
    };
  }
}
