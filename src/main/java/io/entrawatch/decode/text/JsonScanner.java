// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.text;

import java.util.Arrays;

/**
 * Checks a JSON value byte by byte, as strictly as Jackson does, and tells where it ends. It can be
 * fed in parts. What is not checked is whether texts are UTF-8.
 *
 * <p>A raw line break ends no text: it is an error, as in Jackson.
 */
final class JsonScanner {
  /** Deeper values count as broken, as they do in the decoder. */
  static final int MAX_DEPTH = 1_000;

  private static final int HEX_DIGITS = 4;

  /** What has become of the value. */
  enum Status {
    OPEN,
    CLOSED,
    BROKEN
  }

  private enum State {
    VALUE,
    VALUE_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    NEXT,
    TEXT,
    ESCAPE,
    HEX,
    LITERAL,
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    POWER
  }

  private final long[] opened = new long[MAX_DEPTH];
  private final boolean[] arrays = new boolean[MAX_DEPTH];
  private int depth;
  private State state = State.VALUE;
  private Status status = Status.OPEN;
  private boolean inKey;
  private String literal;
  private int count;
  private long position;

  static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  void begin(long at) {
    position = at;
    depth = 0;
    state = State.VALUE;
    status = Status.OPEN;
  }

  Status status() {
    return status;
  }

  /** Where the value broke. */
  BrokenValue breakage() {
    return new BrokenValue(position, Arrays.copyOf(opened, depth), Arrays.copyOf(arrays, depth));
  }

  /** Reads on, and returns the index behind the last byte that belongs to the value. */
  int scan(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && status == Status.OPEN) {
      int b = bytes[at];
      if (state == State.TEXT) {
        at = text(bytes, at, to);
      } else if (isBlank(b) && isBetween()) {
        at++;
      } else {
        position += at - from;
        from = at;
        at += step(b) ? 1 : 0;
      }
    }
    position += at - from;
    return at;
  }

  /** Nothing follows: a number has come to its end, and anything else is broken. */
  void end() {
    if (status == Status.OPEN && depth == 0 && isWholeNumber()) {
      status = Status.CLOSED;
    } else if (status == Status.OPEN) {
      status = Status.BROKEN;
    }
  }

  private boolean isBetween() {
    return state.compareTo(State.NEXT) <= 0;
  }

  private boolean isWholeNumber() {
    return switch (state) {
      case ZERO, INTEGER, FRACTION, POWER -> true;
      default -> false;
    };
  }

  private int text(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int b = bytes[at];
      if (b == '"') {
        if (inKey) {
          state = State.COLON;
        } else {
          endValue();
        }
        return at + 1;
      } else if (b == '\\') {
        state = State.ESCAPE;
        return at + 1;
      } else if (b >= 0 && b < ' ') {
        status = Status.BROKEN;
        return at;
      }
      at++;
    }
    return at;
  }

  /** Takes a byte; false where it is not taken: it is wrong, or stands behind a number. */
  private boolean step(int b) {
    return switch (state) {
      case VALUE_OR_END -> b == ']' ? close(true) : value(b);
      case VALUE -> value(b);
      case KEY_OR_END -> b == '}' ? close(false) : key(b);
      case KEY -> key(b);
      case COLON -> go(b == ':', State.VALUE);
      case NEXT -> next(b);
      case ESCAPE -> escape(b);
      case HEX -> go(Character.digit(b, 16) >= 0, --count == 0 ? State.TEXT : State.HEX);
      case LITERAL -> literal(b);
      default -> number(b);
    };
  }

  private boolean escape(int b) {
    count = HEX_DIGITS;
    return go(b > 0 && "\"\\/bfnrtu".indexOf(b) >= 0, b == 'u' ? State.HEX : State.TEXT);
  }

  private boolean go(boolean sound, State to) {
    if (sound) {
      state = to;
    } else {
      status = Status.BROKEN;
    }
    return sound;
  }

  private boolean key(int b) {
    inKey = true;
    return go(b == '"', State.TEXT);
  }

  private boolean next(int b) {
    boolean inArray = arrays[depth - 1];
    if (b == (inArray ? ']' : '}')) {
      return close(inArray);
    }
    return go(b == ',', inArray ? State.VALUE : State.KEY);
  }

  private boolean value(int b) {
    inKey = false;
    return switch (b) {
      case '{' -> open(false);
      case '[' -> open(true);
      case '"' -> go(true, State.TEXT);
      case 't' -> begin("true");
      case 'f' -> begin("false");
      case 'n' -> begin("null");
      case '-' -> go(true, State.MINUS);
      case '0' -> go(true, State.ZERO);
      default -> go(isDigit(b), State.INTEGER);
    };
  }

  private boolean begin(String word) {
    literal = word;
    count = 1;
    return go(true, State.LITERAL);
  }

  private boolean literal(int b) {
    boolean sound = go(b == literal.charAt(count), State.LITERAL);
    if (sound && ++count == literal.length()) {
      endValue();
    }
    return sound;
  }

  private boolean open(boolean array) {
    if (depth == MAX_DEPTH) {
      return go(false, state);
    }
    opened[depth] = position;
    arrays[depth++] = array;
    return go(true, array ? State.VALUE_OR_END : State.KEY_OR_END);
  }

  private boolean close(boolean array) {
    if (arrays[depth - 1] == array) {
      depth--;
      endValue();
    }
    return true;
  }

  private void endValue() {
    state = State.NEXT;
    if (depth == 0) {
      status = Status.CLOSED;
    }
  }

  private boolean number(int b) {
    boolean digit = isDigit(b);
    boolean sign = b == '+' || b == '-';
    return switch (state) {
      case MINUS -> go(digit, b == '0' ? State.ZERO : State.INTEGER);
      case POINT -> go(digit, State.FRACTION);
      case EXPONENT -> go(digit || sign, sign ? State.EXPONENT_SIGN : State.POWER);
      case EXPONENT_SIGN -> go(digit, State.POWER);
      default -> wholeNumber(b);
    };
  }

  /** A number that may end here or go on. */
  private boolean wholeNumber(int b) {
    if (isDigit(b) && state != State.ZERO) {
      return true;
    } else if (b == '.' && (state == State.ZERO || state == State.INTEGER)) {
      return go(true, State.POINT);
    } else if ((b == 'e' || b == 'E') && state != State.POWER) {
      return go(true, State.EXPONENT);
    }
    endValue();
    return false;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
