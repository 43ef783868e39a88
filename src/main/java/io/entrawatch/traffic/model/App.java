// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * An application that signs in, or the resource that it asks for.
 *
 * @param owner the tenant that owns it
 */
public record App(String name, String id, String owner) {
  private static final String MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

  public static final App AUTHENTICATION_BROKER =
      microsoft("Microsoft Authentication Broker", "29d9ed98-a469-4536-ade2-f981bc1d605e");
  public static final App DEVICE_REGISTRATION =
      microsoft("Device Registration Service", "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9");
  public static final App AZURE_CLI =
      microsoft("Microsoft Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46");
  public static final App OFFICE =
      microsoft("Microsoft Office", "d3590ed6-52b3-4102-aeff-aad2292ab01c");
  public static final App VS_CODE =
      microsoft("Visual Studio Code", "aebc6443-996d-45c2-90f0-388ff96faa56");
  public static final App TEAMS =
      microsoft("Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-5451cc387264");
  public static final App COMPANY_PORTAL =
      microsoft("Microsoft Intune Company Portal", "9ba1a5c7-f17a-4de9-a1f1-6178c8d51223");
  public static final App OUTLOOK =
      microsoft("Outlook Mobile", "27922004-5251-4030-b22d-91ecd9a37ea4");
  public static final App ONEDRIVE =
      microsoft("OneDrive SyncEngine", "ab9b8c07-8f02-4f72-87fa-80105867a763");
  public static final App PORTAL =
      microsoft("Azure Portal", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c");
  public static final App WINDOWS =
      microsoft("Windows Sign In", "38aa3b87-a06d-4817-b275-7a316988d93b");
  public static final App GRAPH =
      microsoft("Microsoft Graph", "00000003-0000-0000-c000-000000000000");
  public static final App EXCHANGE =
      microsoft("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000");
  public static final App SHAREPOINT =
      microsoft("Office 365 SharePoint Online", "00000003-0000-0ff1-ce00-000000000000");
  public static final App AZURE_AD =
      microsoft("Windows Azure Active Directory", "00000002-0000-0000-c000-000000000000");
  public static final App AZURE_MANAGEMENT =
      microsoft("Windows Azure Service Management API", "797f4846-ba00-4fd7-ba43-dac1f8f63013");

  private static App microsoft(String name, String id) {
    return new App(name, id, MICROSOFT);
  }
}
