// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;

/** A suppressed revision of an alert, and the entry that suppressed it. */
public record SuppressedAlert(ExceptionEntry by, Alert alert) {}
