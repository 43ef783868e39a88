// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.signin;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's view of {@link SignIn}: an immutable value with a serializer of its own. */
final class SignInTypeInfo extends TypeInformation<SignIn> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<SignIn> getTypeClass() {
    return SignIn.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<SignIn> createSerializer(SerializerConfig config) {
    return new SignInSerializer();
  }

  @Override
  public String toString() {
    return "SignIn";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignInTypeInfo;
  }

  @Override
  public int hashCode() {
    return SignInTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SignInTypeInfo;
  }
}
