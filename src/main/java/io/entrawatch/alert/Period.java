// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.alert;

/**
 * The stretch of sign-in time that one alert is about.
 *
 * @param start inclusive, ms since the epoch
 * @param end exclusive, ms since the epoch
 * @param reading the window's reading where each window makes an alert of its own, else ""
 */
public record Period(long start, long end, String reading) {}
