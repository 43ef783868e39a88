// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.traffic;

import io.entrawatch.traffic.model.App;
import io.entrawatch.traffic.model.Client;
import io.entrawatch.traffic.model.Device;
import io.entrawatch.traffic.model.Grant;
import io.entrawatch.traffic.model.Guid;
import io.entrawatch.traffic.model.Leg;
import io.entrawatch.traffic.model.Location;
import io.entrawatch.traffic.model.SignInResult;
import java.util.List;
import java.util.Locale;

/** The attacks. Their sign-ins lie close enough together for their rules, whatever is drawn. */
enum Attack implements Plot {
  /** The victim confirms the code, and the attacker ends with a device of their own. */
  DEVICE_CODE_PHISH(DEVICE_CODE_CONCURRENT, DEVICE_CODE_RETUNED) {
    @Override
    public void play(Scene scene) {
      Phish phish = Phish.drawn(scene);
      double confirmed = scene.between(3, 120);
      double redeemed = confirmed + scene.between(2, 20);
      SignInResult interrupt =
          scene.pick(
              SignInResult.CONFIRM_DEVICE_CODE,
              SignInResult.CONFIRM_DEVICE_CODE,
              SignInResult.CONSENT_REQUIRED,
              SignInResult.STAY_SIGNED_IN,
              SignInResult.DEVICE_REQUIRED);
      scene.at(0, phish.victimLeg(Grant.DEVICE_CODE).ending(interrupt));
      scene.at(confirmed, phish.victimLeg(Grant.DEVICE_CODE));
      scene.at(redeemed, phish.attackerLeg(App.GRAPH).by(Grant.AFTER_DEVICE_CODE));
      phish.explore(scene, redeemed);
    }
  },

  /** The records of the code do not name the method until it is redeemed. */
  DEVICE_CODE_PHISH_NAMED_LATE(DEVICE_CODE_CONCURRENT, DEVICE_CODE_RETUNED) {
    @Override
    public void play(Scene scene) {
      Phish phish = Phish.drawn(scene);
      double confirmed = scene.between(3, 60);
      double redeemed = confirmed + scene.between(2, 20);
      scene.at(
          0, phish.victimLeg(Grant.DEVICE_CODE_UNNAMED).ending(SignInResult.CONFIRM_DEVICE_CODE));
      scene.at(confirmed, phish.victimLeg(Grant.DEVICE_CODE));
      scene.at(redeemed, phish.attackerLeg(App.GRAPH).by(Grant.AFTER_DEVICE_CODE));
      phish.explore(scene, redeemed);
    }
  },

  /** One interactive record only, which the first of the two device-code rules cannot see. */
  DEVICE_CODE_PHISH_UNCONFIRMED(DEVICE_CODE_RETUNED) {
    @Override
    public void play(Scene scene) {
      Phish phish = Phish.drawn(scene);
      double redeemed = scene.between(2, 20);
      scene.at(0, phish.victimLeg(Grant.DEVICE_CODE));
      scene.at(redeemed, phish.attackerLeg(App.GRAPH).by(Grant.AFTER_DEVICE_CODE));
      scene.at(
          redeemed + scene.between(60, 300),
          phish.attackerLeg(App.EXCHANGE).by(Grant.DEVICE_CODE_REFRESH));
    }
  },

  /** The victim hands over the authorization code of a device registration. */
  AUTH_CODE_PHISH(AUTH_BROKER_TO_DRS) {
    @Override
    public void play(Scene scene) {
      Client browser = scene.pick(Client.CHROME, Client.EDGE, Client.FIREFOX, Client.SAFARI);
      Leg victim =
          Leg.interactive(
              App.AUTHENTICATION_BROKER,
              App.DEVICE_REGISTRATION,
              scene.maybe() ? Location.office(scene.number()) : Location.home(scene.number()),
              browser,
              Device.UNKNOWN);
      Leg attacker =
          Leg.nonInteractive(
              App.AUTHENTICATION_BROKER,
              App.DEVICE_REGISTRATION,
              Location.hosting(scene.number()),
              Client.PYTHON,
              Device.UNKNOWN);
      double redeemed = scene.between(30, 600);
      scene.at(0, victim);
      scene.at(redeemed, attacker.by(Grant.PLAIN));
      scene.at(redeemed + scene.between(2, 30), attacker);
    }
  };

  private final List<String> rules;

  Attack(String... rules) {
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
    return true;
  }

  /** The two ends of a device-code phish. */
  private record Phish(App app, Location victim, Client browser, Location attacker, Client tool) {
    /** Microsoft may log the token receiver's address for the victim's records too. */
    static Phish drawn(Scene scene) {
      Location attacker = Location.hosting(scene.number());
      Location home =
          scene.maybe() ? Location.home(scene.number()) : Location.home6(scene.number());
      return new Phish(
          scene.pick(App.OFFICE, App.AUTHENTICATION_BROKER, App.AZURE_CLI),
          scene.between(0, 1) < 0.7 ? home : attacker,
          scene.pick(Client.CHROME, Client.EDGE, Client.FIREFOX, Client.SAFARI),
          attacker,
          scene.pick(Client.PYTHON, Client.CURL, Client.AXIOS, Client.NODE));
    }

    Leg victimLeg(Grant grant) {
      return Leg.interactive(app, App.GRAPH, victim, browser, Device.UNKNOWN).by(grant);
    }

    Leg attackerLeg(App resource) {
      return Leg.nonInteractive(app, resource, attacker, tool, Device.UNKNOWN);
    }

    /** Mail and directory, a device of the attacker's own, and a sign-in with that device. */
    void explore(Scene scene, double redeemed) {
      double mail = redeemed + scene.between(30, 90);
      double registered = mail + scene.between(10, 60);
      scene.at(mail, attackerLeg(App.EXCHANGE).by(Grant.DEVICE_CODE_REFRESH));
      Leg registration =
          Leg.nonInteractive(
              App.AUTHENTICATION_BROKER, App.DEVICE_REGISTRATION, attacker, tool, Device.UNKNOWN);
      scene.at(registered, registration.by(Grant.DEVICE_CODE_REFRESH));
      Device own =
          new Device(
              Guid.of(scene.number(), scene.number()),
              "DESKTOP-7Q2",
              "Azure AD registered",
              false,
              false);
      scene.at(
          registered + scene.between(130, 170),
          Leg.interactive(App.OFFICE, App.EXCHANGE, attacker, tool, own)
              .by(Grant.DEVICE_CODE_PRIMARY_REFRESH));
    }
  }
}
