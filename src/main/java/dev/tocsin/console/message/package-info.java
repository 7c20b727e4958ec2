/** A message tried out before anybody sends it. */
package dev.tocsin.console.message;
