package io.entrawatch.platform.analysis;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The parts of Elasticsearch's module {@code analysis-common} without which the index of API keys
 * cannot be made: that module is not among the published artifacts.
 */
public final class SecurityAnalysisPlugin extends Plugin implements AnalysisPlugin {

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of(
        "pattern_capture", AnalysisPlugin.requiresAnalysisSettings(PatternCapture::new),
        "unique", Unique::new);
  }

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of("uax_url_email", UrlEmail::new);
  }

  private static final class PatternCapture extends AbstractTokenFilterFactory {
    private final Pattern[] patterns;
    private final boolean original;

    PatternCapture(IndexSettings index, Environment environment, String name, Settings settings) {
      super(name, settings);
      List<String> given = settings.getAsList("patterns");
      patterns = given.stream().map(Pattern::compile).toArray(Pattern[]::new);
      original = settings.getAsBoolean("preserve_original", true);
    }

    @Override
    public TokenStream create(TokenStream tokens) {
      return new PatternCaptureGroupTokenFilter(tokens, original, patterns);
    }
  }

  private static final class Unique extends AbstractTokenFilterFactory {
    Unique(IndexSettings index, Environment environment, String name, Settings settings) {
      super(name, settings);
    }

    @Override
    public TokenStream create(TokenStream tokens) {
      return new RemoveDuplicatesTokenFilter(tokens);
    }
  }

  private static final class UrlEmail extends AbstractTokenizerFactory {
    UrlEmail(IndexSettings index, Environment environment, String name, Settings settings) {
      super(index, settings, name);
    }

    @Override
    public Tokenizer create() {
      return new UAX29URLEmailTokenizer();
    }
  }
}
