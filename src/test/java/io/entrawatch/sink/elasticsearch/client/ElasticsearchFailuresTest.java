// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchFailuresTest {
  private static final String KEY = "c2VjcmV0LWtleQ==";

  private final ElasticsearchFailures failures =
      new ElasticsearchFailures(
          "https://es.example:9200", new ElasticsearchCredentials.ApiKey(KEY));

  @ParameterizedTest
  @ValueSource(ints = {401, 400, 405})
  void shouldGiveUpOnAnAnswerThatOnlyAPersonCanChange(int status) {
    Throwable fatal = failures.translate(new CompletionException(answer(status)));

    assertThat(fatal)
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("https://es.example:9200")
        .hasMessageContaining("(" + status + ")");
    assertThat(fatal.getMessage()).doesNotContain(KEY).doesNotContain("\n");
  }

  @Test
  void shouldGiveUpOnWhatElasticsearchsSecurityForbids() {
    Throwable fatal =
        failures.translate(new CompletionException(answer(403, "security_exception")));

    assertThat(fatal)
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("https://es.example:9200")
        .hasMessageContaining("lack a privilege (403)");
    assertThat(fatal.getMessage()).doesNotContain(KEY).doesNotContain("\n");
  }

  @Test
  void shouldTryAgainAfterABlockOnTheWholeCluster() {
    Throwable failure = answer(403, "cluster_block_exception");

    assertThat(failures.translate(new CompletionException(failure))).isSameAs(failure);
  }

  @Test
  void shouldTryAgainAfterA403WhoseKindIsNotTold() {
    Throwable failure = answer(403, null);

    assertThat(failures.translate(new CompletionException(failure))).isSameAs(failure);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 408, 429, 500, 502, 503, 504})
  void shouldTryAgainAfterAnAnswerThatTimeMayChange(int status) {
    Throwable failure = answer(status);

    assertThat(failures.translate(new CompletionException(failure))).isSameAs(failure);
  }

  @Test
  void shouldTryAgainWhenThereIsNoAnswer() {
    Throwable failure = new ConnectException("Connection refused");

    assertThat(failures.translate(failure)).isSameAs(failure);
  }

  @Test
  void shouldGiveUpOnACertificateThatIsNotTrusted() {
    SSLHandshakeException distrust = new SSLHandshakeException("PKIX path building failed");
    distrust.initCause(
        new CertificateException(new CertPathBuilderException("unable to find valid path")));

    assertThat(failures.translate(new IOException("wrapped", distrust)))
        .isInstanceOf(FatalElasticsearchException.class)
        .hasMessageContaining("check the CA file")
        .hasMessageContaining("unable to find valid path");
    assertThat(failures.translate(new SSLPeerUnverifiedException("host name")))
        .isInstanceOf(FatalElasticsearchException.class);
  }

  @Test
  void shouldTryAgainWhenThePeerGoesAwayDuringTheHandshake() {
    SSLHandshakeException cut = new SSLHandshakeException("Remote host terminated the handshake");
    cut.initCause(new EOFException("SSL peer shut down incorrectly"));

    assertThat(failures.translate(cut)).isSameAs(cut);
  }

  @ParameterizedTest
  @CsvSource({
    "200,,STORED",
    "201,,STORED",
    "400,document_parsing_exception,REFUSED",
    "400,validation_exception,RETRY",
    "401,security_exception,FORBIDDEN",
    "403,security_exception,FORBIDDEN",
    "403,cluster_block_exception,RETRY",
    "404,index_not_found_exception,RETRY",
    "409,version_conflict_engine_exception,CONFLICT",
    "413,too_large,REFUSED",
    "429,es_rejected_execution_exception,RETRY",
    "503,unavailable_shards_exception,RETRY"
  })
  void shouldJudgeAnItemByItsStatus(int status, String type, ItemAnswer.Verdict verdict) {
    assertThat(new ItemAnswer(status, type, "why").verdict()).isEqualTo(verdict);
  }

  private static ElasticsearchException answer(int status) {
    return answer(status, "t");
  }

  private static ElasticsearchException answer(int status, String type) {
    return new ElasticsearchException(
        "es/bulk",
        ErrorResponse.of(
            response ->
                response.status(status).error(error -> error.type(type).reason("why\nnot"))));
  }
}
