/**
 * Made-up sign-in traffic of a made-up tenant, with attacks and look-alikes planted in it: for the
 * demo, for load and for tests. Everything follows from a seed. Knows nothing of Flink.
 */
package io.entrawatch.traffic;
