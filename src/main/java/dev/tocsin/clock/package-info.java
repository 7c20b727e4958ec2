/** This machine's time. What time it is for all replicas, the database says. */
package dev.tocsin.clock;
