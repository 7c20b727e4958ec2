/** The keys that stored secrets are sealed under: which is in use, what is still under an older one, sealing that anew. */
package dev.tocsin.configuration.keys;
