// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

import io.entrawatch.event.Category;
import java.io.Serializable;

/**
 * A source of sign-ins whose silence is to be seen, even if it has never sent any.
 *
 * @param tenant its id in lower case, or {@link #ANY_TENANT}
 * @param category one of {@link Category#ALL}
 */
public record ExpectedSource(String tenant, String category) implements Serializable {
  /** Each tenant that is seen, and at least one. */
  public static final String ANY_TENANT = "*";
}
