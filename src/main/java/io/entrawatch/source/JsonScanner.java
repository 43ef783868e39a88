// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.source;

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

  /**
   * Where a value broke, and the objects and arrays that were open there: each is broken too.
   *
   * @param at the position of the first byte that cannot stand there, or the end of the file
   * @param opened the positions of their opening brackets, the outermost first
   * @param arrays which of them are arrays
   */
  record Breakage(long at, long[] opened, boolean[] arrays) {
    static final Breakage NONE = new Breakage(-1, new long[0], new boolean[0]);

    /** How deep the bracket at that position is; negative if it is not open. */
    int level(long position) {
      return Arrays.binarySearch(opened, position);
    }

    /** Whether the value is an array, or an object and broke in an array among its members. */
    boolean isInArray(int level) {
      return arrays[level] || level + 1 < arrays.length && arrays[level + 1];
    }
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
  Breakage breakage() {
    return new Breakage(position, Arrays.copyOf(opened, depth), Arrays.copyOf(arrays, depth));
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
    switch (state) {
      case VALUE_OR_END:
        return b == ']' ? close(true) : value(b);
      case VALUE:
        return value(b);
      case KEY_OR_END:
        return b == '}' ? close(false) : key(b);
      case KEY:
        return key(b);
      case COLON:
        return go(b == ':', State.VALUE);
      case NEXT:
        return next(b);
      case ESCAPE:
        count = HEX_DIGITS;
        return go(b > 0 && "\"\\/bfnrtu".indexOf(b) >= 0, b == 'u' ? State.HEX : State.TEXT);
      case HEX:
        return go(Character.digit(b, 16) >= 0, --count == 0 ? State.TEXT : State.HEX);
      case LITERAL:
        return literal(b);
      default:
        return number(b);
    }
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
    boolean exponent = b == 'e' || b == 'E';
    switch (state) {
      case MINUS:
        return go(digit, b == '0' ? State.ZERO : State.INTEGER);
      case POINT:
        return go(digit, State.FRACTION);
      case EXPONENT:
        boolean sign = b == '+' || b == '-';
        return go(digit || sign, sign ? State.EXPONENT_SIGN : State.POWER);
      case EXPONENT_SIGN:
        return go(digit, State.POWER);
      default:
        break;
    }
    if (digit && state != State.ZERO) {
      return true;
    } else if (b == '.' && (state == State.ZERO || state == State.INTEGER)) {
      return go(true, State.POINT);
    } else if (exponent && state != State.POWER) {
      return go(true, State.EXPONENT);
    }
    endValue();
    return false;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
