/**
 * What a replica tells those who watch over it: which build it is, with which settings it started, and its health as metrics.
 */
package dev.tocsin.watch;
