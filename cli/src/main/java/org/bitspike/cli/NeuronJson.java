package org.bitspike.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.report.NeuronStory;

/** What mapping did to one neuron, for machines. */
final class NeuronJson {

  private NeuronJson() {}

  static Map<String, Object> of(NeuronStory story) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("population", story.population());
    result.put("index", story.index());
    result.put("component", story.component());
    result.put("block", story.place().block());
    result.put("core", story.place().core());
    result.put("circuit", story.place().circuit());
    result.put("circuits", story.place().circuits());
    List<Object> words = new ArrayList<>();
    for (NeuronStory.WordValue word : story.words()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("word", word.word());
      one.put("format", word.format());
      one.put("code", word.code());
      one.put("value", word.value());
      one.put("unit", word.unit());
      words.add(one);
    }
    result.put("words", words);
    result.put("changes", story.changes());
    result.put("inputs", story.inputs().stream().map(NeuronJson::inputs).toList());
    return result;
  }

  private static Map<String, Object> inputs(NeuronStory.Inputs in) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("projection", in.projection());
    one.put("from", in.from());
    one.put("kept", in.kept());
    one.put("lost", in.lost());
    one.put("importanceLost", in.importanceLost());
    in.codes().ifPresent(r -> one.put("codes", List.of(r.low(), r.high())));
    in.delayTicks().ifPresent(r -> one.put("delayTicks", List.of(r.low(), r.high())));
    one.put("weightErrorRms", in.weightErrorRms());
    return one;
  }
}
