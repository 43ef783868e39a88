// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entrawatch.event.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTest {
  @Test
  void whatEvalAndRenameDefineStandsWhereItIsUsed() throws QueryRefused {
    Plan plan =
        plan(
            """
            FROM logs-* METADATA _id
            // a comment
            | EVAL u = to_lower(user_agent.original), twice = u
            | RENAME twice AS agent
            | WHERE agent LIKE "curl*" /* another */
            | STATS n = COUNT(*) BY azure.signinlogs.identity
            | WHERE n > 2
            | KEEP azure.signinlogs.identity, n
            """);

    assertThat(plan.text())
        .isEqualTo(
            """
            filter like(to_lower(user_agent.original),keyword:5:curl*)
            aggregate count(*)
            key azure.signinlogs.identity
            condition >(#0,integer:1:2)
            """);
    assertThat(plan.outputs())
        .extracting(Plan.Output::name)
        .containsExactly("azure.signinlogs.identity", "n");
  }

  @Test
  void theSpellingOfAQueryDoesNotChangeItsHash() throws QueryRefused {
    String query = "FROM a | WHERE event.outcome == \"x\" | STATS c = COUNT(*) BY source.ip";
    Plan one = plan(query + " | WHERE c >= 2");
    Plan same =
        plan(
            "from a // why\n| where (event.outcome == \"\"\"x\"\"\")\n| stats other = count() by"
                + " `source.ip` | where other >= 2 | sort other desc | limit 10");
    Plan another = plan(query + " | WHERE c >= 3");

    assertThat(same.hash()).isEqualTo(one.hash()).isEqualTo("76b042beff9ebc36");
    assertThat(another.hash()).isNotEqualTo(one.hash());
  }

  @Test
  void aNameThatIsAssignedTwiceHasTheLaterMeaning() throws QueryRefused {
    Plan plan = plan("FROM a | STATS x = COUNT(*), x = MAX(source.ip) BY user.id | KEEP x");

    assertThat(plan.outputs())
        .singleElement()
        .satisfies(output -> assertThat(output.expression().text()).isEqualTo("#1"));
  }

  @Test
  void aBucketOfTheTimestampIsTheWindow() throws QueryRefused {
    Plan plan = plan("FROM a | STATS COUNT(*) BY user.id, b = DATE_TRUNC(30 minutes, @timestamp)");

    assertThat(plan.stats().bucket()).isEqualTo(1);
    assertThat(plan.stats().bucketSize()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.outputs())
        .extracting(Plan.Output::name)
        .containsExactly("COUNT(*)", "user.id", "b");
  }

  @Test
  void aBoundByNowIsTheLookBackAndNoFilter() throws QueryRefused {
    Plan plan =
        plan(
            "FROM a | WHERE @timestamp > now() - 1 hour AND source.ip IS NOT NULL"
                + " | STATS COUNT(*) BY user.id");

    assertThat(plan.lookBack()).isEqualTo(Duration.ofHours(1));
    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step -> assertThat(step.expression().text()).isEqualTo("is not null(source.ip)"));
  }

  @Test
  void zeroIsZeroWhateverItsSign() throws QueryRefused {
    Plan plan = plan("FROM a | EVAL same = ceil(-0.25) >= 0.0, equal = -0.0 == 0.0");

    assertThat(plan.outputs())
        .extracting(output -> output.expression().text())
        .containsOnly("boolean:4:true");
  }

  /** In the queries ¦ stands for |. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ROW a = 1 | 1:1 a query begins with FROM; nothing else can be a stream",
        "FROM a ¦ WHERE user.idd == \"x\" | 1:16 unknown field user.idd; mend the name, or add it to rules.schema",
        "FROM a ¦ WHERE user.id == 1 | 1:16 == cannot compare keyword and integer; convert one of them",
        "FROM a ¦ WHERE user.id | 1:16 WHERE takes a condition, not keyword",
        "FROM a ¦ WHERE nosuch(user.id) | 1:16 the function nosuch is not supported; docs/rules/README.md lists those that are",
        "FROM a ¦ WHERE count(*) > 1 | 1:16 count is an aggregate; it belongs into STATS",
        "FROM a ¦ WHERE now() > @timestamp | 1:16 NOW() is supported in \"@timestamp > NOW() - 1 hour\" before STATS only; a stream has no now",
        "FROM a ¦ STATS COUNT(*) BY user.id ¦ STATS MAX(user.id) | 1:38 a second STATS cannot run as a stream; write one STATS",
        "FROM a ¦ LIMIT 5 ¦ STATS COUNT(*) BY user.id | 1:10 LIMIT before STATS depends on the order of rows, which a stream has not; remove it",
        "FROM a ¦ ENRICH x | 1:10 the command ENRICH is not supported; a stream runs WHERE, EVAL, KEEP, DROP, RENAME, MV_EXPAND, STATS, SORT and LIMIT",
        "FROM a ¦ STATS c = COUNT(*) BY user.id ¦ WHERE source.ip IS NULL | 1:48 no column source.ip after STATS; add it there or to BY",
        "FROM a ¦ KEEP source.ip ¦ WHERE user.id == \"x\" | 1:33 unknown field user.id; mend the name, or add it to rules.schema",
        "FROM a ¦ WHERE user.id == \"x | 1:27 the text does not end on its line; close it with a quote",
        "FROM a ¦ WHERE (user.id == \"x\" | 1:31 found the end of the query where ) is expected",
        "FROM a ¦ WHERE user.id == ? | 1:27 a rule has no parameters; write the value",
        "FROM a ¦ WHERE user.id RLIKE \"[a\" | 1:16 RLIKE: missing closing ]; mend the pattern",
        "FROM a ¦ WHERE user.id RLIKE \"~a\" | 1:16 RLIKE: the operator ~ of Lucene is not supported; write \\\\~ for the character",
        "FROM a ¦ WHERE cidr_match(source.ip, \"10.0.0.0/40\") | 1:16 cidr_match: \"10.0.0.0/40\" is no network; write one such as 192.0.2.0/24",
        "FROM a ¦ WHERE @timestamp > \"yesterday\" | 1:16 >: the text is no datetime; mend it",
        "FROM a METADATA _id ¦ EVAL x = _id | 1:32 _id cannot be computed with; use event.id",
        "FROM a ¦ STATS COUNT(*) ¦ WHERE 1 == 1 | 1:10 without BY the condition holds on no events at all; group by something",
        "FROM a ¦ WHERE user.id == \"x\" AND | 1:34 found the end of the query where a value is expected",
        "FROM a ¦ WHERE $x | 1:16 '$' has no meaning here; remove it",
        "FROM a ¦ WHERE case(true, 1, 2.0) > 1 | 1:16 case takes values of one type, not integer and double; convert one of them",
        "FROM a ¦ EVAL x = 99999999999999999999 | 1:19 the number does not fit into 64 bits; write it with a decimal point"
      })
  void aQueryThatCannotRunIsRefusedWithPlaceAndRemedy(String query, String refusal) {
    assertThat(refusal(query.replace('¦', '|'))).isEqualTo(refusal);
  }

  /** Each takes a moment and no more stack than there is. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT (", "[", "case(", "-(", "to_lower("})
  @Timeout(10)
  void deepNestingIsRefused(String opening) {
    assertThat(refusal("FROM a | WHERE " + opening.repeat(50_000))).contains("levels of nesting");
  }

  @Test
  @Timeout(10)
  void longChainsAreBounded() throws QueryRefused {
    assertThat(refusal("FROM a | EVAL x = 1" + " + 1".repeat(50_000)))
        .contains("levels of nesting");
    assertThat(refusal("FROM a | EVAL x = 1" + "::long".repeat(50_000)))
        .contains("levels of nesting");
    Plan plan = plan("FROM a | WHERE user.id == \"x\"" + " OR user.id == \"y\"".repeat(20_000));
    assertThat(plan.steps()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void aQueryOfTenMegabytesIsRefusedUnread() {
    assertThat(refusal(" ".repeat(10 << 20))).contains("more than 1048576 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a{1000}){1000}){1000}", "(a*)*b", "(.*){50}x", "(x+x+)+y"})
  @Timeout(10)
  void aPatternThatExplodesIsRefusedOrFast(String pattern) {
    String query = "FROM a | EVAL x = repeat(\"x\", 20000) RLIKE \"" + pattern + "\"";
    try {
      plan(query);
    } catch (QueryRefused e) {
      assertThat(e.getMessage()).containsIgnoringCase("rlike: ");
    }
  }

  private static Plan plan(String query) throws QueryRefused {
    return Analyzer.plan(query, Field::find);
  }

  private static String refusal(String query) {
    QueryRefused refused = catchThrowableOfType(QueryRefused.class, () -> plan(query));
    return refused.position() + " " + refused.getMessage();
  }
}
