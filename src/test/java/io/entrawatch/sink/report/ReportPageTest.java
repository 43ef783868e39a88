// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.sink.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrawatch.alert.Alert;
import io.entrawatch.sink.view.AlertRanking;
import io.entrawatch.sink.view.AlertViewReader;
import io.entrawatch.sink.view.Headline;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {

  @Test
  void shouldTellWhoWhatWhenAndFromWhereWithALaneForEachAddressAndAgent() throws Exception {
    Document page = parse(page(Incidents.alert("a1")));

    assertThat(texts(page, "h1")).containsExactly("1 incident");
    assertThat(texts(page, "h2")).containsExactly("Alice Doe");
    assertThat(withClass(page, "track").stream().map(svg -> svg.getAttribute("aria-label")))
        .containsExactly(
            "203.0.113.7: sign-in 1",
            "198.51.100.9: sign-ins 2 3",
            "Mozilla/5.0 UA: sign-in 1",
            "curl/8.7.1: sign-ins 2 3",
            "");
    assertThat(page.getDocumentElement().getTextContent())
        .contains(
            "Device-code session in concurrent use",
            "2026-01-31 10:00:00 to 10:04:00 UTC, 4 min",
            "10:05:00, 1 min after the completing sign-in",
            "is_interactive >= 2 met at 10:05:00 as sign-in 2 came in");
    assertThat(texts(page, "td")).contains("Mozilla/5.0 UAEdge 136 on Windows", "50199");
  }

  @Test
  void shouldTellLegsByColourAndByShapeAndFailuresByHollowMarks() throws Exception {
    List<String> marks =
        withClass(parse(page(Incidents.alert("a1"))), "mark").stream()
            .map(mark -> mark.getAttribute("href") + " " + mark.getAttribute("class"))
            .toList();

    assertThat(marks)
        .contains(
            "#circle mark interactive hollow",
            "#diamond mark non-interactive",
            "#triangle mark unknown");
  }

  @Test
  void shouldLeadToEntraToTheRuleAndToTheTechniques() throws Exception {
    String portal = "https://entra.microsoft.com/ac8a8bef-4761-463c-be40-93a45d0b1edf/#view/";
    String user = portal + "Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/";
    String id = "/userId/8c9fb58a-1e67-4878-9214-45e782c5b566";

    assertThat(links(parse(page(Incidents.alert("a1")))))
        .contains(
            user + "SignIns" + id,
            user + "overview" + id,
            portal + "Microsoft_AAD_IAM/SignInLogsList.ReactView",
            "https://rules.example/device-code",
            "https://attack.mitre.org/techniques/T1528/");
  }

  @Test
  void shouldLinkNowhereThatADocumentMakesUp() throws Exception {
    Alert alert =
        Incidents.alert(
            "a1",
            document -> {
              document.with("rule").put("reference", "javascript:alert(1)");
              document.with("user").put("id", "../../evil");
              document.with("azure").put("tenant_id", "@evil.example");
            });

    assertThat(links(parse(page(alert))))
        .containsOnly(
            "#incidents",
            "#i-a1",
            "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInLogsList.ReactView",
            "https://attack.mitre.org/techniques/T1528/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)",
        "</title></style></svg></bdi><script>alert(1)</script>",
        "]]><!--<script>",
        "&lt;script&gt;&#60;",
        "\u001b[2J\u001b[31mred",
        "\u202eevil\u2066\u200f",
        "\u0000\u0007\ufffe\uffff\ud800",
      })
  void shouldShowHostileTextAsText(String hostile) throws Exception {
    Alert alert =
        Incidents.alert(
            "a1",
            document -> {
              document.with("user").put("full_name", hostile).put("name", hostile);
              document.with("rule").put("name", hostile).put("description", hostile);
              document.with("azure").put("tenant_id", hostile);
              ObjectNode own = document.with("entrawatch");
              own.put("severity", hostile);
              own.with("judgement").put("confidence", hostile);
              own.with("judgement").withArray("reasons").addObject().put("text", hostile);
              own.with("triage").put("guide", hostile).withArray("check_first").add(hostile);
              ObjectNode first = (ObjectNode) own.withArray("timeline").get(0);
              for (String field : List.of("user_agent", "app", "browser", "error_code", "new")) {
                first.put(field, hostile);
              }
              first.with("source").put("ip", hostile);
              ((ObjectNode) own.withArray("clauses").get(0)).put("condition", hostile);
            });

    String html = page(alert);

    Document page = parse(html);
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("img").getLength()).isZero();
    assertThat(attributeNames(page)).noneMatch(name -> name.startsWith("on"));
    assertThat(texts(page, "h2")).containsExactly(io.entrawatch.sink.SafeText.visible(hostile));
    assertThat(html.codePoints().filter(c -> c != '\n').mapToObj(Character::getType))
        .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
  }

  @Test
  void shouldAllowItselfNothingButItsOwnStyle() throws Exception {
    String html = page(Incidents.alert("a1"));

    assertThat(html)
        .containsPattern(
            "Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src"
                + " &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; base-uri &#39;none&#39;; form-action"
                + " &#39;none&#39;\"")
        .doesNotContain(" style=", " src=", "url(", "@import", "<link", "<script");
  }

  @Test
  void shouldBeUsableByKeyboardAndByEar() throws Exception {
    Document page = parse(page(Incidents.alert("a1"), Incidents.alert("a2")));

    Element first = (Element) page.getElementsByTagName("a").item(0);
    assertThat(first.getTextContent()).isEqualTo("Skip to the incidents");
    assertThat(ids(page)).contains("incidents", "i-a1", "i-a2").doesNotHaveDuplicates();
    assertThat(links(page).stream().filter(link -> link.startsWith("#")).map(s -> s.substring(1)))
        .isSubsetOf(ids(page));
    for (Element scroll : withClass(page, "scroll")) {
      assertThat(scroll.getAttribute("tabindex")).isEqualTo("0");
      assertThat(scroll.getAttribute("aria-label")).isNotEmpty();
    }
  }

  @Test
  void shouldGiveTheSameBytesForTheSameAlertsWhateverTheirOrder() throws Exception {
    List<Alert> alerts =
        new ArrayList<>(
            IntStream.range(0, 40)
                .mapToObj(
                    i ->
                        Incidents.alert(
                            "a" + i, document -> document.with("event").put("risk_score", i % 3)))
                .toList());
    String page = page(alerts.toArray(Alert[]::new));

    Collections.shuffle(alerts, new Random(7));

    assertThat(page(alerts.toArray(Alert[]::new))).isEqualTo(page);
  }

  @Test
  void shouldRankByConfidenceThenByRiskThenTheNewestFirst() throws Exception {
    String html =
        page(
            named("old", d -> d.put("@timestamp", "2026-01-30T00:00:00.000Z")),
            named("new", d -> {}),
            named("sure", d -> judged(d, "high")),
            named("doubtful", d -> judged(d, "low")),
            named("grave", d -> d.with("event").put("risk_score", 99)));

    assertThat(texts(parse(html), "h2")).containsExactly("sure", "grave", "new", "old", "doubtful");
  }

  @Test
  void shouldShowAnIncidentOnceThoughTwoRulesSawIt() throws Exception {
    Alert one = Incidents.alert("a1", d -> judged(d, "low"));
    Alert two =
        Incidents.alert(
            "a2",
            d -> {
              judged(d, "high");
              d.with("rule").put("name", "Another rule");
            });
    Alert later =
        Incidents.alert(
            "a3",
            d -> {
              d.with("rule").put("name", "Another rule");
              for (String seen : List.of("first_seen", "last_seen")) {
                d.with("entrawatch").put(seen, "2027-01-01T00:00:00.000Z");
              }
            });
    Document page = parse(page(one, two, later));

    assertThat(texts(page, "h1")).containsExactly("2 incidents");
    assertThat(texts(page, "h2")).hasSize(2);
    assertThat(withClass(page, "related").get(0).getTextContent())
        .startsWith("Seen by another rule too: ")
        .endsWith(", alert a1");
  }

  @Test
  void shouldKnowATenantHoweverItIsSpelled() throws Exception {
    Alert shouted =
        Incidents.alert(
            "a2",
            d -> {
              d.with("rule").put("name", "Another rule");
              d.with("azure").put("tenant_id", "AC8A8BEF-4761-463C-BE40-93A45D0B1EDF");
            });

    assertThat(texts(parse(page(Incidents.alert("a1"), shouted)), "h1"))
        .containsExactly("1 incident");
  }

  @Test
  void shouldSayHowManyAreNotShown() throws Exception {
    AlertRanking ranking = new AlertRanking(2, Long.MAX_VALUE);
    for (int i = 0; i < 5; i++) {
      add(ranking, Incidents.alert("a" + i));
    }

    Document page = parse(write(ranking));

    assertThat(texts(page, "h1")).containsExactly("5 incidents");
    assertThat(texts(page, "h2")).hasSize(2);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("The 2 foremost incidents are shown");
  }

  @Test
  void shouldPointToOtherAlertsAboutTheSameSession() throws Exception {
    Document page =
        parse(
            page(
                Incidents.alert("a1"),
                Incidents.alert("a2"),
                Incidents.alert(
                    "b",
                    d ->
                        d.with("azure")
                            .with("signinlogs")
                            .with("properties")
                            .put("session_id", "z"))));

    assertThat(withClass(page, "related")).hasSize(2);
  }

  @Test
  void shouldShowJudgementAndWhatIsNewOnlyWhereTheDocumentHasThem() throws Exception {
    assertThat(page(Incidents.alert("a1")))
        .doesNotContain("Is it an attack?", "the first to come in");

    String judged =
        page(
            Incidents.alert(
                "a1",
                document -> {
                  judged(document, "low");
                  ObjectNode entry =
                      (ObjectNode) document.with("entrawatch").withArray("timeline").get(1);
                  entry.put("completed", true).withArray("new").add("ip");
                  ObjectNode own = document.with("entrawatch");
                  own.with("triage").withArray("check_first").add("Ask the user.");
                  own.with("judgement")
                      .withArray("error_codes")
                      .addObject()
                      .put("code", 50199)
                      .put("meaning", "Asked to confirm.");
                }));

    assertThat(parse(judged).getDocumentElement().getTextContent())
        .contains(
            "Is it an attack? Low confidence",
            "One network. speaks against it",
            "new: IP",
            "the first to come in from its address",
            "Ask the user.",
            "Asked to confirm.",
            "completed the pattern");
  }

  @Test
  void shouldShowWhatThereIsOfAPoorDocument() throws Exception {
    assertThat(texts(parse(page(new Alert("x", 1, false, "r", 0, 0, "{}"))), "h2"))
        .containsExactly("A user without a name");
    assertThat(texts(parse(page(new Alert("x", 1, false, "r", 0, 0, "no json"))), "h1"))
        .containsExactly("1 incident");
    assertThat(texts(parse(page()), "h1")).containsExactly("No incidents");
  }

  @Test
  void shouldListTheFirstOfVeryManySignInsAndKeepLanesFew() throws Exception {
    Document page =
        parse(
            page(
                Incidents.alert(
                    "a1",
                    document -> {
                      ObjectNode own = document.with("entrawatch").put("sign_in_count", 5000);
                      ObjectNode entry = (ObjectNode) own.withArray("timeline").get(0);
                      own.remove("timeline");
                      for (int i = 0; i < 300; i++) {
                        ObjectNode next = entry.deepCopy().put("user_agent", "x".repeat(1024) + i);
                        next.with("source").put("ip", "2001:db8::" + i);
                        own.withArray("timeline").add(next);
                      }
                    })));

    assertThat(page.getDocumentElement().getTextContent())
        .contains("5,000 sign-ins, the first 100 are listed", "and 288 others");
    assertThat(withClass(page, "track")).hasSize(2 * 12 + 1);
  }

  private static Alert named(String name, java.util.function.Consumer<ObjectNode> change) {
    return Incidents.alert(
        name,
        document -> {
          document.with("user").put("full_name", name);
          change.accept(document);
        });
  }

  private static void judged(ObjectNode document, String confidence) {
    ObjectNode judgement = document.with("entrawatch").with("judgement");
    judgement.put("confidence", confidence);
    judgement.withArray("reasons").addObject().put("effect", "lowers").put("text", "One network.");
  }

  private static String page(Alert... alerts) throws IOException {
    AlertRanking ranking = new AlertRanking(1000, Long.MAX_VALUE);
    for (Alert alert : alerts) {
      add(ranking, alert);
    }
    return write(ranking);
  }

  private static void add(AlertRanking ranking, Alert alert) {
    ranking.add(Headline.of(new AlertViewReader().read(alert)), alert);
  }

  private static String write(AlertRanking ranking) throws IOException {
    StringBuilder page = new StringBuilder();
    new ReportPage(ranking).write(page);
    return page.toString();
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page) {
    NodeList nodes = page.getElementsByTagName("*");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Document page, String name) {
    return elements(page).stream()
        .filter(element -> element.getTagName().equals(name))
        .map(Element::getTextContent)
        .toList();
  }

  private static List<Element> withClass(Document page, String name) {
    return elements(page).stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ")).contains(name))
        .toList();
  }

  private static List<String> links(Document page) {
    return elements(page).stream()
        .filter(element -> element.getTagName().equals("a"))
        .map(element -> element.getAttribute("href"))
        .toList();
  }

  private static List<String> ids(Document page) {
    return elements(page).stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static Set<String> attributeNames(Document page) {
    Set<String> names = new HashSet<>();
    for (Element element : elements(page)) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        names.add(element.getAttributes().item(i).getNodeName());
      }
    }
    return names;
  }
}
