// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.decode.shape;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Doubles;
import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.entrawatch.decode.shape.GeoDatabases.UnusableException;
import io.entrawatch.event.Field;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up where an address is and whose, as Elasticsearch's geoip processor does for the azure
 * integration: of several addresses the first that is known, names in English, the smallest of the
 * nested regions.
 *
 * <p>Not for several threads.
 */
public final class GeoLookup implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(GeoLookup.class);

  /** Any address: a damaged search tree shows itself when it is walked. */
  private static final InetAddress SOME = InetAddresses.forString("192.0.2.1");

  private final Reader city;
  private final Reader asn;
  private final Set<Field> fields;
  private boolean damageSaid;

  private GeoLookup(Reader city, Reader asn, Set<Field> fields) {
    this.city = city;
    this.asn = asn;
    this.fields = fields;
  }

  /**
   * @param fields which of its fields are put
   * @throws UnusableException if a file is not there or not what it should be
   */
  public static GeoLookup open(GeoDatabases databases, Set<Field> fields) {
    return new GeoLookup(open(databases.city(), "City"), open(databases.asn(), "ASN"), fields);
  }

  // Mapped, not read: the subtasks of a machine share what the system caches of the file.
  private static Reader open(String path, String kind) {
    if (path == null) {
      return null;
    }
    File file = new File(path);
    if (!file.isFile() || !file.canRead()) {
      throw new UnusableException(
          path + ": no such file, or no permission to read it" + remedy(kind));
    }
    try {
      Reader reader = new Reader(file, Reader.FileMode.MEMORY_MAPPED, new CHMCache());
      String type = reader.getMetadata().databaseType();
      if (type.contains(kind)) {
        return reader;
      }
      reader.close();
      throw new UnusableException(
          path + ": its type is not " + kind + " but " + type + remedy(kind));
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnusableException unusable
          ? unusable
          : new UnusableException(path + ": not a MaxMind database" + remedy(kind));
    }
  }

  private static String remedy(String kind) {
    return "; name a MaxMind database of type " + kind + ", such as GeoLite2-" + kind + ".mmdb";
  }

  /** Reads from both, to find out whether that works. */
  void check() throws IOException {
    find(city, SOME);
    find(asn, SOME);
  }

  /** Adds what is known of the addresses of the record. */
  public void enrich(EventBuilder builder) {
    if (city == null && asn == null) {
      return;
    }
    List<String> addresses = builder.get(Field.SOURCE_IP);
    Map<?, ?> place = first(city, addresses);
    builder.putIfKnown(Field.SOURCE_CITY, name(at(place, "city")));
    builder.putIfKnown(Field.SOURCE_COUNTRY, name(at(place, "country")));
    builder.putIfKnown(Field.SOURCE_REGION, name(last(at(place, "subdivisions"))));
    if (fields.contains(Field.SOURCE_COUNTRY_CODE)) {
      builder.putIfKnown(Field.SOURCE_COUNTRY_CODE, at(at(place, "country"), "iso_code"));
    }
    if (fields.contains(Field.SOURCE_LOCATION)) {
      Object location = at(place, "location");
      builder.putIfKnown(
          Field.SOURCE_LOCATION, point(at(location, "latitude"), at(location, "longitude")));
    }
    Map<?, ?> owner = first(asn, addresses);
    builder.putIfKnown(Field.SOURCE_AS_NUMBER, at(owner, "autonomous_system_number"));
    builder.putIfKnown(Field.SOURCE_AS_ORGANIZATION, at(owner, "autonomous_system_organization"));
  }

  /** A place as ES|QL prints it; null unless both are numbers of degrees. */
  static String point(Object latitude, Object longitude) {
    Double north = latitude == null ? null : Doubles.tryParse(latitude.toString());
    Double east = longitude == null ? null : Doubles.tryParse(longitude.toString());
    boolean valid = north != null && east != null && Math.abs(north) <= 90 && Math.abs(east) <= 180;
    return valid ? "POINT (" + east + " " + north + ")" : null;
  }

  private Map<?, ?> first(Reader database, List<String> addresses) {
    for (String address : addresses) {
      try {
        Map<?, ?> found = find(database, InetAddresses.forString(address));
        if (found != null) {
          return found;
        }
      } catch (IOException | RuntimeException damaged) {
        sayOnce(damaged);
      }
    }
    return null;
  }

  private static Map<?, ?> find(Reader database, InetAddress address) throws IOException {
    return database == null ? null : database.get(address, Map.class);
  }

  /** A database that is damaged somewhere must not stop the detection. */
  private void sayOnce(Exception damaged) {
    if (!damageSaid) {
      damageSaid = true;
      LOG.warn("A MaxMind database is damaged: some addresses are not looked up", damaged);
    }
  }

  private static Object at(Object map, String key) {
    return map instanceof Map<?, ?> known ? known.get(key) : null;
  }

  private static Object name(Object place) {
    return at(at(place, "names"), "en");
  }

  private static Object last(Object list) {
    return list instanceof List<?> all && !all.isEmpty() ? all.get(all.size() - 1) : null;
  }

  @Override
  public void close() throws IOException {
    if (city != null) {
      city.close();
    }
    if (asn != null) {
      asn.close();
    }
  }
}
