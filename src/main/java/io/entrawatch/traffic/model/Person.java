// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic.model;

/**
 * An invented user.
 *
 * @param name the display name, which is also the {@code identity} of the sign-in
 * @param principalName the user principal name
 * @param type {@code Member} or {@code Guest}
 */
public record Person(String name, String principalName, String id, String type) {}
