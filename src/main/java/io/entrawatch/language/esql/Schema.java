// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.language.esql;

import io.entrawatch.event.Field;

/** The fields that a query may name. */
public interface Schema {
  /** The field of that path; null if there is none. */
  Field find(String path);
}
