// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** A sign-in in each form that it comes in, with {@code ID} where its id stands. */
public final class Samples {
  static final String RAW =
      json(
          "{'time':'2026-03-01T11:51:00Z','resourceId':'/tenants/7a/providers/Microsoft.aadiam',"
              + "'operationName':'Sign-in activity','category':'NonInteractiveUserSignInLogs',"
              + "'tenantId':'7a','resultType':'50199','callerIpAddress':'192.0.2.17',"
              + "'correlationId':'c-1','identity':'Grace Example','properties':{'id':'ID',"
              + "'createdDateTime':'2026-03-01T11:50:00.1239999Z','userPrincipalName':"
              + "'grace@example.org','userId':'u-1','appId':'app-1','ipAddress':'192.0.2.17',"
              + "'status':{'errorCode':50199,'failureReason':'Consent \\'x\\\\y\\''},"
              + "'deviceDetail':{'browser':'Edge 140','isManaged':false},'isInteractive':false,"
              + "'sessionId':'s-1','originalTransferMethod':'deviceCodeFlow',"
              + "'authenticationProcessingDetails':[{'key':'Is CAE Token','value':'False'}],"
              + "'incomingTokenType':'primaryRefreshToken'}}");

  /** One without any member that only a sign-in has. */
  static final String SERVICE_PRINCIPAL =
      json(
          "{'time':'2026-03-01T11:51:00Z','category':'ServicePrincipalSignInLogs','tenantId':'7a',"
              + "'properties':{'id':'ID','createdDateTime':'2026-03-01T11:50:00Z','userId':null,"
              + "'servicePrincipalId':'sp-1','appId':'app-1','ipAddress':'192.0.2.18'}}");

  static final String ECS =
      json(
          "{'@timestamp':'2026-03-01T11:50:00.123Z','event':{'ingested':'2026-03-01T11:55:00Z',"
              + "'dataset':'azure.signinlogs','outcome':'failure','id':'ID'},'source':{'ip':"
              + "'2001:db8::7'},'data_stream.dataset':'azure.signinlogs','azure':{'tenant_id':'7a',"
              + "'signinlogs':{'category':'SignInLogs','identity':'Grace Example','properties':{"
              + "'id':'ID','session_id':'s-1','user_principal_name':'grace@example.org',"
              + "'is_interactive':true,'status':{'error_code':50199}}}}}");

  public static final String ROW =
      json(
          "{'TenantId':'workspace','SourceSystem':'Azure AD','TimeGenerated':"
              + "'2026-03-01T11:51:00.5Z','ResourceId':'/tenants/7a/providers/Microsoft.aadiam',"
              + "'OperationName':'Sign-in activity','Category':'SignInLogs','ResultType':'50199',"
              + "'AADTenantId':'7a','Id':'ID','CorrelationId':'c-1','Identity':'Grace Example',"
              + "'CreatedDateTime':'2026-03-01T11:50:00.1239999Z','UserPrincipalName':"
              + "'grace@example.org','IPAddress':'192.0.2.17','SessionId':'s-1','IsInteractive':true,"
              + "'DeviceDetail':'{\\'browser\\':\\'Edge 140\\'}','UserType':'Member',"
              + "'ResourceIdentity':'r-1','Type':'SigninLogs'}");

  public static final String GRAPH =
      json(
          "{'id':'ID','createdDateTime':'2026-03-01T11:50:00Z','userDisplayName':'Grace Example',"
              + "'userPrincipalName':'grace@example.org','userId':'u-1','appId':'app-1',"
              + "'ipAddress':'192.0.2.17','isInteractive':false,'signInEventTypes':"
              + "['nonInteractiveUser'],'userType':'member','resourceTenantId':'7a',"
              + "'homeTenantId':'7b','sessionId':'s-1','status':{'errorCode':0,'failureReason':"
              + "'Other.','additionalDetails':null},'deviceDetail':{'browser':'Edge 140'}}");

  /** What has the marks of a sign-in. */
  static final List<String> MARKED = List.of(RAW, ECS, ROW, GRAPH);

  static final List<String> ALL = List.of(RAW, ECS, ROW, GRAPH, SERVICE_PRINCIPAL);

  private Samples() {}

  public static String json(String text) {
    return text.replace('\'', '"');
  }

  /** The text as JSON spells it within quotes. */
  public static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
