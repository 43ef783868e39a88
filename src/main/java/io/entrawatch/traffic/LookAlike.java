// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.App;
import io.entrawatch.traffic.model.Client;
import io.entrawatch.traffic.model.Device;
import io.entrawatch.traffic.model.Grant;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.SignInResult;
import java.util.List;
import java.util.Locale;

/** Innocent courses of events that resemble the attacks. Those with rules are false positives. */
enum LookAlike implements Plot {
  /** A new laptop at home: one address, and the web view of Windows' own dialog. */
  INTUNE_ENROLMENT {
    @Override
    public void play(Scene scene) {
      Location home = Location.home(scene.number());
      scene.at(
          0,
          Leg.interactive(App.COMPANY_PORTAL, App.GRAPH, home, Client.EDGE_VIEW, Device.UNKNOWN));
      scene.at(scene.between(10, 40), enrolment(home));
      scene.at(scene.between(45, 90), backgroundEnrolment(home));
    }
  },

  /** {@code az login} in the browser of the same host: two user agents, but no device code. */
  AZ_LOGIN_IN_BROWSER {
    @Override
    public void play(Scene scene) {
      Location office = Location.office(scene.number());
      scene.at(
          0,
          Leg.interactive(
              App.AZURE_CLI, App.AZURE_MANAGEMENT, office, Client.FIREFOX, Device.UNKNOWN));
      Leg cli =
          Leg.nonInteractive(
              App.AZURE_CLI, App.AZURE_MANAGEMENT, office, Client.AZURE_CLI, Device.UNKNOWN);
      scene.at(scene.between(2, 8), cli.by(Grant.PLAIN));
      scene.at(scene.between(60, 300), cli);
    }
  },

  /** A meeting room's session, begun by device code long ago, moves to another address. */
  ROOM_REFRESH {
    @Override
    public void play(Scene scene) {
      int port = scene.number();
      for (int i = 0; i < 5; i++) {
        scene.at(i * 90 + scene.between(0, 30), room(Location.office(port + i / 3)));
      }
    }
  },

  /** Windows registers in the background over IPv4 and IPv6 in turn: no browser. */
  DUAL_STACK_REGISTRATION {
    @Override
    public void play(Scene scene) {
      int line = scene.number();
      scene.at(0, backgroundEnrolment(Location.home(line)));
      scene.at(scene.between(1, 20), backgroundEnrolment(Location.home6(line)));
      scene.at(scene.between(30, 300), backgroundEnrolment(Location.home(line)));
    }
  },

  /** A user gives up at the question whether this device code is theirs, twice. */
  CANCELLED_DEVICE_CODE {
    @Override
    public void play(Scene scene) {
      Leg leg =
          Leg.interactive(
                  App.OFFICE, App.GRAPH, Location.home(scene.number()), Client.EDGE, Device.UNKNOWN)
              .by(Grant.DEVICE_CODE)
              .ending(SignInResult.CONFIRM_DEVICE_CODE);
      scene.at(0, leg);
      scene.at(scene.between(20, 200), leg);
    }
  },

  /** A guest changes networks while enrolling; guests cannot register devices here. */
  GUEST_ENROLMENT {
    @Override
    public void play(Scene scene) {
      scene.asGuest();
      scene.at(0, enrolment(Location.home(scene.number())));
      scene.at(scene.between(60, 400), enrolment(Location.mobile(scene.number())));
    }
  },

  /** One account enrols many laptops at several sites: a session each. */
  BULK_PROVISIONING {
    @Override
    public void play(Scene scene) {
      int site = scene.number();
      for (int i = 0; i < 3; i++) {
        scene.at(i * 120, enrolment(Location.office(site + i)));
        scene.at(i * 120 + scene.between(5, 60), backgroundEnrolment(Location.office(site + i)));
        scene.newSession();
      }
    }
  },

  /** {@code az login --use-device-code}: the declared false positive of the device-code rules. */
  DEVICE_LOGIN_ON_ONE_HOST(DEVICE_CODE_CONCURRENT, DEVICE_CODE_RETUNED) {
    @Override
    public void play(Scene scene) {
      Location office = Location.office(scene.number());
      App app = scene.pick(App.AZURE_CLI, App.VS_CODE);
      confirmDeviceCode(
          scene, Leg.interactive(app, App.GRAPH, office, Client.CHROME, Device.UNKNOWN));
      Client tool = app.equals(App.AZURE_CLI) ? Client.AZURE_CLI : Client.NODE;
      scene.at(
          scene.between(20, 40),
          Leg.nonInteractive(app, App.GRAPH, office, tool, Device.UNKNOWN)
              .by(Grant.AFTER_DEVICE_CODE));
    }
  },

  /** A technician signs a meeting room in, from a phone on another network. */
  ROOM_SETUP(DEVICE_CODE_CONCURRENT, DEVICE_CODE_RETUNED) {
    @Override
    public void play(Scene scene) {
      Location phone = Location.mobile(scene.number());
      confirmDeviceCode(
          scene, Leg.interactive(App.TEAMS, App.GRAPH, phone, Client.SAFARI, Device.UNKNOWN));
      scene.at(
          scene.between(20, 40), room(Location.office(scene.number())).by(Grant.AFTER_DEVICE_CODE));
    }
  },

  /** A laptop changes from Wi-Fi to a hotspot while it enrols. */
  HOTSPOT_ENROLMENT(AUTH_BROKER_TO_DRS) {
    @Override
    public void play(Scene scene) {
      scene.at(0, enrolment(Location.home(scene.number())));
      scene.at(scene.between(60, 500), backgroundEnrolment(Location.mobile(scene.number())));
    }
  };

  private final List<String> rules;

  LookAlike(String... rules) {
    this.rules = List.of(rules);
  }

  @Override
  public String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public List<String> rules() {
    return rules;
  }

  @Override
  public boolean isAttack() {
    return false;
  }

  private static Leg enrolment(Location place) {
    return Leg.interactive(
        App.AUTHENTICATION_BROKER,
        App.DEVICE_REGISTRATION,
        place,
        Client.EDGE_VIEW,
        Device.UNKNOWN);
  }

  private static Leg backgroundEnrolment(Location place) {
    return Leg.nonInteractive(
        App.AUTHENTICATION_BROKER,
        App.DEVICE_REGISTRATION,
        place,
        Client.TOKEN_BROKER,
        Device.UNKNOWN);
  }

  private static Leg room(Location place) {
    return Leg.nonInteractive(App.TEAMS, App.GRAPH, place, Client.ROOM, Device.UNKNOWN)
        .by(Grant.DEVICE_CODE_REFRESH);
  }

  private static void confirmDeviceCode(Scene scene, Leg leg) {
    scene.at(0, leg.by(Grant.DEVICE_CODE).ending(SignInResult.CONFIRM_DEVICE_CODE));
    scene.at(scene.between(3, 15), leg.by(Grant.DEVICE_CODE));
  }
}
