// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.exceptions;

import io.entrawatch.alert.Alert;

/** A revision of an alert that did not leave, and the entry that held it back. */
public record SuppressedAlert(ExceptionEntry by, Alert alert) {}
