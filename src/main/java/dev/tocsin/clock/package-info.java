/** What time it is: by this machine, by the database that all replicas share, and how far the one is off the other. */
package dev.tocsin.clock;
