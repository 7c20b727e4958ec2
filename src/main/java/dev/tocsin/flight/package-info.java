/** Questions that many ask at the same time and that are put once. */
package dev.tocsin.flight;
