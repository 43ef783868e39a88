import io.entrawatch.bench.Worker;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The three rules as Flink SQL over one table, each window as the query has it; the answers are
 * thrown away.
 */
public final class FlinkSqlContender {
  private static final String TABLE =
      """
      CREATE TABLE sign_ins (
        `@timestamp` TIMESTAMP_LTZ(3),
        data_stream ROW<dataset STRING>,
        event ROW<category ARRAY<STRING>, dataset STRING, outcome STRING, ingested TIMESTAMP_LTZ(3)>,
        message STRING,
        source ROW<ip STRING, address STRING>,
        user_agent ROW<original STRING>,
        azure ROW<tenant_id STRING, signinlogs ROW<category STRING, `identity` STRING, properties ROW<
          session_id STRING, user_principal_name STRING, user_type STRING, app_id STRING,
          app_display_name STRING, resource_id STRING, resource_display_name STRING,
          original_transfer_method STRING, authentication_protocol STRING,
          authentication_requirement STRING, status ROW<error_code BIGINT>,
          device_detail ROW<browser STRING>>>>,
        ingested AS event.ingested,
        WATERMARK FOR ingested AS ingested - INTERVAL '1' MINUTE
      ) WITH (
        'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
        'format' = 'json', 'json.ignore-parse-errors' = 'true',
        'json.timestamp-format.standard' = 'ISO-8601')
      """;

  private static final String DEVICE_CODE =
      """
      SELECT window_start, azure.tenant_id, azure.signinlogs.properties.session_id,
        azure.signinlogs.`identity`, COUNT(*) AS logons, COUNT(DISTINCT source.ip) AS ips,
        COUNT(DISTINCT user_agent.original) AS agents, %s
      FROM TABLE(HOP(TABLE sign_ins, DESCRIPTOR(ingested), INTERVAL '1' MINUTE, INTERVAL '9' MINUTE))
      WHERE %s AND ARRAY_CONTAINS(event.category, 'authentication')
        AND azure.signinlogs.properties.original_transfer_method = 'deviceCodeFlow'
      GROUP BY window_start, window_end, azure.tenant_id,
        azure.signinlogs.properties.session_id, azure.signinlogs.`identity`
      """;

  private static final String CONCURRENT =
      "SELECT window_start, ips, agents, logons FROM ("
          + DEVICE_CODE.formatted(
              """
              COUNT(CASE WHEN azure.signinlogs.category = 'SignInLogs' THEN source.ip END) AS interactive,
              COUNT(CASE WHEN azure.signinlogs.category = 'NonInteractiveUserSignInLogs'
                THEN source.ip END) AS programs,
              LISTAGG(DISTINCT user_agent.original) AS user_agents,
              LISTAGG(DISTINCT source.ip) AS source_ips
              """,
              "event.dataset = 'azure.signinlogs'")
          + ") WHERE interactive >= 2 AND programs >= 1 AND (ips >= 2 OR agents >= 2)";

  private static final String RETUNED =
      "SELECT window_start, ips, agents, logons FROM ("
          + DEVICE_CODE.formatted(
              """
              SUM(CASE WHEN azure.signinlogs.properties.authentication_protocol = 'deviceCode'
                THEN 1 ELSE 0 END) AS codes,
              LISTAGG(DISTINCT user_agent.original) AS user_agents,
              LISTAGG(DISTINCT source.ip) AS source_ips
              """,
              "data_stream.dataset = 'azure.signinlogs'")
          + ") WHERE logons >= 2 AND codes >= 1 AND (ips >= 2 OR agents >= 2)";

  // The query's window is of @timestamp; SQL windows a table's one time attribute.
  private static final String BROKER =
      """
      SELECT window_start, addresses, browser, logons FROM (
        SELECT window_start, COUNT(*) AS logons, COUNT(DISTINCT source.address) AS addresses,
          MAX(CASE WHEN REGEXP(LOWER(azure.signinlogs.properties.device_detail.browser),
            '^(chrome|firefox|edge|safari)') THEN 1 ELSE 0 END) AS browser,
          LISTAGG(DISTINCT user_agent.original) AS user_agents
        FROM TABLE(TUMBLE(TABLE sign_ins, DESCRIPTOR(ingested), INTERVAL '30' MINUTE))
        WHERE data_stream.dataset = 'azure.signinlogs' AND event.outcome = 'success'
          AND azure.signinlogs.properties.user_type = 'Member'
          AND azure.signinlogs.`identity` IS NOT NULL
          AND azure.signinlogs.properties.user_principal_name IS NOT NULL
          AND source.address IS NOT NULL
          AND azure.signinlogs.properties.app_id = '29d9ed98-a469-4536-ade2-f981bc1d605e'
          AND azure.signinlogs.properties.resource_id = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9'
        GROUP BY window_start, window_end, azure.tenant_id,
          azure.signinlogs.properties.user_principal_name,
          azure.signinlogs.properties.session_id
      ) WHERE addresses >= 2 AND browser >= 1 AND logons >= 2
      """;

  private FlinkSqlContender() {}

  public static void main(String[] arguments) throws Exception {
    Worker.serve(arguments[0], FlinkSqlContender::read);
  }

  private static void read(String bootstrap, String topic) throws Exception {
    StreamExecutionEnvironment env = Worker.flink();
    env.getConfig().enableAutoGeneratedUIDs(); // SQL names its operators itself
    StreamTableEnvironment table = StreamTableEnvironment.create(env);
    table.executeSql(TABLE.formatted(topic, bootstrap));
    StatementSet statements = table.createStatementSet();
    for (String rule : List.of(CONCURRENT, RETUNED, BROKER)) {
      String sink = "sink_" + Integer.toHexString(rule.hashCode());
      table.executeSql(
          "CREATE TABLE "
              + sink
              + " (window_start TIMESTAMP(3), a BIGINT, b BIGINT, c BIGINT)"
              + " WITH ('connector' = 'blackhole')");
      statements.addInsertSql("INSERT INTO " + sink + " " + rule);
    }
    statements.execute().await();
  }
}
